const KINDS = { ".svg": "SVG", ".png": "PNG", ".pdf": "PDF", ".csv": "CSV" };

/** A button whose menu hands a chart out: `ask` hears in which kind of file, `codeOf` gives the line that makes it, if that is not written beside it. */
function saveMenu(codeOf, ask) {
  const code = make("code", { tabindex: "0", "aria-label": "Python code" });
  const copy = make("button", { type: "button", on: { click: () => copyText(code.textContent, code, copy) } }, "Copy code");
  const kinds = Object.entries(KINDS).map(([suffix, name]) => make("button", { type: "button", on: { click: () => { menu.hidePopover(); ask(suffix); } } }, name));
  const menu = make("div", { class: "ex-plot-menu", popover: "auto", role: "group", "aria-label": "Save the chart" },
    make("div", { class: "ex-plot-kinds" }, ...kinds), ...(codeOf ? [code, copy] : []));
  const button = make("button", { type: "button", class: "ex-plot-save" }, "Save");
  button.popoverTargetElement = menu;
  menu.addEventListener("beforetoggle", ({ newState }) => {
    if (newState !== "open") return;
    code.textContent = codeOf?.() ?? "";
    copy.textContent = "Copy code";
    placeMenu(menu, button.getBoundingClientRect());
  });
  return { button, menu };
}

/** Below its button where there is room, else above it; a menu on top of all else is placed by the window. */
function placeMenu(menu, { left, top, bottom }) {
  const below = bottom + 180 < innerHeight;
  menu.style.left = `${Math.max(8, Math.min(left, innerWidth - 328))}px`;
  menu.style.top = below ? `${bottom + 4}px` : "auto";
  menu.style.bottom = below ? "auto" : `${innerHeight - top + 4}px`;
}
