function render({ model, el }) {
  const tip = make("div", { class: "ex-tip", role: "tooltip", hidden: true });
  let shown = null;
  const editor = new Editor(model); // stays while the rest is drawn anew: somebody may be typing
  const [top, rest, beside] = [make("div"), make("div"), make("div")];
  el.append(top, editor.node, rest, beside, tip);
  const off = new Set(); // kinds that the reader took off, in this view only
  const show = () => {
    const paper = model.get("paper");
    const key = el.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    top.replaceChildren(paper.id ? head(model, paper) : make("p", { class: "ex-hint" }, "No paper to read."));
    rest.replaceChildren(...(paper.id ? page(paper, off, show) : []));
    mark = null;
    tip.hidden = true;
    if (el.dataset.id !== paper.id) el.scrollTop = 0;
    el.dataset.id = paper.id ?? "";
    if (paper !== shown) el.querySelector(".ex-told")?.scrollIntoView({ block: "center" });
    shown = paper;
    if (key) el.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
  };
  let mark = null; // the words that the reader points at
  const showNear = () => {
    const [near, key] = [model.get("near"), beside.contains(document.activeElement) ? document.activeElement.dataset.key : null];
    beside.replaceChildren(near.id && near.id === model.get("paper").id ? nearby(model, near, el) : "");
    if (key) beside.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
    reach();
  };
  let wanted = null; // the paper whose near ones a card asked for
  const reach = () => {
    const near = model.get("near");
    if (wanted === null || near.id !== wanted || model.get("paper").id !== wanted || !near.papers) return;
    wanted = null;
    beside.firstElementChild.scrollIntoView({ block: "start" });
    (beside.querySelector("li button") ?? el).focus({ preventScroll: true });
  };
  const unreach = attach(el, { "ex-near": ({ detail }) => { wanted = detail; reach(); } });
  const point = (event) => {
    mark = event.target.closest?.("[data-note]") ?? null;
    say();
  };
  const say = () => {
    tip.hidden = !mark;
    if (!mark) return;
    tip.textContent = mark.dataset.note;
    const place = mark.getClientRects()[0];
    tip.style.left = `${Math.max(8, Math.min(place.left, innerWidth - tip.offsetWidth - 8))}px`;
    tip.style.top = `${place.top > tip.offsetHeight + 12 ? place.top - tip.offsetHeight - 6 : place.bottom + 6}px`;
  };
  for (const event of ["pointerover", "focusin"]) el.addEventListener(event, point);
  for (const event of ["pointerleave", "focusout"]) el.addEventListener(event, () => { mark = null; say(); });
  el.addEventListener("scroll", say, { passive: true });
  el.setAttribute("role", "region");
  el.setAttribute("aria-label", "Reading pane");
  el.setAttribute("tabindex", "0");
  copyStored(el);
  show();
  showNear();
  editor.show();
  const hear = (message) => editor.hear(message);
  const leave = () => editor.leave();
  model.on("msg:custom", hear);
  const stays = [attach(window, { pagehide: leave }), attach(document, { "explorer-leaving": leave })]; // JupyterLab has only the first
  const unfollow = follow(model, ["paper", "picked"], show);
  const unnear = follow(model, ["paper", "near"], showNear);
  const unsay = follow(model, ["own"], () => editor.show());
  return () => { unfollow(); unnear(); unreach(); unsay(); leave(); model.off("msg:custom", hear); for (const end of stays) end(); };
}

function head(model, paper) {
  const picked = model.get("picked");
  return make("header", {},
    make("h2", {}, ...marked(paper.title)),
    !model.get("can_pick") ? null : make("button", { type: "button", class: "ex-button", "data-key": "pick", "aria-pressed": String(picked), on: { click: () => model.send({ do: "pick", id: paper.id }) } }, picked ? "Picked" : "Pick"));
}

function page(paper, off, show) {
  const switchOf = (kind) => make("button", { type: "button", class: `ex-kind ex-${kind}`, "data-key": kind, "aria-pressed": String(!off.has(kind)),
    on: { click: () => { off.has(kind) ? off.delete(kind) : off.add(kind); show(); } } }, kind);
  return [
    paper.kinds.length ? make("div", { class: "ex-kinds", role: "group", "aria-label": "Marked in the text" }, ...paper.kinds.map(switchOf)) : "",
    make("p", { class: ["ex-abstract", ...[...off].map((kind) => `ex-no-${kind}`)].join(" ") }, ...marked(paper.abstract)),
    make("dl", {}, ...paper.fields.flatMap(({ label, text, url, said }) => [make("dt", {}, label),
      make("dd", {}, url ? link(text, url) : text, said && said !== `“${text}”` ? make("small", {}, `read from ${said}`) : null)])),
  ];
}

export default { render };
