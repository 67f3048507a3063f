/** The controls of the chart in the making; each choice goes to Python, which says what can be chosen next. */
function composerFor(model, line) {
  const about = make("p", { class: "ex-composer-about", role: "status" });
  const kinds = make("div", { class: "ex-composer-kinds", role: "radiogroup", "aria-label": "Kind of chart" });
  const fields = make("div", { class: "ex-composer-fields" });
  const ways = make("div", { class: "ex-composer-ways" });
  const node = make("div", { class: "ex-composer-form" }, make("h2", {}, "New chart"), kinds, about, fields, line, ways);
  const tell = (kind) => {
    about.textContent = kind ? kind.why || kind.about : "These papers make no chart.";
    about.classList.toggle("is-refusal", Boolean(kind?.why));
  };
  const chosen = () => model.get("composer").kinds.find(({ name }) => name === model.get("composer").kind);
  kinds.addEventListener("pointerleave", () => tell(chosen()));
  kinds.addEventListener("focusout", (event) => { if (!kinds.contains(event.relatedTarget)) tell(chosen()); });
  kinds.addEventListener("keydown", stepKinds);
  const say = () => {
    const composer = model.get("composer");
    const key = node.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    kinds.replaceChildren(...composer.kinds.map((kind) => kindFor(model, kind, composer.kind, tell)));
    kinds.querySelector("[tabindex='0']") ?? kinds.firstChild?.setAttribute("tabindex", "0");
    fields.replaceChildren(...composer.controls.map((control) => controlFor(model, control)));
    ways.replaceChildren(...waysFor(model, composer));
    tell(chosen());
    if (key) (node.querySelector(`[data-key="${CSS.escape(key)}"]`) ?? ways.firstChild)?.focus({ preventScroll: true });
  };
  say();
  return { node, say };
}

/** A kind of chart to choose; one that no field fits cannot be chosen, but says why when it is pointed at. */
function kindFor(model, kind, chosen, tell) {
  const is = kind.name === chosen;
  const choose = () => (kind.why ? tell(kind) : model.send({ do: "choose", option: "kind", value: kind.name }));
  return make("button", {
    type: "button", class: "ex-composer-kind", role: "radio", "aria-checked": String(is), tabindex: is ? "0" : "-1",
    "aria-disabled": kind.why ? "true" : null, "aria-description": kind.why || kind.about, "data-key": `kind ${kind.name}`,
    on: { click: choose, pointerenter: () => tell(kind), focus: () => tell(kind) },
  }, kind.name);
}

/** Arrows go from kind to kind, so that all of them are one stop of the tab key; Enter and space choose. */
function stepKinds(event) {
  const all = [...event.currentTarget.children];
  const to = { Home: 0, End: all.length - 1 }[event.key] ?? all.indexOf(document.activeElement) + (STEPS[event.key] ?? NaN);
  const next = all[(to + all.length) % all.length];
  if (!next || event.ctrlKey || event.metaKey || event.altKey) return;
  for (const other of all) other.setAttribute("tabindex", other === next ? "0" : "-1");
  next.focus();
  event.preventDefault();
  event.stopPropagation();
}

/** A field or a grouping to choose, or how many values are drawn at most. */
function controlFor(model, { option, label, value, choices, most }) {
  const send = (chosen) => model.send({ do: "choose", option, value: chosen });
  const shared = { "data-key": option };
  const control = choices
    ? make("select", { ...shared, on: { change: () => send(control.value) } },
      ...choices.map((choice) => make("option", { value: choice.value, selected: choice.value === value }, choice.label)))
    : make("input", { ...shared, type: "number", min: 1, max: most, step: 1, title: `1 to ${most}`, value, on: { change: () => {
      if (control.checkValidity() && control.value) send(Number(control.value));
      else control.value = value;
    } } });
  return make("label", { class: `ex-composer-${choices ? "choice" : "limit"}` }, make("span", {}, label), control);
}

/** What can be done with the chart in the making. */
function waysFor(model, { is_pinned, edited, code, is_own }) {
  const way = (key, label, message, traits = {}) =>
    make("button", { type: "button", class: "ex-button", "data-key": key, ...traits, on: { click: () => traits.disabled || model.send(message) } }, label);
  const none = !code || is_pinned;
  return [
    edited ? way("instead", "Replace", { do: "pin", instead: true }, { class: "ex-button ex-first", disabled: none }) : null,
    way("pin", is_pinned && !edited ? "Pinned" : edited ? "Pin as another" : "Pin", { do: "pin" }, { class: `ex-button${edited ? "" : " ex-first"}`, disabled: none }),
    edited ? way("keep", "Cancel", { do: "edit", chart: "" }) : null,
    is_own ? way("reset", "Begin again", { do: "reset" }, { class: "ex-plain", title: "Take off what was pinned, and show the charts that this page begins with" }) : null,
  ].filter(Boolean);
}
