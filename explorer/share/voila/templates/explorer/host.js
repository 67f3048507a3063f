// What draws a dashboard's widgets: boxes, and anywidgets by their own front ends. A page that holds anything else is
// left to Voila's scripts, which know every widget but weigh six megabytes.
const BOXES = { BoxModel: "", HBoxModel: "widget-hbox", VBoxModel: "widget-vbox" };
const CONTROL = "jupyter.widget.control";
const VIEW = "application/vnd.jupyter.widget-view+json";
const reference = (value) => String(value).replace("IPY_MODEL_", "");

const isOurs = ({ _model_module: from, _model_name: name, _view_name: view }) =>
  from === "anywidget" || from === "@jupyter-widgets/base" || name in BOXES || !view;

/** Draw a widget as an element. */
async function drawn(id) {
  const model = models.get(id);
  const el = document.createElement("div");
  el.className = ["lm-Widget", "jupyter-widgets", ...model.get("_dom_classes")].join(" ");
  try {
    await (model.get("_model_module") === "anywidget" ? fill(model, el) : nest(model, el));
  } catch (error) { // one that fails takes none of the others along
    console.error(error);
    const line = Object.assign(document.createElement("p"), { className: "explorer-alert", textContent: "This part of the page could not be drawn." });
    line.setAttribute("role", "alert");
    el.replaceChildren(line);
  }
  return el;
}

/** Draw a box: its children, and them anew when they change. */
async function nest(model, el) {
  el.classList.add("widget-box", ...[BOXES[model.get("_model_name")]].filter(Boolean));
  let turn = 0;
  const draw = async () => {
    const mine = ++turn;
    const children = await Promise.all(model.get("children").map(reference).map(drawn));
    const gone = mine === turn ? [...el.querySelectorAll("*")] : children; // another turn began meanwhile
    if (mine === turn) el.replaceChildren(...children);
    for (const node of gone) node.leave?.();
  };
  model.on("change:children", draw);
  await draw();
}

/** Draw an anywidget: its style once a page, then its front end. */
async function fill(model, el) {
  dress(model);
  const { default: given } = await front(model.get("_esm"));
  const widget = typeof given === "function" ? await given() : given;
  model.begun ??= Promise.resolve(widget.initialize?.({ model, experimental: {} })); // once, however often it is shown
  await model.begun;
  const leave = await widget.render?.({ model, el, experimental: {} });
  if (typeof leave === "function") el.leave = leave;
}

const fronts = new Map();
/** Load a front end, once however many widgets have it. */
function front(source) {
  if (!fronts.has(source)) {
    const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    fronts.set(source, import(url).finally(() => URL.revokeObjectURL(url)));
  }
  return fronts.get(source);
}

const dressed = new Set();
function dress(model) {
  const css = model.get("_css");
  if (!css || dressed.has(css)) return;
  dressed.add(css);
  document.head.append(Object.assign(document.createElement("style"), { textContent: css }));
}

/** Give each output of the page that is a widget; nothing where there is another. */
function outputs() {
  const places = [...document.querySelectorAll("script[type='application/vnd.voila.cell-output+json']")];
  const held = places.map((place) => ({ place, id: JSON.parse(place.textContent).data?.[VIEW]?.model_id }));
  return held.every(({ id }) => id) ? held : null;
}

/** Put a widget in its output's place. */
async function show({ place, id }) {
  const output = document.createElement("div");
  output.className = "jp-OutputArea-output";
  output.append(await drawn(id));
  place.replaceWith(output);
}

/** Let Voila's own scripts draw the page. */
function leave(wire) {
  wire?.end();
  const rest = document.importNode(document.getElementById("explorer-rest").content, true);
  const scripts = [...rest.querySelectorAll("script")];
  for (const script of scripts) script.async = false; // in their order
  // They begin when the page has loaded, which may be over.
  if (document.readyState === "complete") scripts.at(-1).onload = () => window.dispatchEvent(new Event("load"));
  document.head.append(rest);
}

let isBegun = false;

function hear({ header, parent, content, buffers }) {
  const { msg_type: kind } = header;
  if (kind === "comm_msg" && content.comm_id === control) return begin(content.data, buffers);
  if (kind === "comm_msg") models.get(content.comm_id)?.hear(content.data, buffers, parent.msg_id);
  if (kind === "comm_open" && content.target_name === "jupyter.widget") {
    const { state, buffer_paths: paths } = content.data;
    models.set(content.comm_id, new Model(content.comm_id, whole(state, paths, buffers), wire));
  }
  if (kind === "comm_close") models.delete(content.comm_id);
  if (kind !== "status" || content.execution_state !== "idle") return;
  wire.done(parent.msg_id);
  for (const model of models.values()) model.done(parent.msg_id);
}

/** Take the state of all widgets: at first to draw them, later because the channel was cut meanwhile. */
async function begin({ method, states, buffer_paths: paths }, buffers) {
  if (method !== "update_states") return;
  whole(states, paths, buffers);
  for (const [id, { state, model_module: from, model_name: name }] of Object.entries(states)) {
    Object.assign(state, { _model_module: from, _model_name: name });
    if (models.has(id)) models.get(id).again(state);
    else models.set(id, new Model(id, state, wire));
  }
  wire.ready();
  if (isBegun) return;
  isBegun = true;
  if (![...models.values()].every(({ state }) => isOurs(state))) return leave(wire);
  await Promise.all(held.map(show));
}

const control = unique();
function ask() {
  wire.send("comm_open", { comm_id: control, target_name: CONTROL, data: {} }, { metadata: { version: "1.0.0" }, isFirst: true });
  wire.send("comm_msg", { comm_id: control, data: { method: "request_states" } }, { isFirst: true });
}

const held = outputs();
const { baseUrl, kernelId } = JSON.parse(document.getElementById("jupyter-config-data").textContent);
const channels = new URL(`${baseUrl}api/kernels/${kernelId}/channels`, location.href.replace(/^http/, "ws"));
const wire = held?.length ? new Wire(channels, { hear, opened: ask }) : null;
if (!held) leave();
document.addEventListener("explorer-gone", () => wire?.end()); // nobody will answer again
