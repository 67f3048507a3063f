const GUESS = 128; // px: what a card is taken to be high until it has been seen
const MARGIN = 600; // px drawn above and below what is in view

/** A windowed feed: only cards near the view exist; each is measured when drawn. */
class Feed {
  constructor(model, scroller, sheet) {
    Object.assign(this, { model, scroller, sheet, rows: new Map(), nodes: new Map(), open: new Map(), asked: null });
  }

  reset(view) {
    const [top, held] = [this.scroller.scrollTop, this.sheet.contains(document.activeElement)];
    const stays = view.kept && this.view; // a paper left the list because of what was said of it: the others stay where they are
    const heights = new Float64Array(view.total).fill(GUESS);
    if (stays) heights.set(this.heights.subarray(0, view.total));
    Object.assign(this, { view, rows: new Map(), heights, active: stays ? Math.max(0, Math.min(this.active, view.total - 1)) : 0 });
    this.nodes.forEach((node) => node.remove());
    this.nodes.clear();
    this.open.clear();
    this.take(view);
    this.sheet.style.height = `${this.tops()[view.total]}px`;
    this.scroller.scrollTop = stays ? top : 0;
    this.draw();
    if (stays && held) { this.wanted = this.active; this.refocus(); }
  }

  /** Draw the cards anew of which something else is said now; all stay in their places. */
  renew(view) {
    this.view = view;
    const changed = new Map(view.changed.map((row) => [row.id, row]));
    const drawn = [];
    for (const [at, { id }] of this.rows) {
      if (!changed.has(id)) continue;
      this.rows.set(at, changed.get(id));
      const old = this.nodes.get(at);
      if (!old) continue;
      const held = old === document.activeElement;
      const node = cardFor(this, at, this.rows.get(at));
      old.replaceWith(node);
      this.nodes.set(at, node);
      if (held) node.focus({ preventScroll: true });
      drawn.push(at);
    }
    this.measure(drawn);
  }

  take({ start, rows }) {
    rows.forEach((row, at) => this.rows.set(start + at, row));
    this.asked = null;
  }

  /** Tops of all cards, and the height of the sheet as the last. */
  tops() {
    const tops = new Float64Array(this.heights.length + 1);
    for (let at = 0; at < this.heights.length; at++) tops[at + 1] = tops[at] + this.heights[at];
    return tops;
  }

  draw() {
    const tops = this.tops();
    const { scrollTop, clientHeight } = this.scroller;
    const first = Math.max(0, below(tops, scrollTop - MARGIN) - 1);
    const last = Math.min(this.view.total, below(tops, scrollTop + clientHeight + MARGIN) + 1);
    for (const [at, node] of this.nodes) if (at < first || at >= last) { node.remove(); this.nodes.delete(at); }
    const fresh = [];
    for (let at = first; at < last; at++) if (this.rows.has(at) && !this.nodes.has(at)) fresh.push(this.add(at));
    this.request(first, last);
    this.measure(fresh);
  }

  add(at) {
    const node = cardFor(this, at, this.rows.get(at));
    const next = [...this.nodes.keys()].filter((other) => other > at).sort((a, b) => a - b)[0];
    this.sheet.insertBefore(node, next === undefined ? null : this.nodes.get(next));
    this.nodes.set(at, node);
    return at;
  }

  /** Read heights in one go, then write places in one go; what stands in view does not move. */
  measure(which) {
    if (!this.scroller.clientHeight) return; // not laid out yet: every height would be 0
    const anchor = below(this.tops(), this.scroller.scrollTop) - 1;
    let moved = 0;
    for (const [at, height] of which.map((at) => [at, this.nodes.get(at).offsetHeight])) {
      if (at < anchor) moved += height - this.heights[at];
      this.heights[at] = height;
    }
    const tops = this.tops();
    this.sheet.style.height = `${tops[this.view.total]}px`;
    for (const [at, node] of this.nodes) node.style.transform = `translateY(${tops[at]}px)`;
    if (moved) this.scroller.scrollTop += moved;
  }

  request(first, last) {
    let start = first;
    while (start < last && this.rows.has(start)) start++;
    if (start === last || this.asked === start) return;
    this.asked = start;
    this.model.send({ do: "window", version: this.view.version, start: Math.max(0, start - 10), stop: start + 50 });
  }

  go(at) {
    if (!this.view.total) return;
    const before = this.nodes.get(this.active);
    this.active = Math.max(0, Math.min(this.view.total - 1, at));
    before?.setAttribute("tabindex", "-1");
    this.reveal();
    this.wanted = this.active;
    this.refocus();
  }

  /** Give the focus to a card that was gone to before it was there. */
  refocus() {
    if (this.wanted !== this.active || !this.nodes.has(this.active)) return;
    this.wanted = null;
    this.nodes.get(this.active).setAttribute("tabindex", "0");
    this.nodes.get(this.active).focus({ preventScroll: true });
  }

  reveal() {
    const tops = this.tops();
    const { scrollTop, clientHeight } = this.scroller;
    const [top, bottom] = [tops[this.active], tops[this.active + 1]];
    if (top < scrollTop) this.scroller.scrollTop = top;
    else if (bottom > scrollTop + clientHeight) this.scroller.scrollTop = Math.min(top, bottom - clientHeight);
    this.draw();
  }

  id(at = this.active) { return this.rows.get(at)?.id; }

  toggle(at) {
    const [id, node] = [this.id(at), this.nodes.get(at)];
    if (!id || !node) return;
    if (this.rows.get(at).figure) return this.model.send({ do: "read", id });
    if (this.open.has(id)) { this.open.delete(id); this.unfold(at, null); }
    else { this.open.set(id, null); this.model.send({ do: "open", id }); }
  }

  /** Show a card's whole abstract, or fold it back to its snippet. */
  unfold(at, segments) {
    const [row, node] = [this.rows.get(at), this.nodes.get(at)];
    if (!row || row.figure || !node) return;
    node.querySelector(".ex-text").replaceChildren(...marked(segments ?? row.snippet));
    node.classList.toggle("ex-open", Boolean(segments));
    node.querySelector(".ex-more").setAttribute("aria-expanded", String(Boolean(segments)));
    node.querySelector(".ex-more").textContent = segments ? "Less" : "Abstract";
    this.measure([at]);
  }

  opened({ id, abstract }) {
    if (!this.open.has(id)) return;
    this.open.set(id, abstract);
    for (const [at, row] of this.rows) if (row.id === id) this.unfold(at, abstract);
  }

  /** Show which cards are picked, and which is being read. */
  mark() {
    const picked = new Set(this.model.get("picked"));
    const reading = this.model.get("reading");
    for (const [at, node] of this.nodes) {
      const id = this.id(at);
      node.classList.toggle("ex-reading", id === reading);
      node.querySelector("input").checked = picked.has(id);
    }
  }
}

/** The first index whose value is greater than a limit, by bisection. */
function below(tops, limit) {
  let [low, high] = [0, tops.length];
  while (low < high) { const middle = (low + high) >> 1; if (tops[middle] > limit) high = middle; else low = middle + 1; }
  return low;
}
