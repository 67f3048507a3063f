const WHOLE = [0, 0, 1, 1];
const WAYS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const LEAST = 6; // pixels that a pointer moves before it frames

function render({ model, el }) {
  const parts = scaffold(model);
  el.append(parts.figure);
  const stage = stageOf(model, parts);
  const ends = [
    follow(model, ["state", "done"], () => sayState(model, parts)),
    follow(model, ["fields", "field"], () => sayFields(model, parts)),
    follow(model, ["picture", "places", "points"], stage.renew),
    follow(model, ["reading"], stage.draw),
    watchStage(parts.stage, stage.resize),
    watchScheme(stage.recolour),
  ];
  const hear = (message) => stage.told(message);
  model.on("msg:custom", hear);
  sayState(model, parts);
  sayFields(model, parts);
  stage.renew();
  return () => [...ends, () => model.off("msg:custom", hear)].forEach((end) => end());
}

function scaffold(model) {
  const button = (label, traits, act) => make("button", { type: "button", ...traits, on: { click: act } }, label);
  const title = make("span", { class: "ex-plot-title" });
  const note = make("span", { class: "ex-plot-note" });
  const clear = button("Clear", { class: "ex-plain ex-map-clear", hidden: true, "aria-label": "Clear the part of the map" }, () => model.send({ do: "clear" }));
  const field = make("select", { class: "ex-map-field" });
  field.addEventListener("change", () => { model.set("field", field.value); model.save_changes(); });
  const colour = make("label", { class: "ex-map-colour" }, "Colour by ", field);
  const canvas = make("canvas", { tabindex: "0", role: "application" });
  const names = make("div", { class: "ex-map-names", role: "group", "aria-label": "Parts of the map" });
  const frame = make("div", { class: "ex-map-frame", hidden: true });
  const asked = make("div", { class: "ex-map-frame ex-map-asked", hidden: true });
  const tip = make("div", { class: "ex-plot-tip", role: "status" , hidden: true });
  const zoom = { in: button("+", { class: "ex-tool", "aria-label": "Closer", title: "Closer" }), out: button("−", { class: "ex-tool", "aria-label": "Farther", title: "Farther" }), whole: button("⤢", { class: "ex-tool", "aria-label": "Whole map", title: "Whole map" }) };
  const stage = make("div", { class: "ex-map-stage" }, canvas, asked, names, frame, tip, make("div", { class: "ex-map-zoom", role: "group", "aria-label": "Zoom" }, zoom.in, zoom.out, zoom.whole));
  const legend = make("div", { class: "ex-map-legend", role: "group" });
  const swatches = make("span", { class: "ex-map-swatches", "aria-hidden": "true" }, ...["1", "2", "3", "4", "5", "6", "other", "none", "faint", "accent", "ink", "surface"].map((name) => make("i", { "data-colour": name })));
  const says = make("p", {});
  const bar = make("progress", { max: 1 });
  const begin = button("Make the map", { class: "ex-map-make" }, () => model.send({ do: "make" }));
  const wait = make("div", { class: "ex-map-wait", role: "status" }, says, bar, begin);
  const head = make("figcaption", { class: "ex-map-head" }, title, note, clear, colour);
  const figure = make("figure", {}, head, wait, stage, legend, swatches);
  return { figure, title, note, clear, field, colour, canvas, names, frame, asked, tip, zoom, stage, legend, swatches, says, bar, begin, wait };
}

/** Say whether there is a map, is none yet, or how long one takes. */
function sayState(model, { figure, wait, says, bar, begin, title }) {
  const { is, papers, takes } = model.get("state");
  const count = `${papers.toLocaleString("en")} papers`;
  figure.classList.toggle("is-waiting", is !== "there");
  wait.hidden = is === "there";
  begin.hidden = is !== "asks";
  bar.hidden = is !== "works";
  bar.value = model.get("done");
  if (is !== "there") title.textContent = "What is near what?";
  says.textContent = is === "asks" ? `A map of ${count} takes ${takes}; it is kept for the next visit.` : `Laying out ${count}: ${takes}. The list and the filters work meanwhile.`;
}

function sayFields(model, { field, colour }) {
  field.replaceChildren(...model.get("fields").map((offered) => new Option(offered.label, offered.field)));
  field.value = model.get("field");
  colour.hidden = model.get("fields").length < 2;
}

/** Name the colours; each is a button that narrows to its papers. */
function sayLegend(model, { legend, field }, picture) {
  const swatch = (name) => make("i", { "data-colour": name, "aria-hidden": "true" });
  const focused = legend.querySelector(":focus")?.dataset.label;
  const entries = picture.legend.map(({ label, papers, held }, place) => make("button", {
    type: "button", "aria-pressed": String(held), "data-label": label, on: { click: () => model.send({ do: "colour", label }) },
  }, swatch(place + 1), make("span", {}, label), make("b", {}, papers.toLocaleString("en"))));
  const rest = Object.entries(picture.rest ?? {}).filter(([, papers]) => papers).map(([label, papers]) =>
    make("span", {}, swatch(label === "other" ? "other" : "none"), make("span", {}, label), make("b", {}, papers.toLocaleString("en"))));
  legend.replaceChildren(...(picture.legend.length ? [...entries, ...rest] : []));
  legend.setAttribute("aria-label", `Colours: ${field.selectedOptions[0]?.text ?? ""}`);
  if (focused !== undefined) legend.querySelector(`[data-label="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
}

/** The stage: canvas, names, frame and tip, and what pointer and keys do there. */
function stageOf(model, parts) {
  const { canvas, names, tip } = parts;
  const pen = canvas.getContext("2d");
  const now = { extent: WHOLE, width: 0, height: 0, held: { size: 0, grid: [] }, colours: null, point: -1, turn: 0, titles: new Map(), buttons: [] };
  const view = () => lens(now.extent, now.width, now.height);
  const recolour = () => { now.colours = coloursOf(parts.swatches); draw(); };
  const draw = () => {
    if (!now.width || !now.colours) return;
    const ratio = devicePixelRatio || 1, alone = !model.get("picture").legend?.length;
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, now.width, now.height);
    if (now.held.grid.length) drawCells(pen, now.held, view(), now.extent, now.colours, alone);
    else drawPoints(pen, now.held, view(), now.colours, alone);
    const outline = (point, width, colour) => {
      if (point < 0 || point >= now.held.size) return;
      ring(pen, ...placeOf(point), radiusFor(now.held.size) + 3, colour, width);
    };
    outline(model.get("reading"), 2.5, now.colours.ink);
    outline(now.point, 2, now.colours.accent);
    placeNames(now.buttons, view(), now.width, now.height, now.held);
    box(parts.asked, askedCorners());
  };
  const placeOf = (point) => view().at(now.held.xy[2 * point] / LAST, now.held.xy[2 * point + 1] / LAST);
  const askedCorners = () => {
    const [across, up] = model.get("picture").asked ?? [];
    return across && up ? [view().at(across[0], up[1]), view().at(across[1], up[0])] : null;
  };
  const renew = () => {
    const picture = model.get("picture");
    if (!picture.legend) return;
    now.held = read(model);
    now.turn += 1;
    now.titles.clear();
    if (now.held.grid.length) now.extent = picture.extent;
    now.point = -1;
    tip.hidden = true;
    now.buttons = nameButtons(model, names, picture.names);
    sayPicture(model, parts, picture, now.held);
    sayLegend(model, parts, picture);
    draw();
  };
  const resize = (width, height) => {
    const ratio = devicePixelRatio || 1;
    Object.assign(now, { width, height });
    Object.assign(canvas, { width: width * ratio, height: height * ratio });
    now.colours ??= coloursOf(parts.swatches);
    draw();
  };
  const look = (extent) => {
    now.extent = fit(extent);
    draw();
    if (!model.get("picture").many) return;
    clearTimeout(now.later);
    now.later = setTimeout(() => { model.set("extent", now.extent); model.save_changes(); }, 150);
  };
  const zoom = (by, [x, y] = [0.5 * now.width, 0.5 * now.height]) => {
    const [at, level] = view().from(x, y), [left, lower, right, upper] = now.extent;
    look([at - (at - left) * by, level - (level - lower) * by, at + (right - at) * by, level + (upper - level) * by]);
  };
  const show = (point, x, y) => {
    if (now.point !== point) { now.point = point; draw(); }
    if (point < 0) { tip.hidden = true; return; }
    const title = now.titles.get(point);
    if (title === undefined) model.send({ do: "tell", point, turn: now.turn });
    else sayTip(parts, title, ...placeOf(point));
  };
  const told = ({ point, turn, title }) => {
    if (turn !== now.turn) return;
    now.titles.set(point, title);
    if (point === now.point) sayTip(parts, title, ...placeOf(point));
  };
  parts.zoom.in.onclick = () => zoom(0.6);
  parts.zoom.out.onclick = () => zoom(1 / 0.6);
  parts.zoom.whole.onclick = () => look(WHOLE);
  const doing = { model, parts, now, view, draw, show, zoom, look };
  listenToPointer(doing);
  listenToKeys(doing);
  return { renew, draw, resize, recolour, told };
}

/** Keep a part of the map within the map. */
function fit([left, lower, right, upper]) {
  const [wide, high] = [Math.min(1, right - left), Math.min(1, upper - lower)];
  const [x, y] = [Math.max(0, Math.min(left, 1 - wide)), Math.max(0, Math.min(lower, 1 - high))];
  return Math.max(wide, high) < 0.002 ? [x, y, x + 0.002, y + 0.002] : [x, y, x + wide, y + high];
}

function nameButtons(model, names, wanted) {
  const focused = names.querySelector(":focus")?.textContent;
  const buttons = wanted.map(({ name, x, y, papers, held }) => ({ x, y, node: make("button", {
    type: "button", class: "ex-map-name", "aria-pressed": String(held), title: `${papers.toLocaleString("en")} papers: ${name}`, on: { click: () => model.send({ do: "name", name }) },
  }, name) }));
  names.replaceChildren(...buttons.map(({ node }) => node));
  buttons.find(({ node }) => node.textContent === focused)?.node.focus({ preventScroll: true });
  return buttons;
}

function sayPicture(model, { title, note, clear, canvas, figure }, picture, held) {
  const [some, of] = [picture.selected.toLocaleString("en"), `${picture.of.toLocaleString("en")} paper${picture.of === 1 ? "" : "s"}`];
  title.textContent = picture.selected === picture.of ? `Map of ${of}` : `${some} of ${of} on the map`;
  note.textContent = held.grid.length ? "cells: papers, on a log scale; drag to narrow" : "near: alike by their words; drag to narrow";
  clear.hidden = !picture.narrowed;
  canvas.setAttribute("aria-label", `${title.textContent}. Arrow keys go from ${held.grid.length ? "cell to cell, Enter looks closer" : "paper to paper, Enter opens one"}.`);
  figure.dataset.shows = held.grid.length ? "cells" : "points";
}

function sayTip({ tip, stage }, text, x, y) {
  tip.textContent = text;
  tip.hidden = false;
  const half = tip.offsetWidth / 2, above = y - tip.offsetHeight - 12;
  tip.style.left = `${Math.max(half, Math.min(x, stage.clientWidth - half))}px`;
  tip.style.top = `${above < 0 ? y + 14 : above}px`;
}

function box(node, corners) {
  node.hidden = !corners;
  if (!corners) return;
  const [[x, y], [end, bottom]] = corners;
  Object.assign(node.style, { left: `${x}px`, top: `${y}px`, width: `${end - x}px`, height: `${bottom - y}px` });
}

/** What a cell holds, where the stage shows cells. */
function cellAt({ now, view }, x, y) {
  const [left, lower, right, upper] = now.extent, [across, up] = now.held.grid, [at, level] = view().from(x, y);
  const column = Math.floor((at - left) / (right - left) * across), line = Math.floor((level - lower) / (upper - lower) * up);
  if (column < 0 || line < 0 || column >= across || line >= up) return null;
  const [all, selected] = now.held.cells.subarray(3 * (line * across + column), 3 * (line * across + column) + 2);
  return { all, selected, column, line };
}

function sayCell(doing, x, y) {
  const cell = cellAt(doing, x, y);
  const { tip } = doing.parts;
  if (!cell?.all) { tip.hidden = true; return; }
  const [all, selected] = [cell.all, cell.selected].map((count) => count.toLocaleString("en"));
  sayTip(doing.parts, cell.all === cell.selected ? `${all} paper${cell.all === 1 ? "" : "s"}` : `${selected} of ${all} papers`, x, y);
}

function listenToPointer(doing) {
  const { model, parts: { canvas, stage, frame, tip }, now, view, show, zoom, look } = doing;
  const place = (event) => { const around = stage.getBoundingClientRect(); return [event.clientX - around.left, event.clientY - around.top]; };
  let from = null;
  canvas.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    from = { at: place(event), extent: now.extent, pans: event.shiftKey, moved: false };
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener("pointermove", (event) => {
    const at = place(event);
    if (from && Math.hypot(at[0] - from.at[0], at[1] - from.at[1]) > LEAST) from.moved = true;
    if (!from?.moved) return now.held.grid.length ? sayCell(doing, ...at) : show(nearest(now.held, view(), ...at));
    tip.hidden = true;
    if (!from.pans) return box(frame, corners(from.at, at));
    const [x, y] = view().from(...at), [px, py] = view().from(...from.at), [left, lower, right, upper] = now.extent;
    from.at = at;
    look([left - x + px, lower - y + py, right - x + px, upper - y + py]);
  });
  canvas.addEventListener("pointerup", (event) => {
    const at = place(event), began = from;
    from = null;
    box(frame, null);
    if (!began || (began.moved && began.pans)) return;
    if (began.moved) return narrow(doing, corners(began.at, at));
    const point = now.held.grid.length ? -1 : nearest(now.held, view(), ...at);
    if (point >= 0) model.send({ do: "read", point });
    else if (now.held.grid.length) zoom(0.4, at);
  });
  canvas.addEventListener("pointercancel", () => { from = null; box(frame, null); });
  canvas.addEventListener("pointerleave", () => { if (!from) { show(-1); tip.hidden = true; } });
  stage.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && document.documentElement.scrollHeight > innerHeight + 1) return; // the page's own to scroll
    event.preventDefault();
    zoom(event.deltaY > 0 ? 1.2 : 1 / 1.2, place(event));
  }, { passive: false });
}

const corners = ([x, y], [u, v]) => [[Math.min(x, u), Math.min(y, v)], [Math.max(x, u), Math.max(y, v)]];

/** Ask for the papers within a frame. */
function narrow({ model, view }, [upper, lower]) {
  const within = (side) => Math.max(0, Math.min(1, side));
  const [left, top] = view().from(...upper), [right, bottom] = view().from(...lower);
  model.send({ do: "frame", low: [within(left), within(bottom)], high: [within(right), within(top)] });
}

function listenToKeys(doing) {
  const { model, parts: { canvas, tip }, now, view, show, zoom, look } = doing;
  const first = () => {
    const reading = model.get("reading");
    if (reading >= 0) return reading;
    return now.held.marks.findIndex((mark) => mark & SELECTED);
  };
  canvas.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const cells = now.held.grid.length > 0, way = WAYS[event.key];
    if (way && cells) pan(look, now.extent, way);
    else if (way) show(now.point < 0 ? first() : beyond(now.held, view(), now.point, way));
    else if (event.key === "Enter" && cells) zoom(0.6);
    else if (event.key === "Enter" && now.point >= 0) model.send({ do: "read", point: now.point });
    else if (event.key === "+") zoom(0.6);
    else if (event.key === "-") zoom(1 / 0.6);
    else if (event.key === "0") look(WHOLE);
    else if (event.key === "Escape" && now.point >= 0) show(-1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  canvas.addEventListener("blur", () => { tip.hidden = true; show(-1); });
}

function pan(look, [left, lower, right, upper], [x, y]) {
  const [across, up] = [0.25 * x * (right - left), -0.25 * y * (upper - lower)];
  look([left + across, lower + up, right + across, upper + up]);
}

/** A canvas knows no variable: the colours are those that hidden swatches have. */
function coloursOf(swatches) {
  const of = (name) => getComputedStyle(swatches.querySelector(`[data-colour="${name}"]`)).backgroundColor;
  return { groups: ["1", "2", "3", "4", "5", "6", "other", "none"].map(of), faint: of("faint"), accent: of("accent"), ink: of("ink") };
}

function watchStage(stage, act) {
  const watcher = new ResizeObserver(([{ contentRect: { width, height } }]) => { if (width && height) act(Math.floor(width), Math.floor(height)); });
  watcher.observe(stage);
  return () => watcher.disconnect();
}

/** Hear when light becomes dark: by the system, or by JupyterLab. */
function watchScheme(act) {
  const scheme = matchMedia("(prefers-color-scheme: dark)");
  const watcher = new MutationObserver(() => act());
  watcher.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-light"] });
  const off = attach(scheme, { change: () => act() });
  return () => { off(); watcher.disconnect(); };
}

export default { render };
