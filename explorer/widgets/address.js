const REST = 1000; // ms without a key, after which what was typed is a step to go back to
const APART = 100; // ms between two writes of the address: browsers pass over more, and some raise
const LONGEST = 10_000; // characters of a search that are written before the kernel answers

function render({ model, el }) {
  el.hidden = !ownsPage();
  if (!ownsPage()) return;
  let turn = model.get("answered"); // how often an address was asked for
  let told = turn; // the last of these whose answer was written
  let typed = null; // what was typed and is not answered yet
  let isDraft = false; // whether the last step is still being typed
  let [gestures, used] = [0, 0]; // what a reader did, and what of it is written: one gesture is one step
  let isHeld = false; // whether a key is held down
  let rest = null;
  const bar = addressBar(() => ({ text: typed ?? model.get("text") }));
  const ask = () => {
    [typed, isDraft] = [null, false];
    turn += 1;
    model.send({ do: "open", asked: location.search, turn });
  };
  const goBack = ({ state }) => {
    bar.drop();
    ask();
    // What was typed and waits for its turn must not come after the address.
    const text = state?.text ?? new URLSearchParams(location.search).get("q") ?? "";
    document.dispatchEvent(new CustomEvent("ex-asked", { detail: text }));
  };
  const write = () => {
    if (model.get("answered") !== turn) return; // what comes before the answer is of the view that was left
    const isStep = told === turn && typed === null && gestures !== used;
    if (typed === model.get("text")) typed = null;
    [told, used] = [turn, gestures];
    if (bar.put(typed === null ? model.get("url") : withText(model.get("url"), typed), isStep) && isStep) isDraft = false;
  };
  const type = ({ detail }) => {
    typed = detail;
    used = gestures;
    if (typed.length < LONGEST && bar.put(withText(bar.now(), typed), !isDraft)) isDraft = true;
    clearTimeout(rest);
    rest = setTimeout(leave, REST);
  };
  const leave = () => {
    bar.flush();
    isDraft = false;
    if (typed === model.get("text")) typed = null;
  };
  const begin = (event) => {
    isHeld = event.type === "keydown" ? event.repeat : isHeld && event.type !== "pointerdown";
    if (isHeld || (event.type === "click" && event.detail)) return; // a pointer's click began when it went down
    gestures += 1;
    if (event.type === "pointerdown" || event.key === "Enter") bar.flush(); // a link to another page takes it along
  };
  const shown = () => document.documentElement.classList.remove("ex-waiting");
  el.append(...copier(() => (typed === null ? model.get("link") : bar.now())));
  const ends = [follow(model, ["url", "text", "answered"], write), follow(model, ["answered"], shown),
    attach(window, { popstate: goBack, pagehide: bar.flush }), attach(document, { "ex-typed": type, "ex-left": leave }),
    attach(document, { keydown: begin, pointerdown: begin, click: begin, change: begin }, true)];
  if (location.search && !turn) ask();
  else write();
  return () => ends.forEach((end) => end());
}

/** Write the address: as a step to go back to, or in the place of the last; `noted` gives what is noted beside it. */
function addressBar(noted) {
  let [wanted, isStep, timer, last] = [null, false, null, -APART];
  const now = () => wanted ?? location.search.slice(1);
  const drop = () => {
    clearTimeout(timer);
    [wanted, isStep, timer] = [null, false, null];
  };
  const flush = () => {
    if (wanted === null) return;
    const address = location.pathname + (wanted && `?${wanted}`) + location.hash;
    history[isStep ? "pushState" : "replaceState"](noted(), "", address);
    last = performance.now();
    drop();
  };
  const put = (asked, step) => {
    if (asked === now()) return false;
    [wanted, isStep] = [asked, isStep || step];
    const wait = last + APART - performance.now();
    if (wait <= 0) flush();
    else timer ??= setTimeout(flush, wait);
    return true;
  };
  return { now, put, flush, drop };
}

/** An address with another search in it, written as the kernel writes it; one in short form is overruled. */
function withText(asked, text) {
  const others = asked.split("&").filter((part) => part && !part.startsWith("q="));
  const code = (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`;
  const written = encodeURIComponent(text.replace(/[\ud800-\udfff]/gu, "?")).replace(/[!'()*]/g, code).replaceAll("%20", "+");
  if (others.some((part) => part.startsWith("v="))) return [...others, `q=${written}`].join("&");
  return [...(text || !others.length ? [`q=${written}`] : []), ...others].join("&");
}

/** The button that copies the link to this view. */
function copier(asked) {
  const block = make("code", { "aria-hidden": "true" });
  const label = make("span", { "aria-live": "polite" }, "Copy link");
  let back = null;
  const copy = async () => {
    block.textContent = location.origin + location.pathname + (asked() && `?${asked()}`);
    await copyText(block.textContent, block, label);
    clearTimeout(back);
    back = setTimeout(() => { label.textContent = "Copy link"; }, 3000);
  };
  return [make("button", { type: "button", class: "ex-button", title: "Copy a link that opens this view", on: { click: copy } }, label), block];
}

export default { render };
