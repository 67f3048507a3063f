/** The name that a visitor writes under: asked once, and kept in this browser. */
const writer = {
  get name() { try { return localStorage.getItem("explorer-name") ?? ""; } catch { return writer.told ?? ""; } },
  set name(name) { writer.told = name; try { localStorage.setItem("explorer-name", name); } catch { /* kept for this page */ } },
};

/** Notes that no kernel has said it keeps: they outlive a reload of this tab, those of the last papers at least. */
const unsaved = {
  name: "explorer-unsaved", most: 20,
  get all() { try { return new Map(JSON.parse(sessionStorage.getItem(unsaved.name) ?? "[]")); } catch { return new Map(unsaved.told); } },
  of(paper) { return unsaved.all.get(paper); },
  keep(paper, typed) { unsaved.write([...[...unsaved.all].filter(([other]) => other !== paper).slice(1 - unsaved.most), [paper, typed]]); },
  forget(paper) { unsaved.write([...unsaved.all].filter(([other]) => other !== paper)); },
  write(all) { unsaved.told = all; try { sessionStorage.setItem(unsaved.name, JSON.stringify(all)); } catch { /* kept for this page */ } },
};

/** Ask the kernel to write something of a paper. */
function noting(model, paper, field, value, more = {}) {
  model.send({ do: "own", paper, field, value, by: writer.name, ...more });
}
