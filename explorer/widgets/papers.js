const GUESS = 128; // px: what a card is taken to be high until it has been seen
const SHOWN = 200; // characters of what was typed, where nothing holds it
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

function cardFor(feed, at, row) {
  const { model } = feed;
  const read = () => { feed.go(at); model.send({ do: "read", id: row.id }); };
  const segments = feed.open.get(row.id);
  const name = `${feed.view.version}-${at}`;
  const node = make("article", {
    class: `ex-card${segments ? " ex-open" : ""}${row.id === model.get("reading") ? " ex-reading" : ""}`,
    tabindex: at === feed.active ? "0" : "-1", "aria-labelledby": `ex-title-${name}`,
    "aria-posinset": at + 1, "aria-setsize": feed.view.total, "data-id": row.id,
    on: { focus: () => { feed.active = at; }, dblclick: () => feed.toggle(at) },
  },
  make("input", { type: "checkbox", "aria-label": `Pick this ${feed.view.noun.replace(/s$/, "")}`, title: "Pick (x)", on: { change: () => model.send({ do: "pick", id: row.id }) } }),
  row.figure ? make("div", { class: `ex-figure ex-of-${row.polarity || "none"}` }, row.figure) : null,
  make("div", { class: "ex-body" },
    make("h3", { id: `ex-title-${name}` }, make("button", { type: "button", class: "ex-title", tabindex: "-1", on: { click: read } }, ...marked(row.title))),
    row.authors ? make("p", { class: "ex-authors" }, row.authors) : null,
    make("p", { class: "ex-text" }, ...marked(segments ?? row.snippet)),
    make("div", { class: "ex-foot" },
      row.figure ? null : make("button", { type: "button", class: "ex-plain ex-more", "aria-expanded": String(Boolean(segments)), on: { click: () => feed.toggle(at) } }, segments ? "Less" : "Abstract"),
      row.figure ? null : make("button", { type: "button", class: "ex-plain ex-like", title: "More like this (m)", on: { click: () => startNear(feed, at) } }, "More like this"),
      ...row.badges.map((badge) => make("span", { class: `ex-badge ex-badge-${badge.kind}` }, badge.text)),
      ...row.links.map(({ label, url }) => link(label, url, { class: "ex-out" })))));
  node.querySelector("input").checked = model.get("picked").includes(row.id);
  return node;
}

function emptyState(model, view) {
  const clear = (what, label) => make("button", { type: "button", class: "ex-button", on: { click: () => model.send({ do: "clear", what }) } }, label);
  const one = view.noun.replace(/s$/, "");
  if (!view.holds_any) return [make("p", {}, `The documents hold no ${one}. The load report below says what was read.`)];
  return [
    make("p", {}, view.text ? `No ${one} holds all of: ${shortened(view.text)}` : `No ${one} has all that is asked.`),
    ...(view.strange ? [make("p", {}, `${view.strange}.`)] : []),
    make("div", { class: "ex-ways" }, view.text ? clear("text", "Clear the search") : null, view.narrowed ? clear("rest", "Clear the filters") : null),
  ];
}

function shortened(text) {
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}

/** Say something of the card that has the focus. */
function say(feed, field, value) {
  if (feed.id() && feed.model.get("may_note")) noting(feed.model, feed.id(), field, value);
}

/** Open the card that has the focus, and write its next tag. */
function startTag(feed) {
  if (!feed.id() || !feed.model.get("may_note")) return;
  feed.scroller.closest(".ex-page")?.querySelector(".ex-own")?.dispatchEvent(new CustomEvent("ex-tag", { detail: feed.id() }));
  feed.model.send({ do: "read", id: feed.id() });
}

/** Open a card's paper where the papers near it are told. */
function startNear(feed, at = feed.active) {
  const id = feed.rows.get(at)?.figure ? null : feed.id(at);
  const pane = feed.scroller.closest(".ex-page")?.querySelector(".ex-paper");
  if (!id || !pane) return;
  feed.model.send({ do: "read", id });
  pane.dispatchEvent(new CustomEvent("ex-near", { detail: id }));
}

const NEXT = { "": "to read", "to read": "read", read: "dropped", dropped: null };
const KEYS = { ...Object.fromEntries([0, 1, 2, 3, 4, 5].map((stars) => [String(stars), (feed) => say(feed, "stars", stars || null)])),
  s: (feed) => say(feed, "status", NEXT[feed.rows.get(feed.active)?.own?.status ?? ""]), t: startTag, m: (feed) => startNear(feed), j: (feed) => feed.go(feed.active + 1), k: (feed) => feed.go(feed.active - 1), o: (feed) => feed.toggle(feed.active),
  x: (feed) => feed.id() && feed.model.send({ do: "pick", id: feed.id() }),
  Enter: (feed) => feed.id() && feed.model.send({ do: "read", id: feed.id() }),
  Home: (feed) => feed.go(0), End: (feed) => feed.go(feed.view.total - 1),
  ArrowDown: (feed) => feed.go(feed.active + 1), ArrowUp: (feed) => feed.go(feed.active - 1) };
const EVERYWHERE = new Set("jkomxst012345");

function onKey(feed, event) {
  const typing = event.target.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable=true]");
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "/") { document.querySelector(".ex-search input")?.focus(); event.preventDefault(); return; }
  if (event.key === "Enter" && event.target.closest?.("button, a, input")) return;
  const here = feed.scroller.contains(event.target);
  if (!KEYS[event.key] || !(here || EVERYWHERE.has(event.key))) return;
  if (feed.first && "jk".includes(event.key) && !here) feed.go(feed.active);
  else KEYS[event.key](feed);
  feed.first = false;
  event.preventDefault();
}

function render({ model, el }) {
  const count = make("h2", { class: "ex-count", role: "status", "aria-live": "polite" });
  const sort = make("select", { "aria-label": "Sort by", on: { change: () => model.send({ do: "sort", by: sort.value }) } });
  const empty = make("div", { class: "ex-empty" });
  const sheet = make("div", { class: "ex-sheet", role: "feed", "aria-label": "Papers" });
  const [state, beside] = [make("div", { class: "ex-meant-state", hidden: true }), make("div", { class: "ex-meant-below", hidden: true })];
  const scroller = make("div", { class: "ex-scroller" }, sheet, empty, beside);
  const hint = (said) => make("span", {}, ...said.slice(0, -1).map((key) => make("kbd", {}, key)), ` ${said.at(-1)}`);
  const keys = make("p", { class: "ex-keys" }, ...[["j", "k", "move"], ["o", "open"], ["x", "pick"], ["m", "more like this"], ...(model.get("may_note") ? [["1", "5", "stars"], ["s", "status"], ["t", "tag"]] : [])].map(hint));
  el.append(make("header", { class: "ex-bar" }, count, keys, make("label", { class: "ex-sort" }, "Sort ", sort)), state, scroller);
  const feed = new Feed(model, scroller, sheet);
  copyStored(sheet);
  feed.first = true;
  const show = () => {
    const view = model.get("view");
    count.textContent = view.count;
    sort.replaceChildren(...view.sorts.map(({ by, label }) => make("option", { value: by, selected: by === view.sort }, label)));
    empty.replaceChildren(...(view.total ? [] : emptyState(model, view)));
    empty.hidden = view.total > 0;
    if (view.version === feed.view?.version) feed.renew(view);
    else feed.reset(view);
  };
  const hear = (message) => {
    if (message.abstract) feed.opened(message);
    else if (message.version === feed.view.version) { feed.take(message); feed.draw(); feed.mark(); feed.refocus(); }
  };
  // In JupyterLab keys belong to the notebook unless they are pressed inside the page: there x cuts a cell.
  const listensAt = ownsPage() ? document : el.closest(".ex-page") ?? el;
  const press = (event) => onKey(feed, event);
  listensAt.addEventListener("keydown", press);
  scroller.addEventListener("scroll", () => feed.draw(), { passive: true });
  model.on("msg:custom", hear);
  const sized = new ResizeObserver(() => { if (scroller.clientHeight) { feed.measure([...feed.nodes.keys()]); feed.draw(); } });
  sized.observe(scroller);
  const unfollow = follow(model, ["view"], show);
  const unmark = follow(model, ["picked", "reading"], () => feed.mark());
  const unmean = followMeant(model, state, beside);
  show();
  return () => { unfollow(); unmark(); unmean(); model.off("msg:custom", hear); sized.disconnect(); listensAt.removeEventListener("keydown", press); };
}

export default { render };
