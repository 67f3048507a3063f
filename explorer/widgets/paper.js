function render({ model, el }) {
  const show = () => {
    const paper = model.get("paper");
    el.replaceChildren(...(paper.id ? page(model, paper) : [make("p", { class: "ex-hint" }, "No paper to read.")]));
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
  return [
    make("header", {},
      make("h2", {}, ...marked(paper.title)),
      make("button", { type: "button", class: "ex-button", "aria-pressed": String(picked), on: { click: () => model.send({ do: "pick", id: paper.id }) } }, picked ? "Picked" : "Pick")),
    make("p", { class: "ex-abstract" }, ...marked(paper.abstract)),
    make("dl", {}, ...paper.fields.flatMap(({ label, text, url }) => [make("dt", {}, label), make("dd", {}, url ? link(text, url) : text)])),
  ];
}

export default { render };
