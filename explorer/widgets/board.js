const ARROWS = { "-1": ["←", "left"], 1: ["→", "right"] };

function render({ model, el }) {
  const made = plateFor(model, () => model.get("composer").code);
  const composer = composerFor(model, made.line);
  const told = make("p", { class: "ex-plot-unseen", role: "status" });
  const first = make("section", { class: "ex-tile ex-composer", "aria-label": "New chart" }, composer.node, made.node);
  const grid = make("div", { class: "ex-board-grid" }, first);
  el.append(grid, told);
  const pictures = new Map(); // line of code -> its picture: one may come before its tile
  const tiles = new Map(); // line of code -> its tile
  const say = () => {
    composer.say();
    const line = model.get("composer").code;
    made.node.hidden = made.line.hidden = !line;
    made.show(line, pictures.get(line));
    for (const [chart, tile] of tiles) tile.node.classList.toggle("is-edited", chart === model.get("composer").edited);
  };
  const lay = () => layOut(model, grid, tiles, pictures, told);
  const hear = ({ chart, picture, name }, buffers) => {
    if (name) { save(name, buffers[0]); return; }
    pictures.set(chart, picture);
    tiles.get(chart)?.show(chart, picture);
    if (chart === model.get("composer").code) made.show(chart, picture);
  };
  model.on("msg:custom", hear);
  lay();
  say();
  const ends = [follow(model, ["tiles"], lay), follow(model, ["composer"], say),
    watchWidth(made.stage, (width) => model.send({ do: "width", width })), () => model.off("msg:custom", hear)];
  model.send({ do: "look" });
  return () => ends.forEach((end) => end());
}

/** A picture with its caption above, and the line of code that makes it below. */
function plateFor(model, lineOf) {
  const title = make("h3", { class: "ex-plot-title" });
  const note = make("p", { class: "ex-plot-note" });
  const clear = make("button", { type: "button", class: "ex-plain", hidden: true, on: { click: () => model.send({ do: "clear", chart: lineOf() }) } }, "Clear");
  const why = make("p", { class: "ex-tile-why", hidden: true });
  const { stage, show } = stageFor((mark, label) => model.send({ do: "narrow", chart: lineOf(), mark, label }));
  const code = make("code", { tabindex: "0", "aria-label": "Python code" });
  const copy = make("button", { type: "button", class: "ex-plain", "data-does": "copy", on: { click: () => copyText(code.textContent, code, copy), blur: () => { copy.textContent = "Copy"; } } }, "Copy");
  const caption = make("div", { class: "ex-tile-caption" }, title, clear);
  const file = saveMenu(null, (suffix) => model.send({ do: "save", chart: lineOf(), suffix }));
  file.button.className = "ex-plain";
  const line = make("div", { class: "ex-tile-code" }, code, copy, file.button, file.menu);
  const node = make("div", { class: "ex-tile-plate" }, caption, note, why, stage, line);
  const put = (chart, picture) => {
    code.textContent = chart;
    node.classList.toggle("is-waiting", !picture);
    if (!picture) return;
    title.textContent = picture.title;
    note.textContent = picture.note;
    why.textContent = picture.why ?? "";
    why.hidden = !picture.why;
    clear.hidden = !picture.narrowed;
    clear.setAttribute("aria-label", `Clear ${picture.name}`);
    copy.setAttribute("aria-label", `Copy the code of ${picture.name}`);
    file.button.setAttribute("aria-label", `Save ${picture.name}`);
    file.button.hidden = !picture.svg;
    show(picture);
  };
  return { node, stage, caption, line, show: put };
}

/** A pinned chart: its picture, and what moves it, changes it and takes it off. */
function tileFor(model, { chart, name }) {
  const plate = plateFor(model, () => chart);
  const tool = (does, label, said, message) => make("button", { type: "button", class: "ex-tool", "data-does": does, title: said, "aria-label": `${said}: ${name}`,
    on: { click: ({ currentTarget }) => currentTarget.ariaDisabled === "true" || model.send({ ...message, chart }) } }, label);
  const moves = [-1, 1].map((by) => tool(`move ${by}`, ARROWS[by][0], `Move ${ARROWS[by][1]}`, { do: "move", by }));
  plate.caption.append(make("div", { class: "ex-tools", role: "group", "aria-label": `Tile ${name}` }, ...moves,
    tool("edit", "✎", "Edit", { do: "edit" }), tool("unpin", "×", "Unpin", { do: "unpin" })));
  const node = make("section", { class: "ex-tile", role: "group", "aria-label": name, "data-chart": chart }, plate.node);
  const place = (at, of) => {
    moves[0].ariaDisabled = String(at === 0);
    moves[1].ariaDisabled = String(at === of - 1);
  };
  return { node, name, place, show: plate.show };
}

/** Bring the tiles into their order; the focus stays where it was, or goes to what took its place. */
function layOut(model, grid, tiles, pictures, told) {
  const wanted = model.get("tiles");
  const before = [...tiles.keys()];
  const focused = grid.contains(document.activeElement) ? document.activeElement : null;
  const left = focused?.closest("[data-chart]");
  const at = left ? [...grid.children].indexOf(left) : -1;
  for (const line of before) if (!wanted.some(({ chart }) => chart === line)) { tiles.get(line).node.remove(); tiles.delete(line); }
  wanted.forEach((held, place) => {
    if (!tiles.has(held.chart)) {
      tiles.set(held.chart, tileFor(model, held));
      tiles.get(held.chart).show(held.chart, pictures.get(held.chart));
    }
    const tile = tiles.get(held.chart);
    tile.place(place, wanted.length);
    if (grid.children[place + 1] !== tile.node) grid.insertBefore(tile.node, grid.children[place + 1] ?? null);
  });
  for (const line of pictures.keys()) if (!tiles.has(line) && line !== model.get("composer").code) pictures.delete(line);
  if (before.length) told.textContent = `${wanted.length} charts pinned: ${wanted.map(({ name }) => name).join(", ")}`;
  if (!focused || document.activeElement === focused) return;
  const next = focused.isConnected ? focused : grid.children[Math.min(at, grid.children.length - 1)]?.querySelector(`[data-does="${focused.dataset.does}"]`);
  (next ?? grid.querySelector("[data-key=pin]"))?.focus({ preventScroll: !focused.isConnected });
}

export default { render };
