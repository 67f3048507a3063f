function render({ model, el }) {
  const head = heading(model);
  const { stage, show } = stageFor((mark, label) => model.send({ do: "narrow", mark, label }));
  el.append(make("figure", {}, head.caption, stage));
  const hear = ({ name }, buffers) => save(name, buffers[0]);
  model.on("msg:custom", hear);
  const redraw = () => { head.say(); show(model.get("picture")); };
  redraw();
  const unwatch = watchWidth(stage, (width) => {
    if (width === model.get("width")) return;
    model.set("width", width);
    model.save_changes();
  });
  const ends = [follow(model, ["picture"], redraw), follow(model, ["names", "chosen"], head.say), unwatch, () => model.off("msg:custom", hear)];
  return () => ends.forEach((end) => end());
}

/** The line above the chart: what is counted, what is missing, a way back, another chart, a way out. */
function heading(model) {
  const title = make("span", { class: "ex-plot-title" });
  const note = make("span", { class: "ex-plot-note" });
  const clear = make("button", { type: "button", class: "ex-plot-clear", on: { click: () => model.send({ do: "clear" }) } }, "Clear");
  const choice = make("select", { class: "ex-plot-choice", "aria-label": "Chart" });
  choice.addEventListener("change", () => { model.set("chosen", choice.selectedIndex); model.save_changes(); });
  const { button, menu } = saveMenu(() => model.get("code"), (suffix) => model.send({ do: "save", suffix }));
  const say = () => {
    const picture = model.get("picture");
    const names = model.get("names");
    title.textContent = picture.title ?? "";
    note.textContent = picture.note ?? "";
    clear.hidden = !picture.narrowed;
    clear.setAttribute("aria-label", `Clear ${picture.name}`);
    if (choice.length !== names.length) choice.replaceChildren(...names.map((name) => new Option(name)));
    choice.selectedIndex = model.get("chosen");
    choice.hidden = names.length < 2;
    button.hidden = !picture.svg;
  };
  return { caption: make("figcaption", { class: "ex-plot-head" }, title, note, clear, make("span", { class: "ex-plot-tools" }, choice, button, menu)), say };
}

export default { render };
