const MANY = 100; // records named before the rest is only counted

function render({ model, el }) {
  const lines = model.get("documents").map(({ text, skips }) => make("li", {}, text, skips.length ? make("ul", {}, ...named(skips)) : null));
  const line = model.get("line");
  el.append(lines.length ? make("details", {}, make("summary", {}, line), make("ul", {}, ...lines)) : make("p", {}, line));
}

function named(skips) {
  const lines = skips.slice(0, MANY).map((skip) => make("li", {}, skip));
  return skips.length > MANY ? [...lines, make("li", {}, `and ${skips.length - MANY} more`)] : lines;
}

export default { render };
