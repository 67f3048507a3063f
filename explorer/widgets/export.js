function render({ model, el }) {
  const menu = make("div", { class: "ex-menu" });
  const details = make("details", {}, make("summary", { class: "ex-button" }, "Export"), menu);
  el.append(details);
  const close = (event) => { if (!details.contains(event.target)) details.open = false; };
  const escape = (event) => { if (event.key === "Escape" && details.open) { details.open = false; details.firstChild.focus(); event.stopPropagation(); } };
  const said = make("p", { class: "ex-saved", role: "status" });
  const offers = make("div"), code = make("div");
  menu.append(offers, said, code); // what is said moves no button
  const show = () => { offers.replaceChildren(...rows(model)); code.replaceChildren(...python(model)); };
  const hear = ({ name, lost }, buffers) => {
    save(name, buffers[0]);
    said.textContent = `${name} is saved.${lost ? ` ${lost}` : ""}`;
  };
  model.on("msg:custom", hear);
  document.addEventListener("click", close);
  details.addEventListener("keydown", escape);
  show();
  const unfollow = follow(model, ["offers"], show);
  return () => { unfollow(); model.off("msg:custom", hear); document.removeEventListener("click", close); };
}

function rows(model) {
  const { shown, picked, files } = model.get("offers");
  const row = (what, label) => make("div", { class: "ex-offer", role: "group", "aria-label": label }, make("span", {}, label),
    ...Object.entries(files).map(([suffix, name]) => make("button", { type: "button", class: "ex-button", on: { click: () => model.send({ do: "file", what, suffix }) } }, name)));
  return [row("shown", `On screen: ${shown}`), picked ? row("picked", `Picked: ${picked}`) : null].filter(Boolean);
}

function python(model) {
  const { code } = model.get("offers");
  const block = make("pre", { tabindex: "0", "aria-label": "Python code" }, code);
  const copy = make("button", { type: "button", class: "ex-button", on: { click: () => copyText(code, block, copy) } }, "Copy the code");
  return [make("p", {}, "The same in Python"), block, copy];
}

export default { render };
