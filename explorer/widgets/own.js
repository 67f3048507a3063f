/** The name that a visitor writes under: asked once, and kept in this browser. */
const writer = {
  get name() { try { return localStorage.getItem("explorer-name") ?? ""; } catch { return writer.told ?? ""; } },
  set name(name) { writer.told = name; try { localStorage.setItem("explorer-name", name); } catch { /* kept for this page */ } },
};

/** Ask the kernel to write something of a paper. */
function noting(model, paper, field, value, more = {}) {
  model.send({ do: "own", paper, field, value, by: writer.name, ...more });
}
