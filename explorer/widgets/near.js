/** The papers near the one that is open, each with the words that both write, and how they are found. */
function nearby(model, near, el) {
  const open = (id) => () => {
    model.send({ do: "read", id });
    el.focus({ preventScroll: true }); // the button goes with its paper
  };
  const found = (near.papers ?? []).map(({ id, title, shared }) => make("li", {},
    make("button", { type: "button", on: { click: open(id) } }, ...marked(title)),
    shared.length ? make("small", {}, shared.join("\u00a0· ")) : null));
  return make("section", { class: "ex-near", "aria-label": "Near this" },
    make("header", {}, make("h3", {}, "Near this"), near.offered ? ways(model, near) : null),
    near.question ? make("p", {}, near.question, " ", make("button", { type: "button", class: "ex-button", "data-key": "allow", on: { click: () => model.send({ do: "allow" }) } }, "Read them")) : null,
    near.status ? make("p", { role: "status" }, near.status, near.done ? make("progress", { value: near.done, "aria-label": "Read by meaning" }) : null) : null,
    near.papers && !found.length ? make("p", {}, "No paper shares a word with it.") : null,
    found.length ? make("ol", {}, ...found) : null);
}

function ways(model, near) {
  const way = (label, on) => make("button", { type: "button", "data-key": `near ${label}`, "aria-pressed": String(near.meaning === on),
    on: { click: () => model.send({ do: "meaning", on }) } }, label);
  return make("div", { class: "ex-near-ways", role: "group", "aria-label": "Found by" }, way("by words", false), way("by meaning, too", true));
}
