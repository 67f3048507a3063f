function render({ model, el }) {
  el.append(make("h1", {}, "Explorer"));
  const names = model.get("dashboards");
  if (!ownsPage() || names.length < 2) return; // in JupyterLab the notebooks stand in the file browser
  const here = decodeURIComponent(location.pathname.split("/").at(-1).replace(/\.ipynb$/, ""));
  const step = (name) => make("a", { href: `${encodeURIComponent(name)}.ipynb`, "aria-current": name === here ? "page" : null }, name);
  el.append(make("nav", { "aria-label": "Dashboards" }, ...names.map(step)));
}

export default { render };
