"""Charts of a papers frame: frozen options, a pure step to numbers, a picture."""

from explorer.charts.base import Chart, UnfitError
from explorer.charts.count import Count
from explorer.charts.crosstab import Crosstab
from explorer.charts.distribution import Distribution
from explorer.charts.figures import Figures
from explorer.charts.lengths import Lengths
from explorer.charts.marks import held, mark_query
from explorer.charts.network import Network
from explorer.charts.scatter import Scatter
from explorer.charts.share import Share
from explorer.charts.similarity import Similarity
from explorer.charts.terms import Terms
from explorer.charts.theme import DARK, LIGHT, PAGE, Theme
from explorer.charts.timeline import Timeline
from explorer.charts.upset import Upset

__all__ = [
    "DARK",
    "LIGHT",
    "PAGE",
    "Chart",
    "Count",
    "Crosstab",
    "Distribution",
    "Figures",
    "Lengths",
    "Network",
    "Scatter",
    "Share",
    "Similarity",
    "Terms",
    "Theme",
    "Timeline",
    "UnfitError",
    "Upset",
    "held",
    "mark_query",
]
