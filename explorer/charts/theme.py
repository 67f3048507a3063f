"""What a picture looks like: its colours, its width, whether it carries its own caption."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Theme:
    """Hold the colours of a picture and its width in pixels."""

    ink: str
    muted: str
    line: str
    surface: str
    accent: str
    width: int = 560
    captioned: bool = True
    gain: str = "#0b7d72"
    loss: str = "#b25a00"
    groups: tuple[str, ...] = ("#0062c4", "#ea3048", "#009e73", "#93407a", "#6c7e0d", "#2f3640")


LIGHT = Theme(ink="#1f2328", muted="#59636e", line="#d1d9e0", surface="#ffffff", accent="#2f6db5")
DARK = Theme(
    ink="#e6edf3", muted="#9198a1", line="#3d444d", surface="#0d1117", accent="#6cb0f5", gain="#4fc7b8",
    loss="#f0a34a", groups=("#4fb6f7", "#d99a1c", "#2f8a3a", "#a468c0", "#ffe066", "#c9f5ea"),
)  # fmt: skip

# Matplotlib knows no CSS variable: PAGE draws in colours nobody else uses, and `svg.py` puts the variables in.
PAGE = Theme(
    ink="#010e01", muted="#010e02", line="#010e03", surface="none", accent="#010e05",
    captioned=False, gain="#010e06", loss="#010e07",
    groups=("#010e08", "#010e09", "#010e0a", "#010e0b", "#010e0c", "#010e0d"),
)  # fmt: skip
VARIABLES: Mapping[str, str] = {
    PAGE.ink: "var(--ex-ink, currentColor)",
    PAGE.muted: "var(--ex-muted, currentColor)",
    PAGE.line: "var(--ex-line, #8c959f80)",
    PAGE.accent: f"var(--ex-accent, {LIGHT.accent})",
    PAGE.gain: f"var(--ex-gain, {LIGHT.gain})",
    PAGE.loss: f"var(--ex-loss, {LIGHT.loss})",
    **{
        stand_in: f"var(--ex-group-{place}, {colour})"
        for place, (stand_in, colour) in enumerate(zip(PAGE.groups, LIGHT.groups, strict=True), 1)
    },
}
