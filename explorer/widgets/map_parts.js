function scaffold(model) {
  const button = (label, traits, act) => make("button", { type: "button", ...traits, on: { click: act } }, label);
  const title = make("span", { class: "ex-plot-title" });
  const note = make("span", { class: "ex-plot-note" });
  const clear = button("Clear", { class: "ex-plain ex-map-clear", hidden: true, "aria-label": "Clear the part of the map" }, () => model.send({ do: "clear" }));
  const field = make("select", { class: "ex-map-field" });
  field.addEventListener("change", () => { model.set("field", field.value); model.save_changes(); });
  const colour = make("label", { class: "ex-map-colour" }, "Colour by ", field);
  const canvas = make("canvas", { tabindex: "0", role: "application" });
  const names = make("div", { class: "ex-map-names", role: "group", "aria-label": "Parts of the map" });
  const frame = make("div", { class: "ex-map-frame", hidden: true });
  const asked = make("div", { class: "ex-map-frame ex-map-asked", hidden: true });
  const tip = make("div", { class: "ex-plot-tip", role: "status" , hidden: true });
  const zoom = { in: button("+", { class: "ex-tool", "aria-label": "Closer", title: "Closer" }), out: button("−", { class: "ex-tool", "aria-label": "Farther", title: "Farther" }), whole: button("⤢", { class: "ex-tool", "aria-label": "Whole map", title: "Whole map" }) };
  const stage = make("div", { class: "ex-map-stage" }, canvas, asked, names, frame, tip, make("div", { class: "ex-map-zoom", role: "group", "aria-label": "Zoom" }, zoom.in, zoom.out, zoom.whole));
  const legend = make("div", { class: "ex-map-legend", role: "group" });
  const swatches = make("span", { class: "ex-map-swatches", "aria-hidden": "true" }, ...["1", "2", "3", "4", "5", "6", "other", "none", "faint", "accent", "ink", "surface"].map((name) => make("i", { "data-colour": name })));
  const says = make("p", {});
  const bar = make("progress", { max: 1 });
  const begin = button("Make the map", { class: "ex-map-make" }, () => model.send({ do: "make" }));
  const wait = make("div", { class: "ex-map-wait", role: "status" }, says, bar, begin);
  const head = make("figcaption", { class: "ex-map-head" }, title, note, clear, colour);
  const figure = make("figure", {}, head, wait, stage, legend, swatches);
  return { figure, title, note, clear, field, colour, canvas, names, frame, asked, tip, zoom, stage, legend, swatches, says, bar, begin, wait };
}

/** Say whether there is a map, is none yet, or how long one takes. */
function sayState(model, { figure, wait, says, bar, begin, title }) {
  const { is, papers, takes } = model.get("state");
  const count = `${papers.toLocaleString("en")} papers`;
  figure.classList.toggle("is-waiting", is !== "there");
  wait.hidden = is === "there";
  begin.hidden = is !== "asks";
  bar.hidden = is !== "works";
  bar.value = model.get("done");
  if (is !== "there") title.textContent = "What is near what?";
  says.textContent = is === "asks" ? `A map of ${count} takes ${takes}; it is kept for the next visit.` : `Laying out ${count}: ${takes}. The list and the filters work meanwhile.`;
}

function sayFields(model, { field, colour }) {
  field.replaceChildren(...model.get("fields").map((offered) => new Option(offered.label, offered.field)));
  field.value = model.get("field");
  colour.hidden = model.get("fields").length < 2;
}

/** Name the colours; each is a button that narrows to its papers. */
function sayLegend(model, { legend, field }, picture) {
  const swatch = (name) => make("i", { "data-colour": name, "aria-hidden": "true" });
  const focused = legend.querySelector(":focus")?.dataset.label;
  const entries = picture.legend.map(({ label, papers, held }, place) => make("button", {
    type: "button", "aria-pressed": String(held), "data-label": label, on: { click: () => model.send({ do: "colour", label }) },
  }, swatch(place + 1), make("span", {}, label), make("b", {}, papers.toLocaleString("en"))));
  const rest = Object.entries(picture.rest ?? {}).filter(([, papers]) => papers).map(([label, papers]) =>
    make("span", {}, swatch(label === "other" ? "other" : "none"), make("span", {}, label), make("b", {}, papers.toLocaleString("en"))));
  legend.replaceChildren(...(picture.legend.length ? [...entries, ...rest] : []));
  legend.setAttribute("aria-label", `Colours: ${field.selectedOptions[0]?.text ?? ""}`);
  if (focused !== undefined) legend.querySelector(`[data-label="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
}

function nameButtons(model, names, wanted) {
  const focused = names.querySelector(":focus")?.textContent;
  const buttons = wanted.map(({ name, x, y, papers, held }) => ({ x, y, node: make("button", {
    type: "button", class: "ex-map-name", "aria-pressed": String(held), title: `${papers.toLocaleString("en")} papers: ${name}`, on: { click: () => model.send({ do: "name", name }) },
  }, name) }));
  names.replaceChildren(...buttons.map(({ node }) => node));
  buttons.find(({ node }) => node.textContent === focused)?.node.focus({ preventScroll: true });
  return buttons;
}

function sayPicture(model, { title, note, clear, canvas, figure }, picture, held) {
  const [some, of] = [picture.selected.toLocaleString("en"), `${picture.of.toLocaleString("en")} paper${picture.of === 1 ? "" : "s"}`];
  title.textContent = picture.selected === picture.of ? `Map of ${of}` : `${some} of ${of} on the map`;
  note.textContent = held.grid.length ? "cells: papers, on a log scale; drag to narrow" : "near: alike by their words; drag to narrow";
  clear.hidden = !picture.narrowed;
  canvas.setAttribute("aria-label", `${title.textContent}. Arrow keys go from ${held.grid.length ? "cell to cell, Enter looks closer" : "paper to paper, Enter opens one"}.`);
  figure.dataset.shows = held.grid.length ? "cells" : "points";
}

function sayTip({ tip, stage }, text, x, y) {
  tip.textContent = text;
  tip.hidden = false;
  const half = tip.offsetWidth / 2, above = y - tip.offsetHeight - 12;
  tip.style.left = `${Math.max(half, Math.min(x, stage.clientWidth - half))}px`;
  tip.style.top = `${above < 0 ? y + 14 : above}px`;
}

function box(node, corners) {
  node.hidden = !corners;
  if (!corners) return;
  const [[x, y], [end, bottom]] = corners;
  Object.assign(node.style, { left: `${x}px`, top: `${y}px`, width: `${end - x}px`, height: `${bottom - y}px` });
}

/** A canvas knows no variable: the colours are those that hidden swatches have. */
function coloursOf(swatches) {
  const of = (name) => getComputedStyle(swatches.querySelector(`[data-colour="${name}"]`)).backgroundColor;
  return { groups: ["1", "2", "3", "4", "5", "6", "other", "none"].map(of), faint: of("faint"), accent: of("accent"), ink: of("ink") };
}
