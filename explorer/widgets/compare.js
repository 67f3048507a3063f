const VIEWS = { matrix: "Matrix", abstracts: "Abstracts" };
const STEPS = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] };

function render({ model, el }) {
  const local = { agree: false, off: new Set() }; // what the reader folded, in this view only
  const body = make("div", { class: "ex-sides" });
  const where = make("section", { class: "ex-where", "aria-label": "Where it was read", "aria-live": "polite" });
  const show = () => keepFocus(el, () => el.replaceChildren(...page(model, body, where)));
  const fill = () => keepFocus(el, () => body.replaceChildren(...content(model, local, fill)));
  const tell = () => { where.replaceChildren(...told(model)); where.hidden = !model.get("source").row; };
  const point = () => {
    tell();
    markOpen(body, model);
    if (!where.hidden) body.querySelector("[aria-expanded=true]")?.scrollIntoView({ block: "nearest" });
  };
  const hear = ({ name }, buffers) => save(name, buffers[0]);
  const away = (event) => { for (const menu of el.querySelectorAll("details[open]")) if (!menu.contains(event.target)) menu.open = false; };
  const all = () => { show(); fill(); tell(); };
  el.setAttribute("role", "region");
  el.setAttribute("aria-label", "Comparison");
  el.addEventListener("keydown", (event) => onKey(event, model, el));
  document.addEventListener("click", away);
  model.on("msg:custom", hear);
  copyStored(body);
  all();
  const ends = [follow(model, ["board", "view"], all), follow(model, ["pair"], fill), follow(model, ["source"], point)];
  return () => { ends.forEach((end) => end()); model.off("msg:custom", hear); document.removeEventListener("click", away); };
}

/** Draw anew; what had the focus has it again, and a menu that was open stays so. */
function keepFocus(el, draw) {
  const held = el.contains(document.activeElement) ? document.activeElement.dataset.key : null;
  const open = [...el.querySelectorAll("details[open]")].map((menu) => menu.dataset.menu);
  const scroller = el.querySelector(".ex-matrix");
  const [top, left] = [scroller?.scrollTop ?? 0, scroller?.scrollLeft ?? 0];
  draw();
  for (const menu of el.querySelectorAll("details")) menu.open = open.includes(menu.dataset.menu);
  el.querySelector(".ex-matrix")?.scrollTo(left, top);
  if (held) el.querySelector(`[data-key="${CSS.escape(held)}"]`)?.focus({ preventScroll: true });
}

function page(model, body, where) {
  const { papers = [], picked, most } = model.get("board");
  if (papers.length < 2) return [invitation(model, papers)];
  const note = picked > most ? `The first ${most} of ${picked} picked papers are compared.` : "";
  return [
    make("header", { class: "ex-bar" }, make("h2", { class: "ex-count", role: "status" }, `${papers.length} papers side by side`), views(model), tools(model)),
    note ? make("p", { class: "ex-note" }, note) : null, body, where,
  ].filter(Boolean);
}

/** What to do where there is nothing to compare yet. */
function invitation(model, papers) {
  const ghost = make("div", { class: "ex-ghost", "aria-hidden": "true" }, ...Array.from({ length: 16 }, () => make("span")));
  const keys = (said) => make("p", {}, said, make("kbd", {}, "x"), papers.length ? " on another paper in the list, or tick its box." : " on two to six papers in the list, or tick their boxes.");
  const one = papers.map((paper) => make("p", { class: "ex-one" }, make("span", {}, paper.title), drop(model, paper)));
  return make("div", { class: "ex-invite" }, ghost,
    make("h2", {}, papers.length ? "One paper is picked" : "Compare papers side by side"), ...one, keys(papers.length ? "To compare it, press " : "Press "),
    papers.length ? "" : make("button", { type: "button", class: "ex-button", "data-key": "start", on: { click: () => model.send({ do: "start" }) } }, "Start with the first three"));
}

function views(model) {
  const button = ([view, label]) => make("button", { type: "button", "data-key": view, "aria-pressed": String(view === model.get("view")),
    on: { click: () => model.send({ do: "view", view }) } }, label);
  return make("div", { class: "ex-views", role: "group", "aria-label": "View" }, ...Object.entries(VIEWS).map(button));
}

function tools(model) {
  const { rows, offers } = model.get("board");
  const menu = (name, label, ...held) => make("details", { "data-menu": name }, make("summary", { class: "ex-button", "data-key": `menu ${name}` }, label), make("div", { class: "ex-menu" }, ...held));
  return make("div", { class: "ex-tools ex-export" },
    model.get("view") === "matrix" ? menu("rows", "Rows", chooser(model, rows)) : "",
    menu("export", "Export matrix", ...offer(model, offers)),
    make("button", { type: "button", class: "ex-button", "data-key": "clear", on: { click: () => model.send({ do: "clear" }) } }, "Clear"));
}

/** The rows to show: a box for each, all ticked at first. */
function chooser(model, rows) {
  const send = (wanted) => model.send({ do: "rows", rows: wanted });
  const list = make("fieldset", {}, make("legend", {}, "Rows of the matrix"));
  const ticked = () => [...list.querySelectorAll("input:checked")].map((box) => box.value);
  const box = ({ row, label, shown }) => make("label", {}, make("input", { type: "checkbox", value: row, checked: shown, "data-key": `row ${row}`, on: { change: () => send(ticked()) } }), label);
  list.append(make("div", { class: "ex-rows" }, ...rows.map(box)),
    make("button", { type: "button", class: "ex-plain", "data-key": "every row", on: { click: () => send(rows.map(({ row }) => row)) } }, "Show all"));
  return list;
}

function offer(model, { files, code }) {
  const take = (form, name) => make("button", { type: "button", class: "ex-button", on: { click: (event) => { model.send({ do: "file", form }); event.target.closest("details").open = false; } } }, name);
  const block = make("pre", { tabindex: "0", "aria-label": "Code of the comparison" }, code);
  const copy = make("button", { type: "button", class: "ex-button", on: { click: () => copyText(code, block, copy) } }, "Copy the code");
  return [make("div", { class: "ex-offer", role: "group", "aria-label": "The matrix as a file" }, make("span", {}, "The matrix as a file"), ...Object.entries(files).map(([form, name]) => take(form, name))),
    make("p", {}, "The same in Python"), block, copy];
}

function content(model, local, again) {
  const { papers = [] } = model.get("board");
  if (papers.length < 2) return [];
  return model.get("view") === "matrix" ? [matrix(model, local, again)] : abstracts(model, local, again);
}

function matrix(model, local, again) {
  const { papers, lines, agree } = model.get("board");
  const rows = (differs) => lines.filter((line) => line.differs === differs).map((line) => rowFor(model, papers, line));
  const [differ, same] = [rows(true), rows(false)];
  const fold = make("button", { type: "button", class: "ex-plain", "data-key": "agree", "aria-expanded": String(local.agree), on: { click: () => { local.agree = !local.agree; again(); } } }, agree);
  const empty = differ.length ? [] : [make("tr", {}, make("td", { colspan: papers.length + 1, class: "ex-none" }, lines.length ? "The papers differ in none of these rows." : "No row is chosen: tick some under Rows."))];
  const table = make("table", { lang: "en" }, make("caption", { class: "ex-unseen" }, "Papers side by side; rows in which they differ come first"),
    make("thead", {}, make("tr", {}, make("td"), ...papers.map((paper) => make("th", { scope: "col" }, heading(model, paper))))),
    make("tbody", {}, ...differ, ...empty),
    same.length ? make("tbody", { class: "ex-same" }, make("tr", {}, make("th", { scope: "rowgroup", colspan: papers.length + 1 }, fold)), ...(local.agree ? same : [])) : "");
  const scroller = make("div", { class: "ex-matrix", tabindex: "-1" }, table);
  scroller.style.setProperty("--papers", papers.length);
  markOpen(scroller, model);
  rove(scroller);
  return scroller;
}

function heading(model, paper) {
  return make("div", { class: "ex-head" },
    make("button", { type: "button", class: "ex-title", "data-key": `read ${paper.id}`, title: "Read", on: { click: () => model.send({ do: "read", id: paper.id }) } }, paper.title),
    drop(model, paper));
}

function drop(model, { id, title }) {
  return make("button", { type: "button", class: "ex-drop", "data-key": `drop ${id}`, "aria-label": `Take out: ${title}`, title: "Take out", on: { click: () => model.send({ do: "drop", id }) } }, "×");
}

function rowFor(model, papers, { row, name, note, differs, cells }) {
  const head = make("th", { scope: "row" }, make("span", { class: "ex-name-of-row" }, name),
    differs ? make("span", { class: "ex-differs", title: "The papers differ", role: "img", "aria-label": "differs" }, "≠") : null, note ? make("small", {}, note) : null);
  const cell = ({ text, stated }, at) => (stated
    ? make("td", {}, make("button", { type: "button", class: "ex-cell", tabindex: "-1", "aria-expanded": "false", "data-key": `cell ${row} ${papers[at].id}`, "data-row": row, "data-paper": papers[at].id,
      on: { click: () => model.send({ do: "source", row, paper: papers[at].id }) } }, ...breakable(text)))
    : make("td", { class: "ex-unstated" }, text));
  return make("tr", { class: differs ? "ex-apart" : null }, head, ...cells.map(cell));
}

/** A text that may break after a slash: addresses are long. */
function breakable(text) {
  return text.split(/(?<=\/)/).flatMap((part) => [part, make("wbr")]);
}

/** The whole matrix is one stop of the tab key: the cell last used, or the first. */
function rove(scroller) {
  const cells = [...scroller.querySelectorAll(".ex-cell")];
  (cells.find((cell) => cell.getAttribute("aria-expanded") === "true") ?? cells[0])?.setAttribute("tabindex", "0");
  scroller.addEventListener("focusin", ({ target }) => {
    if (!target.matches(".ex-cell")) return;
    for (const cell of cells) cell.setAttribute("tabindex", cell === target ? "0" : "-1");
  });
}

function markOpen(body, model) {
  const { row, paper } = model.get("source");
  for (const cell of body.querySelectorAll(".ex-cell")) cell.setAttribute("aria-expanded", String(cell.dataset.row === row && cell.dataset.paper === paper));
}

function onKey(event, model, el) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const menu = event.target.closest("details[open]");
  if (event.key === "Escape" && menu) { menu.open = false; menu.firstChild.focus(); event.stopPropagation(); }
  else if (event.key === "Escape" && model.get("source").row) { model.send({ do: "close" }); event.stopPropagation(); }
  else if (STEPS[event.key] && event.target.matches(".ex-cell")) { step(event.target, STEPS[event.key], el); event.preventDefault(); event.stopPropagation(); }
}

/** Go to the next stated cell that way. */
function step(from, [down, right], el) {
  const rows = [...el.querySelectorAll(".ex-matrix tr")].map((row) => [...row.children]);
  let at = rows.findIndex((row) => row.includes(from.parentNode));
  let column = rows[at].indexOf(from.parentNode);
  do { at += down; column += right; } while (rows[at] && column > 0 && column < rows[0].length && !rows[at][column]?.querySelector(".ex-cell"));
  const next = rows[at]?.[column]?.querySelector(".ex-cell");
  next?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

/** Where a cell was read: the sentences with the quoted words marked, or the document's field. */
function told(model) {
  const { row, label, title, values, said, fields } = model.get("source");
  if (!row) return [];
  const close = make("button", { type: "button", class: "ex-drop", "aria-label": "Close", title: "Close (Esc)", on: { click: () => model.send({ do: "close" }) } }, "×");
  const value = values.flatMap(({ text, url }, at) => [at ? "; " : "", url ? link(text, url) : text]);
  return [
    make("header", {}, make("h3", {}, label), make("span", { class: "ex-of" }, title), close),
    make("p", { class: "ex-value" }, ...value),
    ...said.map(({ field, text }) => make("blockquote", {}, ...marked(text), make("footer", {}, `from the ${field}`))),
    ...fields.map((field) => make("p", { class: "ex-from" }, `from the document's field ${field}`)),
  ];
}

function abstracts(model, local, again) {
  const { papers } = model.get("board");
  const { sides = [], shared, own = [] } = model.get("pair");
  if (!sides.length) return [];
  const ids = sides.map(({ id }) => id);
  const kind = (name, label) => make("button", { type: "button", class: `ex-kind ex-${name}`, "data-key": `kind ${name}`, "aria-pressed": String(!local.off.has(name)),
    on: { click: () => { local.off.has(name) ? local.off.delete(name) : local.off.add(name); again(); } } }, label);
  const count = (number) => `${number} word${number === 1 ? "" : "s"}`;
  return [
    make("div", { class: "ex-kinds", role: "group", "aria-label": "Marked in the abstracts" }, kind("shared", `${count(shared)} in both`), kind("own", `${own.join(" and ")} in one only`)),
    make("div", { class: ["ex-pair", ...[...local.off].map((name) => `ex-no-${name}`)].join(" ") }, ...sides.map((side, at) => make("article", {}, sideOf(model, papers, ids, at), make("p", {}, ...marked(side.abstract))))),
  ];
}

/** Whose abstract stands on a side: a choice where more than two are picked. */
function sideOf(model, papers, ids, at) {
  const { title } = papers.find(({ id }) => id === ids[at]);
  if (papers.length < 3) return make("h3", {}, title);
  const choose = () => { const wanted = [...ids]; wanted[at] = select.value; if (wanted[0] === wanted[1]) wanted[1 - at] = ids[at]; model.send({ do: "pair", ids: wanted }); };
  const select = make("select", { "aria-label": at ? "Paper on the right" : "Paper on the left", "data-key": `side ${at}`, on: { change: choose } },
    ...papers.map((paper) => make("option", { value: paper.id, selected: paper.id === ids[at] }, paper.title)));
  return make("h3", {}, select);
}

export default { render };
