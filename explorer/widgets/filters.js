const FEW = 8; // values shown before the reader asks for all

function render({ model, el }) {
  const state = new Map(); // field -> { all, find }: what is unfolded, and what is looked for, in this view only
  const show = () => {
    const held = holding(el);
    el.replaceChildren(make("h2", {}, "Filters"), ...model.get("facets").map((facet) => section(model, facet, state, show)));
    held();
  };
  show();
  return follow(model, ["facets"], show);
}

/** Remember which control has the focus, and give it back after the filters are drawn anew. */
function holding(el) {
  const key = el.contains(document.activeElement) ? document.activeElement.dataset.key : null;
  const tops = [...el.querySelectorAll("[data-list]")].map((list) => [list.dataset.list, list.scrollTop]);
  return () => {
    for (const [name, top] of tops) { const list = el.querySelector(`[data-list="${CSS.escape(name)}"]`); if (list) list.scrollTop = top; }
    if (key) el.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
  };
}

function section(model, facet, state, show) {
  const clear = () => model.send({ do: "clear", field: facet.field });
  const head = make("div", { class: "ex-facet-head" }, make("h3", {}, facet.label),
    facet.asked ? make("button", { type: "button", class: "ex-plain", "data-key": `${facet.field} clear`, "aria-label": `Clear ${facet.label}`, on: { click: clear } }, "Clear") : null);
  const body = facet.kind === "values" ? choices(model, facet, state, show) : range(model, facet);
  return make("section", { "aria-label": facet.label, class: "ex-facet" }, head, ...body);
}

function choices(model, facet, state, show) {
  const seen = state.get(facet.field) ?? { all: false, find: "" };
  const put = (change) => { state.set(facet.field, { ...seen, ...change }); show(); };
  const found = facet.values.filter((choice) => choice.label.toLowerCase().includes(seen.find.toLowerCase()));
  const some = seen.all ? found : found.filter((choice, at) => at < FEW || choice.on);
  const most = Math.max(1, ...facet.values.map((choice) => choice.count));
  const list = make("div", { class: "ex-choices", role: "group", "aria-label": facet.label, "data-list": facet.field }, ...some.map((choice) => choiceFor(model, facet, choice, most)));
  const find = seen.all ? make("input", { class: "ex-find", type: "text", value: seen.find, "data-key": `${facet.field} find`, "aria-label": `Find in ${facet.label}`, placeholder: "Find …", on: { input: (event) => put({ find: event.target.value }) } }) : null;
  const cut = facet.of > facet.values.length ? `, the ${facet.values.length.toLocaleString("en")} most frequent listed` : "";
  const more = facet.of > FEW ? make("button", { type: "button", class: "ex-plain", "data-key": `${facet.field} more`, on: { click: () => put({ all: !seen.all, find: "" }) } },
    seen.all ? "Show fewer" : `Show all ${facet.of.toLocaleString("en")}${cut}`) : null;
  return [find, list, more].filter(Boolean);
}

function choiceFor(model, facet, choice, most) {
  const send = () => model.send({ do: "toggle", field: facet.field, value: choice.value });
  const box = make("input", { type: "checkbox", checked: choice.on, "data-key": `${facet.field} = ${choice.label}`, "aria-label": `${choice.label} (${choice.count})`, on: { change: send } });
  const bar = make("span", { class: "ex-share", "aria-hidden": "true", style: `--share: ${(100 * choice.count) / most}%` });
  return make("label", { class: `ex-choice${choice.on ? " ex-on" : ""}${choice.count ? "" : " ex-none"}`, title: choice.label }, box,
    make("span", { class: "ex-value" }, choice.label), make("span", { class: "ex-number" }, choice.count.toLocaleString("en")), bar);
}

function range(model, facet) {
  const send = (end, value) => {
    const limits = { low: facet.low, high: facet.high, [end]: value === "" ? null : facet.kind === "date" ? value : Number(value) };
    model.send({ do: "range", field: facet.field, ...limits });
  };
  const input = (end, limit, name) => make("input", {
    type: facet.kind, step: "any", value: facet[end] ?? "", placeholder: facet.kind === "date" ? "" : String(limit), min: facet.lowest, max: facet.highest,
    "data-key": `${facet.field} ${end}`, "aria-label": `${facet.label}, ${name}`, on: { change: (event) => send(end, event.target.value) },
  });
  return [make("div", { class: `ex-range ex-of-${facet.kind}s` }, input("low", facet.lowest, "from"), make("span", {}, "to"), input("high", facet.highest, "to")),
    make("p", { class: "ex-extent" }, `${said(facet.lowest)} to ${said(facet.highest)} in the list`)];
}

function said(limit) { return typeof limit === "number" && Math.abs(limit) >= 10000 ? limit.toLocaleString("en") : String(limit); }

export default { render };
