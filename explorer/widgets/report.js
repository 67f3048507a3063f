function render({ model, el }) {
  const documents = model.get("documents");
  const skipped = documents.reduce((sum, { skips }) => sum + skips.length, 0);
  const papers = model.get("papers");
  const line = `${papers.toLocaleString("en")} ${papers === 1 ? "paper" : "papers"} loaded from ${documents.length} ${documents.length === 1 ? "source" : "sources"}` + (skipped ? `, ${skipped.toLocaleString("en")} records skipped` : "");
  el.append(make("details", {}, make("summary", {}, line), make("ul", {}, ...documents.map(({ text, skips }) => make("li", {}, text,
    skips.length ? make("ul", {}, ...skips.slice(0, 100).map((skip) => make("li", {}, skip)), skips.length > 100 ? make("li", {}, `and ${skips.length - 100} more`) : null) : null)))));
}

export default { render };
