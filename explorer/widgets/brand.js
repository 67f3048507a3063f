function render({ model, el }) {
  el.append(make("h1", {}, "Explorer"));
  const names = model.get("dashboards");
  if (!ownsPage() || names.length < 2) return; // in JupyterLab the notebooks stand in the file browser
  const here = decodeURIComponent(location.pathname.split("/").at(-1).replace(/\.ipynb$/, ""));
  const place = (name) => `${encodeURIComponent(name)}.ipynb`;
  // The view goes along: the address holds it, and is written anew with every key.
  const aim = (name) => ({ currentTarget }) => currentTarget.setAttribute("href", place(name) + location.search);
  const step = (name) => make("a", { href: place(name), "aria-current": name === here ? "page" : null,
    on: Object.fromEntries(["pointerenter", "focus", "click"].map((event) => [event, aim(name)])) }, name);
  el.append(make("nav", { "aria-label": "Dashboards" }, ...names.map(step)));
}

export default { render };
