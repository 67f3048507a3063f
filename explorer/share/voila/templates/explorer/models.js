// Widgets' models as anywidget's front ends know them (anywidget.dev, "AFM"): get, set, save_changes, on, off, send.

/** Put buffers where a state names their places. */
function whole(state, paths = [], buffers = []) {
  paths.forEach((path, at) => {
    const holder = path.slice(0, -1).reduce((held, key) => held[key], state);
    holder[path.at(-1)] = buffers[at];
  });
  return state;
}

/** One widget's state, the same here and in the kernel. */
class Model {
  #listeners = new Map();
  #changed = {}; // what the page set since it was sent last
  #sent = null; // what is on its way: the last message's id, and the values, until the kernel has dealt with them

  constructor(id, state, wire) {
    Object.assign(this, { id, state, wire });
  }

  get(name) {
    return this.state[name];
  }

  set(name, value) {
    const given = typeof name === "object" ? name : { [name]: value };
    Object.assign(this.#changed, given);
    this.#take(given);
  }

  /** Send what was set; while the kernel is at work, what comes next is gathered. */
  save_changes() {
    if (!this.#sent) this.flush();
  }

  /** Send what was set, now. */
  flush() {
    if (!Object.keys(this.#changed).length) return;
    const state = this.#changed;
    this.#changed = {};
    const id = this.#say({ method: "update", state, buffer_paths: [] });
    if (id) this.#sent = { id, state: { ...this.#sent?.state, ...state } };
  }

  /** Send a message, after all that was set before it in any widget. */
  send(content, _callbacks, buffers = []) {
    for (const model of models.values()) model.flush();
    this.#say({ method: "custom", content }, buffers);
  }

  on(name, act) {
    this.#listeners.set(name, [...(this.#listeners.get(name) ?? []), act]);
  }

  off(name, act) {
    const kept = act ? (this.#listeners.get(name) ?? []).filter((listener) => listener !== act) : [];
    this.#listeners.set(name, kept);
  }

  /** Take what the kernel says; it has not heard yet what is on its way, unless it answers just that. */
  hear({ method, state, buffer_paths: paths, content }, buffers, parent) {
    if (method === "update") this.#take(this.#heard(whole(state, paths, buffers), parent === this.#sent?.id));
    if (method === "custom") this.#tell("msg:custom", content, buffers);
  }

  /** Take the kernel's whole state, after the channel was cut. */
  again(state) {
    this.#take(this.#heard(state, false));
  }

  /** The kernel has dealt with a message. */
  done(id) {
    if (this.#sent?.id !== id) return;
    this.#sent = null;
    this.flush();
  }

  #heard(state, isAnswer) {
    const pending = { ...(isAnswer ? {} : this.#sent?.state), ...this.#changed };
    return Object.fromEntries(Object.entries(state).filter(([name]) => !(name in pending)));
  }

  #say(data, buffers = []) {
    return this.wire.send("comm_msg", { comm_id: this.id, data }, { buffers });
  }

  #take(given) {
    const changed = Object.keys(given).filter((name) => !alike(this.state[name], given[name]));
    Object.assign(this.state, given);
    for (const name of changed) this.#tell(`change:${name}`, this, given[name]);
    if (changed.length) this.#tell("change", this);
  }

  #tell(name, ...said) {
    for (const act of this.#listeners.get(name) ?? []) act(...said);
  }
}

const models = new Map(); // by their ids
const written = (value) => JSON.stringify(value, (_, held) => (ArrayBuffer.isView(held) ? [...bytes(held)] : held));
const alike = (one, other) => one === other || (one && typeof one === "object" && written(one) === written(other));
