"""The small app on Solara: one component that follows one reactive word, at every key."""

from __future__ import annotations

import solara
from small import chart, holding, listed


@solara.component
def Page():  # noqa: N802 - Solara finds the page by this name
    """Show the box, the list and the chart."""
    word = solara.use_reactive("")
    solara.InputText("Search titles and abstracts", value=word, continuous_update=True)
    papers = holding(word.value)
    solara.HTML("div", unsafe_innerHTML=listed(papers))
    solara.FigureMatplotlib(chart(papers), dependencies=[word.value])
