function render({ model, el }) {
  let isNew = false; // a view that was just kept: its name is the next thing to write
  const tools = toolbar(model, () => { isNew = true; });
  const views = make("div", { class: "ex-views", role: "group", "aria-label": "Kept views" });
  const body = make("div", { class: "ex-contrast", tabindex: "-1" });
  el.append(tools.node, views, body);
  const isThere = () => Boolean(model.get("view").offered); // the first view comes a moment after the page
  const keep = () => {
    if (!isThere()) return;
    const held = holding(el);
    tools.show();
    views.replaceChildren(...chips(model));
    held();
    if (isNew) [...views.querySelectorAll("input")].at(-1)?.select();
    isNew = false;
  };
  const show = () => {
    if (!isThere()) return;
    const held = holding(el);
    tools.show();
    views.replaceChildren(...chips(model));
    body.replaceChildren(...sides(model.get("view")));
    press(body, model.get("held"));
    held();
  };
  body.addEventListener("click", (event) => {
    const key = event.target.closest("[data-key]")?.dataset.key;
    if (key) model.send({ do: "narrow", key });
  });
  body.addEventListener("keydown", step);
  keep();
  show();
  const ends = [follow(model, ["kept"], keep), follow(model, ["view"], show), follow(model, ["by"], tools.choose), follow(model, ["held"], () => press(body, model.get("held")))];
  return () => ends.forEach((end) => end());
}

/** Remember what has the focus, and give it back after the groups are drawn anew. */
function holding(el) {
  const at = el.contains(document.activeElement) ? document.activeElement : null;
  const name = ["data-key", "data-view"].find((held) => at?.hasAttribute(held));
  const wanted = name && `[${name}="${CSS.escape(at.getAttribute(name))}"]`;
  return () => { if (name && !at.isConnected) el.querySelector(wanted)?.focus({ preventScroll: true }); };
}

/** How the papers are parted, and the button that keeps what is on screen. */
function toolbar(model, onKeep) {
  const title = make("h2", { role: "status", "aria-live": "polite" });
  const choice = make("select", { "aria-label": "Group by", on: { change: () => model.send({ do: "part", by: choice.value }) } });
  const choose = () => { choice.value = model.get("by"); };
  const note = make("span", { class: "ex-note" });
  const keep = make("button", { type: "button", class: "ex-button", on: { click: () => { onKeep(); model.send({ do: "keep" }); } } }, "Keep this view as a group");
  const show = () => {
    const { offered, title: said, notes } = model.get("view");
    const { views, why_not: why } = model.get("kept");
    title.textContent = said;
    const kept = new Option(`kept views (${views.length})`, "");
    kept.disabled = views.length < 2;
    choice.replaceChildren(...offered.map((field) => new Option(field.label, field.by)), kept);
    choose();
    note.textContent = notes.join("; ");
    keep.disabled = Boolean(why);
    keep.title = why || "Search or filter, then keep what is on screen to compare it with other kept views";
  };
  return { node: make("header", { class: "ex-tools" }, title, make("label", {}, "by ", choice), note, keep), show, choose };
}

/** The kept views: their names can be written over, a cross takes one off. */
function chips(model) {
  const { views } = model.get("kept");
  if (!views.length) return [];
  const shown = views.map(({ name, asks }, at) => {
    const input = make("input", { type: "text", value: name, size: Math.max(4, name.length), "data-view": name, "aria-label": `Name of the view ${name}`, title: asks,
      maxlength: 80,
      on: { change: () => { if (input.value.trim()) model.send({ do: "rename", name, to: input.value }); else input.value = name; } } });
    const drop = () => model.send({ do: "drop", name });
    return make("span", { class: "ex-view", style: colour(at) }, model.get("view").by === "" ? swatch() : null, input,
      make("button", { type: "button", "aria-label": `Drop the view ${name}`, title: `Drop the view ${name}`, on: { click: drop } }, "×"));
  });
  const hint = views.length < 2 ? make("span", { class: "ex-note" }, "Keep a second view to compare the two.") : null;
  return [make("span", { class: "ex-note" }, "Kept views"), ...shown, hint].filter(Boolean);
}

function sides(view) {
  if (view.empty) return [make("p", { class: "ex-empty" }, view.empty)];
  return [together(view), section("What sets each group apart", "bar: z of the log-odds, pale below 2, where chance gives as much; numbers: times written or papers, here : in the other groups; words of two papers or more, function words left out", make("div", { class: "ex-aparts", style: `--columns: ${view.groups.length > 4 ? 3 : view.groups.length}` }, ...view.apart.map(apart))),
    section("Field by field", "share of the papers that state the field, whisker: 95 % interval; pale: it spans over half",
      make("div", { class: "ex-tables", style: `--many: ${view.groups.length}` }, ...view.cards.map((card) => table(card, view.groups))))];
}

function section(title, note, body) {
  return make("section", { "aria-label": title }, make("h3", {}, title, make("span", { class: "ex-note" }, note)), body);
}

/** The sizes of the groups as bars, and what they share. */
function together(view) {
  const most = Math.max(1, ...view.groups.map((group) => group.papers));
  const rows = view.groups.map((group, at) => button("ex-size", group.key, `${group.name}: ${group.papers} of ${group.of} papers, ${group.alone} in no other group`,
    { style: colour(at) }, swatch(), make("span", { class: "ex-name" }, group.name), bar(group.papers / most),
    make("span", { class: "ex-number" }, `${number(group.papers)} of ${number(group.of)}`), make("span", { class: "ex-percent" }, percent(group.papers / Math.max(1, group.of)))));
  const facts = view.overlap.map(({ label, papers }) => make("div", { class: papers ? "" : "ex-none" }, make("dd", {}, number(papers)), make("dt", {}, label)));
  return make("section", { class: "ex-together", "aria-label": "Sizes and overlap" }, make("div", { class: "ex-sizes" }, ...rows), make("dl", { class: "ex-overlap" }, ...facts));
}

/** What sets one group apart: words, values that it has more often, values that it alone has. */
function apart(side, at) {
  const most = Math.max(2, ...[...side.words, ...side.values].map((term) => term.z));
  return make("article", { class: "ex-apart", style: colour(at), "aria-label": side.name }, make("h4", {}, swatch(), make("span", {}, side.name)),
    list("Words", side.words, side.of_words, (term) => line(term, most), "No word is written more in at least two of its papers."),
    list("More often here", side.values, side.of_values, (term) => line(term, most), "No value is."),
    list("Only here", side.only, side.of_only, chip, "Nothing is."));
}

function list(title, terms, of, draw, none) {
  const cut = terms.length < of ? `first ${terms.length} of ${number(of)}` : "";
  return make("div", { class: "ex-terms" }, make("h5", {}, title, make("span", { class: "ex-note" }, cut)),
    terms.length ? make("div", { class: draw === chip ? "ex-chosen" : "ex-lines" }, ...terms.map(draw)) : make("p", { class: "ex-note" }, none));
}

function line(term, most) {
  return button(`ex-term${term.clear ? "" : " ex-pale"}`, term.key, term.said, {}, make("span", { class: "ex-name" }, term.label, field(term)), bar(term.z / most),
    make("span", { class: "ex-number" }, `${number(term.count)} : ${number(term.others)}`));
}

function chip(term) {
  return button("ex-only", term.key, term.said, {}, make("span", { class: "ex-name" }, term.label, field(term)), make("span", { class: "ex-number" }, number(term.count)));
}

function field(term) {
  return term.field && term.field !== term.label ? make("small", {}, ` ${term.field}`) : null;
}

/** A field's values, a column a group: bar, whisker, number. */
function table(card, groups) {
  const cut = card.rows.length < card.values ? `first ${card.rows.length} of ${number(card.values)}` : "";
  const head = groups.map((group, at) => make("th", { scope: "col", style: colour(at), title: `${group.name}: ${stated(card, at)}` }, make("span", { class: "ex-head" }, swatch(), make("span", { class: "ex-name" }, group.name)), `of ${number(card.of[at])}`));
  const rows = card.rows.map((row) => make("tr", {}, make("th", { scope: "row" }, button("ex-value", row.key, `${card.label}: ${row.label}`, {}, row.label)), ...row.cells.map(cell)));
  const most = Math.max(...card.rows.flatMap((row) => row.cells.map((entry) => number(entry.papers).length)));
  return make("table", { class: "ex-card-of", style: `--digits: ${most}ch` }, make("caption", {}, card.label, make("span", { class: "ex-note" }, cut)), make("thead", {}, make("tr", {}, make("td", {}), ...head)), make("tbody", {}, ...rows));
}

function stated(card, at) {
  return `${number(card.of[at])} papers state it${card.unstated[at] ? `, ${number(card.unstated[at])} do not` : ""}`;
}

function cell(entry, at) {
  if (entry.share === null) return make("td", { class: "ex-none", title: entry.said }, make("span", { "aria-label": entry.said }, "not stated"));
  const whisker = make("span", { class: "ex-whisker", style: `left: ${100 * entry.low}%; right: ${100 - 100 * entry.high}%` });
  const inside = [make("span", { class: "ex-track", "aria-hidden": "true" }, make("span", { class: "ex-fill", style: `width: ${100 * entry.share}%` }), whisker), make("span", { class: "ex-number" }, number(entry.papers))];
  const classes = `ex-cell${entry.wide ? " ex-pale" : ""}`;
  if (!entry.papers) return make("td", { style: colour(at), title: entry.said }, make("span", { class: classes, "aria-label": entry.said }, ...inside));
  return make("td", { style: colour(at) }, button(classes, entry.key, entry.said, {}, ...inside));
}

function button(classes, key, said, traits, ...children) {
  return make("button", { type: "button", class: classes, "data-key": key, "aria-label": said, title: said, "aria-pressed": "false", ...traits }, ...children);
}

function press(body, held) {
  const keys = new Set(held);
  for (const node of body.querySelectorAll("[data-key]")) node.setAttribute("aria-pressed", String(keys.has(node.dataset.key)));
}

/** In a table arrows go from cell to cell. */
function step(event) {
  const from = event.target.closest("tbody button");
  const move = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] }[event.key];
  if (!from || !move) return;
  const rows = [...from.closest("tbody").rows];
  const cells = rows.map((row) => [...row.cells]);
  const place = from.closest("tr, tbody").rowIndex - 1;
  let [row, column] = [place, cells[place].indexOf(from.closest("td, th"))];
  do { row += move[0]; column += move[1]; } while (cells[row]?.[column] && !cells[row][column].querySelector("button"));
  cells[row]?.[column]?.querySelector("button").focus();
  event.preventDefault();
}

function bar(share) { return make("span", { class: "ex-track", "aria-hidden": "true" }, make("span", { class: "ex-fill", style: `width: ${100 * Math.max(0, Math.min(1, share))}%` })); }
function swatch() { return make("span", { class: "ex-swatch", "aria-hidden": "true" }); }
function colour(at) { return `--own: var(--ex-group-${at + 1})`; }
function number(count) { return count.toLocaleString("en"); }
function percent(share) { return `${Math.round(100 * share)}%`; }

export default { render };
