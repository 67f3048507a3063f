const WAYS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const LEAST = 6; // pixels that a pointer moves before it frames
const CLOSED = 0.25; // of a loop's size: so near its start it is closed

const corners = ([x, y], [u, v]) => [[Math.min(x, u), Math.min(y, v)], [Math.max(x, u), Math.max(y, v)]];

/** What a way that was drawn goes around. */
const around = ([low, high], [x, y]) => [[Math.min(low[0], x), Math.min(low[1], y)], [Math.max(high[0], x), Math.max(high[1], y)]];

/** The frame between where a pointer was pressed and where it is; of a loop that closes, the frame around it. */
function framed(began, at) {
  const frame = corners(began.at, at), [low, high] = began.around;
  const is = ([a, b]) => Math.max(b[0] - a[0], b[1] - a[1]);
  return is(frame) < CLOSED * is([low, high]) ? began.around : frame;
}

function listenToPointer(doing) {
  const { model, parts: { canvas, stage, frame, tip }, now, view, show, zoom, look } = doing;
  const place = (event) => { const around = stage.getBoundingClientRect(); return [event.clientX - around.left, event.clientY - around.top]; };
  let from = null;
  stage.addEventListener("pointerdown", (event) => {
    if (event.button || event.target.closest(".ex-map-zoom")) return;
    const at = place(event);
    from = { at, around: [at, at], pans: event.shiftKey, moved: false, onName: event.target !== canvas };
  });
  stage.addEventListener("pointermove", (event) => {
    const at = place(event);
    if (!event.buttons) from = null; // it was let go elsewhere
    if (from && !from.moved && Math.hypot(at[0] - from.at[0], at[1] - from.at[1]) > LEAST) {
      from.moved = true;
      stage.setPointerCapture(event.pointerId); // from here on, and no sooner: a name that is clicked hears it
    }
    if (from) from.around = around(from.around, at);
    if (!from?.moved && event.target !== canvas) return null;
    if (!from?.moved) return now.held.grid.length ? sayCell(doing, ...at) : show(nearest(now.held, view(), ...at));
    tip.hidden = true;
    if (!from.pans) return box(frame, framed(from, at));
    const [x, y] = view().from(...at), [px, py] = view().from(...from.at), [left, lower, right, upper] = now.extent;
    from.at = at;
    look([left - x + px, lower - y + py, right - x + px, upper - y + py]);
  });
  stage.addEventListener("pointerup", (event) => {
    const at = place(event), began = from;
    from = null;
    box(frame, null);
    if (!began || (began.moved && began.pans)) return;
    if (began.moved) return narrow(doing, framed(began, at));
    if (began.onName) return;
    const point = now.held.grid.length ? -1 : nearest(now.held, view(), ...at);
    if (point >= 0) model.send({ do: "read", point });
    else if (now.held.grid.length) zoom(0.4, at);
  });
  stage.addEventListener("pointercancel", () => { from = null; box(frame, null); });
  canvas.addEventListener("pointerleave", () => { if (!from) { show(-1); tip.hidden = true; } });
  stage.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && document.documentElement.scrollHeight > innerHeight + 1) return; // the page's own to scroll
    event.preventDefault();
    zoom(event.deltaY > 0 ? 1.2 : 1 / 1.2, place(event));
  }, { passive: false });
}

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
