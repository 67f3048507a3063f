/** Make an element; children are nodes or strings, and strings are only ever text. */
function make(tag, traits = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(traits)) {
    if (name === "on") for (const [event, act] of Object.entries(value)) node.addEventListener(event, act);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

/** Segments of a text as nodes: one of a kind becomes a mark of these classes, one that was repaired keeps what is stored. */
function marked(segments) {
  return segments.map(({ text, kind, note, stored }) => {
    if (!kind && stored === undefined) return document.createTextNode(text);
    const classes = (kind ?? "").split(" ").filter(Boolean).map((name) => `ex-${name}`).join(" ");
    return make(kind ? "mark" : "span", { class: classes || null, "data-note": note || null, tabindex: note ? "0" : null, "data-stored": stored }, text);
  });
}

/** Let a copy out of an element give the stored text, not its repairs. */
function copyStored(el) {
  el.addEventListener("copy", (event) => {
    const selection = getSelection();
    if (!selection.rangeCount || !event.clipboardData) return;
    const copied = selection.getRangeAt(0).cloneContents();
    if (!copied.querySelector("[data-stored]")) return;
    for (const node of copied.querySelectorAll("[data-stored]")) node.textContent = node.dataset.stored;
    event.clipboardData.setData("text/plain", copied.textContent);
    event.preventDefault();
  });
}

/** A link out, which neither tells where it comes from nor lets the other page reach back. */
function link(label, url, traits = {}) {
  return make("a", { href: url, target: "_blank", rel: "noopener noreferrer", ...traits }, label);
}

/** Whether the page is ours alone, as under Voila; in JupyterLab address and keys belong to the notebook. */
function ownsPage() {
  return "voila" in document.body.dataset;
}

/** Hide the bare view until the one that the address asks for is there: from the first script of a page on. */
(() => {
  const root = document.documentElement;
  if (!ownsPage() || !location.search || "exAsked" in root.dataset) return;
  root.dataset.exAsked = "";
  root.classList.add("ex-waiting");
  setTimeout(() => root.classList.remove("ex-waiting"), 3000);
})();

/** Listen to some events for as long as a view lives. */
function attach(target, heard, ...how) {
  for (const [event, act] of Object.entries(heard)) target.addEventListener(event, act, ...how);
  return () => { for (const [event, act] of Object.entries(heard)) target.removeEventListener(event, act, ...how); };
}

/** Bind a listener to a model's traits for as long as the view lives. */
function follow(model, names, act) {
  for (const name of names) model.on(`change:${name}`, act);
  return () => { for (const name of names) model.off(`change:${name}`, act); };
}

/** Copy a text, or select it where the browser does not let us: without TLS there is only the older way. */
async function copyText(text, block, button) {
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = "Copied";
  } catch {
    getSelection().selectAllChildren(block);
    button.textContent = document.execCommand("copy") ? "Copied" : "Selected: press Ctrl+C";
  }
}

/** Hand the reader a file. */
function save(name, bytes) {
  const url = URL.createObjectURL(new Blob([bytes]));
  make("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
