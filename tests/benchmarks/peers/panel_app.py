"""The small app on Panel: bound functions, each key heard, the chart drawn once the page is there."""

from __future__ import annotations

import panel as pn
from small import chart, holding, listed

pn.extension()

search = pn.widgets.TextInput(placeholder="Search titles and abstracts")
titles = pn.bind(lambda word: listed(holding(word)), search.param.value_input)
figure = pn.bind(lambda word: chart(holding(word)), search.param.value_input)

pn.Column(
    search, pn.pane.HTML(titles), pn.panel(pn.bind(pn.pane.Matplotlib, figure, tight=True), defer_load=True)
).servable(title="Papers")
