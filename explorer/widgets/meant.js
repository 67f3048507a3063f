/** What the words of the search mean: papers that are near and lack them, what to ask before, and how far it is. */
function nearInMeaning(model) {
  const { papers = [], question, status, done } = model.get("meant");
  const open = (id) => () => model.send({ do: "read", id });
  return make("section", { class: "ex-meant", "aria-label": "Near in meaning" },
    papers.length || !model.get("meant").by_order ? make("h3", {}, "Near in meaning") : null,
    papers.length ? make("p", {}, "None of these fits the search.") : null,
    question ? make("p", {}, question, " ", make("button", { type: "button", class: "ex-button", on: { click: () => model.send({ do: "allow" }) } }, "Read them")) : null,
    status ? make("p", { role: "status" }, status, make("progress", { value: done, "aria-label": "Read by meaning" })) : null,
    papers.length ? make("ol", {}, ...papers.map(({ id, title }) => make("li", {},
      make("button", { type: "button", on: { click: open(id) } }, ...marked(title))))) : null);
}

/** Show it below the list, or above it where the list waits for its order; gone where nothing is said. */
function followMeant(model, header, below) {
  const show = () => {
    const { by_order: byOrder, papers } = model.get("meant");
    const said = Object.keys(model.get("meant")).length > 0, above = said && byOrder && !papers.length;
    header.replaceChildren(...(above ? [nearInMeaning(model)] : []));
    below.replaceChildren(...(said && !above ? [nearInMeaning(model)] : []));
    header.hidden = !above;
    below.hidden = !said || above;
  };
  show();
  return follow(model, ["meant"], show);
}
