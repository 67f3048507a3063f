function render({ model, el }) {
  const show = () => {
    const paper = model.get("paper");
    el.replaceChildren(...(paper.id ? page(model, paper) : [make("p", { class: "ex-hint" }, "Click a title, or press Enter on a card, to read a paper here.")]));
    if (el.dataset.id !== paper.id) el.scrollTop = 0;
    el.dataset.id = paper.id ?? "";
  };
  el.setAttribute("role", "region");
  el.setAttribute("aria-label", "Reading pane");
  el.setAttribute("tabindex", "0");
  show();
  return follow(model, ["paper", "picked"], show);
}

function page(model, paper) {
  const picked = model.get("picked");
  const act = (what) => () => model.send({ do: what });
  return [
    make("header", {},
      make("button", { type: "button", class: "ex-button", "aria-pressed": String(picked), on: { click: act("pick") } }, picked ? "Picked" : "Pick"),
      make("button", { type: "button", class: "ex-plain", "aria-label": "Close the paper", on: { click: act("close") } }, "Close")),
    make("h2", {}, ...marked(paper.title)),
    make("p", { class: "ex-abstract" }, ...marked(paper.abstract)),
    make("dl", {}, ...paper.fields.flatMap(({ label, text, url }) => [make("dt", {}, label), make("dd", {}, url ? link(text, url) : text)])),
  ];
}

export default { render };
