const SHOWN = 200; // characters of what was typed, where nothing holds it

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
