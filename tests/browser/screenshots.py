"""Take pictures of every dashboard, wide and narrow, light and dark; the README shows one."""

from __future__ import annotations

import itertools
import tempfile
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.chromium import chromium
from tests.browser.conftest import ROOT, running

PICTURES = ROOT / "tests" / "screenshots"
# What a dashboard is opened on that shows nothing of itself.
VIEWS = {
    "compare": "?pick=sliced-recursive-transformer"
    "&pick=hornet-efficient-high-order-spatial-interactions-with-recursive-gated-b112860c"
    "&pick=mixture-of-recursions-learning-dynamic-recursive-depths-for-adaptive-token-ab661581"
}


def main() -> None:
    """Open each notebook and take its pictures."""
    PICTURES.mkdir(exist_ok=True)
    log = Path(tempfile.mkdtemp()) / "log.txt"
    with running("serve", log_path=log) as server, chromium() as browser:
        for notebook in sorted((ROOT / "notebooks").glob("*.ipynb")):
            for width, scheme in itertools.product((1400, 800), ("light", "dark")):
                page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
                page.goto(server.at(f"voila/render/{notebook.name}{VIEWS.get(notebook.stem, '')}"))
                take(page, PICTURES / f"{notebook.stem}-{width}-{scheme}.png")


def take(page: Page, file: Path) -> None:
    """Take one picture when list and charts, matrix or groups are there, and say where it is."""
    page.wait_for_selector(".ex-page", state="visible")
    page.wait_for_selector(".ex-plot svg, .ex-compare table, .ex-groups table, .ex-tile[data-chart] svg")
    page.wait_for_load_state("networkidle")
    page.screenshot(path=file)
    page.close()
    print(file.relative_to(ROOT))


if __name__ == "__main__":
    main()
