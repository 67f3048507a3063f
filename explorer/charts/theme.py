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


LIGHT = Theme(ink="#1f2328", muted="#59636e", line="#d1d9e0", surface="#ffffff", accent="#2f6db5")
DARK = Theme(
    ink="#e6edf3", muted="#9198a1", line="#3d444d", surface="#0d1117", accent="#6cb0f5", gain="#4fc7b8", loss="#f0a34a"
)

# Matplotlib knows no CSS variable: PAGE draws in colours nobody else uses, and `svg.py` puts the variables in.
PAGE = Theme(
    ink="#010e01", muted="#010e02", line="#010e03", surface="none", accent="#010e05",
    captioned=False, gain="#010e06", loss="#010e07",
)  # fmt: skip
VARIABLES: Mapping[str, str] = {
    PAGE.ink: "var(--ex-ink, currentColor)",
    PAGE.muted: "var(--ex-muted, currentColor)",
    PAGE.line: "var(--ex-line, #8c959f80)",
    PAGE.accent: f"var(--ex-accent, {LIGHT.accent})",
    PAGE.gain: f"var(--ex-gain, {LIGHT.gain})",
    PAGE.loss: f"var(--ex-loss, {LIGHT.loss})",
}
