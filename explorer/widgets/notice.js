function render({ model, el }) {
  const page = el.closest(".ex-page");
  page?.setAttribute("data-lm-suppress-shortcuts", "true"); // JupyterLab's own keys, x to cut a cell among them
  const line = make("p", { role: "alert" });
  el.append(line);
  const show = () => { line.textContent = model.get("problem"); line.hidden = !model.get("problem"); };
  show();
  return follow(model, ["problem"], show);
}

export default { render };
