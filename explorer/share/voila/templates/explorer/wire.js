// The kernel's channel: Jupyter's messages over a websocket (jupyter_server, "v1.kernel.websocket.jupyter.org").
const PROTOCOL = "v1.kernel.websocket.jupyter.org";
const GOING_AWAY = 1001; // says a server that stops
const LARGEST = 2 ** 20; // bytes; the server refuses more (explorer.voila.channels)
const coder = new TextEncoder(), decoder = new TextDecoder();

/** Write a message: how many parts, where each begins and the last ends, then the parts. */
function packed(channel, header, content, metadata, buffers) {
  const texts = [channel, ...[header, {}, metadata, content].map((part) => JSON.stringify(part))];
  const parts = [...texts.map((text) => coder.encode(text)), ...buffers.map(bytes)];
  const head = 8 * (parts.length + 2);
  const message = new Uint8Array(parts.reduce((end, part) => end + part.byteLength, head));
  const view = new DataView(message.buffer);
  view.setBigUint64(0, BigInt(parts.length + 1), true);
  let end = head;
  parts.forEach((part, place) => {
    view.setBigUint64(8 * (place + 1), BigInt(end), true);
    message.set(part, end);
    end += part.byteLength;
  });
  view.setBigUint64(8 * (parts.length + 1), BigInt(end), true);
  return message.buffer;
}

/** Read a message: its header, its parent's, its content, and what is not text. */
function unpacked(message) {
  const view = new DataView(message);
  const place = (at) => Number(view.getBigUint64(8 * at, true));
  const parts = Array.from({ length: place(0) - 1 }, (_, at) => message.slice(place(at + 1), place(at + 2)));
  const [header, parent, , content] = parts.slice(1, 5).map((part) => JSON.parse(decoder.decode(part)));
  return { header, parent, content, buffers: parts.slice(5).map((part) => new DataView(part)) };
}

const bytes = (buffer) => (ArrayBuffer.isView(buffer) ? new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength) : new Uint8Array(buffer));
const unique = () => Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(16).padStart(8, "0")).join("");

/**
 * A channel that opens again when it was cut. Until it is ready, which is said when the state of all widgets has come,
 * what is sent waits; what the kernel may not have dealt with when the channel was cut is sent again, in its order.
 */
class Wire {
  isReady = false;
  #flying = new Map(); // changes of state by their ids, until the kernel has dealt with them
  #waiting = [];
  #tries = 0;
  #session = unique();

  constructor(url, { hear, opened }) {
    Object.assign(this, { url: `${url}?session_id=${this.#session}`, hear, opened });
    this.#open();
  }

  /** Send a message, and give the id that its answers name; nothing where it is too large to be sent. */
  send(kind, content, { metadata = {}, buffers = [], isFirst = false } = {}) {
    const header = { msg_id: unique(), msg_type: kind, session: this.#session, username: "", date: new Date().toISOString(), version: "5.4" };
    const message = packed("shell", header, content, metadata, buffers);
    if (message.byteLength > LARGEST) return null;
    const letter = { id: header.msg_id, message, isState: content.data?.method === "update" };
    if ((this.isReady && this.socket.readyState === WebSocket.OPEN) || isFirst) this.#post(letter);
    else this.#waiting.push(letter);
    return letter.id;
  }

  /** Send what waited. */
  ready() {
    this.isReady = true;
    this.#tries = 0;
    for (const letter of [...this.#flying.values(), ...this.#waiting.splice(0)]) this.#post(letter);
  }

  /** The kernel has dealt with a message. */
  done(id) {
    this.#flying.delete(id);
  }

  end() {
    this.isOver = true;
    this.socket.close();
  }

  #post(letter) {
    if (letter.isState) this.#flying.set(letter.id, letter);
    this.socket.send(letter.message);
  }

  #open() {
    this.socket = new WebSocket(this.url, PROTOCOL);
    this.socket.binaryType = "arraybuffer";
    this.socket.onopen = () => this.opened();
    this.socket.onmessage = ({ data }) => this.hear(unpacked(data));
    this.socket.onclose = ({ code }) => {
      this.isReady = false;
      if (code === GOING_AWAY) document.dispatchEvent(new Event("explorer-stopping"));
      if (!this.isOver) setTimeout(() => this.isOver || this.#open(), Math.min(8000, 250 * 2 ** this.#tries++));
    };
  }
}
