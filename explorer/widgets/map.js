const WHOLE = [0, 0, 1, 1];

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
