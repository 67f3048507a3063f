const SELECTED = 128, COLOUR = 127, LAST = 65535;
const MARGIN = 22; // pixels around the outermost points
const FEW = 400; // points that names keep off; of more, so many that stand for all
const EDGE = 40; // pixels that the zoom's buttons take
const STEPS = [0, -0.4, 0.4, -0.8, 0.8, -1.2, 1.2].flatMap((aside) => [0, -0.7, 0.7, -1.2, 1.2, -1.7, 1.7, -2.3, 2.3, -3, 3].map((below) => [aside, below]));
const COVERS = 4, COVERS_OF_MANY = 0.5; // what a covered point costs: as much as so many half widths aside
const NEAR = 14; // pixels within which a pointer means a point

const bytesOf = (held) => (held ? new Uint8Array(held.buffer ?? held, held.byteOffset ?? 0, held.byteLength) : new Uint8Array());

/** Points as two lists of places, or cells as counts: what the kernel sent, without a copy a point. */
function read(model) {
  const picture = model.get("picture");
  const places = bytesOf(model.get("places")), marks = bytesOf(model.get("points"));
  if (picture.cells?.length) return { cells: new Uint32Array(marks.slice().buffer), grid: picture.cells, size: 0 };
  return { xy: new Uint16Array(places.slice().buffer), marks, size: Math.min(marks.length, places.length / 4), grid: [] };
}

/** From a part of the map to pixels and back; upwards is larger. */
function lens(extent, width, height) {
  const [left, lower, right, upper] = extent;
  const across = (width - 2 * MARGIN) / (right - left), up = (height - 2 * MARGIN) / (upper - lower);
  return {
    at: (x, y) => [MARGIN + (x - left) * across, height - MARGIN - (y - lower) * up],
    from: (x, y) => [left + (x - MARGIN) / across, lower + (height - MARGIN - y) / up],
  };
}

const radiusFor = (count) => (count <= 80 ? 6 : count <= 400 ? 4.5 : count <= 3000 ? 3 : count <= 6000 ? 2 : 1.4);

/** Draw what is left out faintly, then what is selected in its colours. */
function drawPoints(pen, held, view, colours, alone) {
  const radius = radiusFor(held.size);
  const dots = Array.from({ length: 9 }, () => []);
  for (let point = 0; point < held.size; point += 1) {
    dots[held.marks[point] & SELECTED ? held.marks[point] & COLOUR : 8].push(point);
  }
  for (const group of [8, 7, 6, 5, 4, 3, 2, 1, 0]) {
    pen.fillStyle = group === 8 ? colours.faint : alone ? colours.accent : colours.groups[group];
    pen.globalAlpha = group === 8 ? (held.size > 3000 ? 0.45 : 0.7) : held.size > 3000 ? 0.75 : 0.9;
    for (const point of dots[group]) dot(pen, ...view.at(held.xy[2 * point] / LAST, held.xy[2 * point + 1] / LAST), group === 8 ? radius * 0.75 : radius);
  }
  pen.globalAlpha = 1;
}

function dot(pen, x, y, radius) {
  if (radius < 2.5) return pen.fillRect(x - radius, y - radius, 2 * radius, 2 * radius);
  pen.beginPath();
  pen.arc(x, y, radius, 0, 7);
  pen.fill();
}

function ring(pen, x, y, radius, colour, width) {
  pen.beginPath();
  pen.arc(x, y, radius, 0, 7);
  pen.strokeStyle = colour;
  pen.lineWidth = width;
  pen.stroke();
}

/** Draw each cell the fuller the more papers it has, on a log scale: those left out faintly, those selected in the colour of most of them. */
function drawCells(pen, held, view, extent, colours, alone) {
  const [across, up] = held.grid, [left, lower, right, upper] = extent;
  let most = 1;
  for (let cell = 0; cell < across * up; cell += 1) most = Math.max(most, held.cells[3 * cell]);
  const share = (count) => 0.12 + 0.88 * Math.log1p(count) / Math.log1p(most);
  for (let cell = 0; cell < across * up; cell += 1) {
    const [all, selected, group] = held.cells.subarray(3 * cell, 3 * cell + 3);
    if (!all) continue;
    const column = cell % across, line = Math.floor(cell / across);
    const [x, y] = view.at(left + (right - left) * column / across, lower + (upper - lower) * (line + 1) / up);
    const [end, bottom] = view.at(left + (right - left) * (column + 1) / across, lower + (upper - lower) * line / up);
    pen.fillStyle = selected ? (alone ? colours.accent : colours.groups[group]) : colours.faint;
    pen.globalAlpha = selected ? share(selected) : 0.5 * share(all);
    pen.fillRect(x, y, end - x - 0.5, bottom - y - 0.5);
  }
  pen.globalAlpha = 1;
}

/** The point nearest to a place in pixels, selected ones before others; -1 where none is near. */
function nearest(held, view, x, y) {
  let found = -1, least = NEAR * NEAR;
  for (let point = 0; point < held.size; point += 1) {
    const [px, py] = view.at(held.xy[2 * point] / LAST, held.xy[2 * point + 1] / LAST);
    const far = (px - x) ** 2 + (py - y) ** 2 + (held.marks[point] & SELECTED ? 0 : 60);
    if (far < least) [found, least] = [point, far];
  }
  return found;
}

/** The next selected point in a direction: near, and not far to the side. */
function beyond(held, view, from, [dx, dy]) {
  const place = (point) => view.at(held.xy[2 * point] / LAST, held.xy[2 * point + 1] / LAST);
  const [x, y] = place(from);
  let found = from, least = Infinity;
  for (let point = 0; point < held.size; point += 1) {
    if (!(held.marks[point] & SELECTED) || point === from) continue;
    const [px, py] = place(point);
    const ahead = (px - x) * dx + (py - y) * dy, aside = Math.abs((px - x) * dy) + Math.abs((py - y) * dx);
    if (ahead <= 0 || aside > 2 * ahead) continue;
    if (ahead + 2 * aside < least) [found, least] = [point, ahead + 2 * aside];
  }
  return found;
}

/** Where names stand: the largest part first, each at its middle or a line above or below, on no other and on few points. */
function placeNames(buttons, view, width, height, held) {
  const taken = [];
  const step = Math.ceil(held.size / FEW) || 1, covers = step > 1 ? COVERS_OF_MANY : COVERS, around = radiusFor(held.size);
  const dots = Array.from({ length: Math.floor(held.size / step) }, (_, at) => view.at(held.xy[2 * at * step] / LAST, held.xy[2 * at * step + 1] / LAST));
  for (const { node, x, y } of buttons) {
    const [half, high] = [node.offsetWidth / 2, node.offsetHeight];
    const [middle, level] = view.at(x, y);
    const outside = middle < 0 || middle > width || level < 0 || level > height;
    const boxes = STEPS.map(([aside, below]) => {
      const left = Math.max(2, Math.min(middle - half + aside * half, width - 2 * half - EDGE));
      const top = Math.max(2, Math.min(level - high / 2 + below * high, height - high - 2));
      return { box: [left - 4, top, left + 2 * half + 4, top + high], cost: Math.abs(aside) + Math.abs(below) * 0.6 };
    }).filter(({ box }) => taken.every((other) => box[0] > other[2] || box[2] < other[0] || box[1] > other[3] || box[3] < other[1]));
    const on = ([left, top, right, bottom]) => dots.filter(([px, py]) => px > left - around && px < right + around && py > top - around && py < bottom + around).length;
    const best = boxes.map(({ box, cost }) => ({ box, cost: cost + covers * on(box) })).sort((one, two) => one.cost - two.cost)[0];
    node.classList.toggle("ex-map-hidden", outside || !best);
    if (outside || !best) continue;
    taken.push(best.box);
    node.style.transform = `translate(${best.box[0] + 4}px, ${best.box[1]}px)`;
  }
}
