"""The small app on marimo: cells that follow the box, at every key."""

import marimo

app = marimo.App()


@app.cell
def _():
    import marimo as mo
    from small import chart, holding, listed

    return chart, holding, listed, mo


@app.cell
def _(mo):
    search = mo.ui.text(placeholder="Search titles and abstracts", debounce=False)
    search
    return (search,)


@app.cell
def _(holding, listed, mo, search):
    papers = holding(search.value)
    mo.Html(listed(papers))
    return (papers,)


@app.cell
def _(chart, papers):
    chart(papers)


if __name__ == "__main__":
    app.run()
