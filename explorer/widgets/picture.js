const STEP = 40, NARROWEST = 280, WIDEST = 880; // pixels: widths that pictures are drawn for
const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** A place where a picture is shown and its marks are chosen; `choose` hears a mark's place and its name. */
function stageFor(choose) {
  const tip = make("div", { class: "ex-plot-tip", role: "tooltip", hidden: true });
  const stage = make("div", { class: "ex-plot-stage" });
  let shown = null;
  listen(stage, tip, (mark) => choose(Number(mark.dataset.mark), shown.marks[mark.dataset.mark].label));
  return { stage, show: (picture) => { shown = picture; draw(stage, tip, picture); } };
}

/** Show a picture; the focus stays on the mark of the same name while the picture around it changes. */
function draw(stage, tip, picture) {
  const focused = stage.querySelector(".mark:focus")?.dataset.of;
  tip.hidden = true;
  stage.replaceChildren(...(picture.svg ? [prepared(picture), table(picture)] : []), tip);
  settle(stage);
  if (focused === undefined) return;
  const marks = buttons(stage);
  const next = marks.find((mark) => mark.dataset.of === focused) ?? marks[0];
  if (next) focusOn(next, marks);
}

/** Keep the room of a picture that was drawn for another width until it is drawn anew: what stands around it stays. */
function settle(stage) {
  const svg = stage.querySelector("svg");
  const width = stage.clientWidth, { width: wide, height: high } = svg?.viewBox.baseVal ?? {};
  const [isNarrow, isWide] = svg && width ? [width < wide && wide > NARROWEST, width >= wide + STEP && wide < WIDEST] : [];
  stage.style.minHeight = isNarrow ? `${high}px` : "";
  if (svg) svg.style.maxWidth = isWide ? `${wide}px` : "";
}

/** The picture as nodes: parsed as XML and adopted, so that a document's text is only ever text. */
function prepared(picture) {
  const svg = document.importNode(new DOMParser().parseFromString(picture.svg, "image/svg+xml").documentElement, true);
  svg.querySelectorAll(".mark").forEach((mark, place) => prepare(mark, place, picture));
  svg.querySelector("[role=button]")?.setAttribute("tabindex", "0");
  svg.classList.toggle("is-held", picture.held.length > 0);
  if (picture.marks.length) {
    svg.setAttribute("role", "group");
    svg.setAttribute("aria-label", picture.title);
  }
  return svg;
}

/** One mark as a button. Two charts may share a page, so its id becomes data; our tooltip says its name. */
function prepare(mark, place, picture) {
  const name = mark.querySelector("title");
  Object.assign(mark.dataset, { mark: place, of: picture.marks[place].label, name: name.textContent });
  mark.removeAttribute("id");
  name.remove();
  mark.querySelectorAll("text").forEach((text) => text.setAttribute("aria-hidden", "true"));
  if (!picture.marks[place].papers) return;
  mark.setAttribute("role", "button");
  mark.setAttribute("tabindex", "-1");
  mark.setAttribute("aria-label", mark.dataset.name);
  mark.setAttribute("aria-pressed", String(picture.held.includes(place)));
}

/** The same numbers for those who do not see the picture. */
function table(picture) {
  const rows = picture.marks.map(({ label, papers, said }) =>
    make("tr", {}, make("th", { scope: "row" }, label), make("td", {}, said ?? String(papers))));
  const held = make("table", {}, make("caption", {}, picture.summary), make("tbody", {}, ...rows));
  return make("div", { class: "ex-plot-unseen" }, held); // a table alone would be as wide as its words
}

function listen(stage, tip, choose) {
  const markOf = (event) => event.target.closest?.(".mark");
  const show = (mark) => {
    tip.hidden = !mark;
    if (mark) placeTip(tip, mark, stage);
  };
  stage.addEventListener("pointerover", (event) => show(markOf(event)));
  stage.addEventListener("pointerleave", () => show(stage.querySelector(".mark:focus-visible")));
  stage.addEventListener("focusin", (event) => show(event.target.matches(".mark:focus-visible") ? event.target : null));
  stage.addEventListener("focusout", () => show(null));
  stage.addEventListener("click", (event) => {
    const mark = event.target.closest("[role=button]");
    if (mark) choose(mark);
  });
  stage.addEventListener("keydown", (event) => {
    const mark = event.target.closest("[role=button]");
    const steps = event.key in STEPS || event.key === "Home" || event.key === "End";
    if (event.key === "Escape") show(null);
    if (!mark || event.ctrlKey || event.metaKey || event.altKey) return;
    if (steps) step(mark, event.key, buttons(stage));
    else if (event.key === "Enter" || event.key === " ") choose(mark);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
}

function placeTip(tip, mark, stage) {
  tip.textContent = mark.dataset.name;
  const around = stage.getBoundingClientRect();
  const bar = (mark.querySelector(".bar") ?? mark).getBoundingClientRect();
  const half = tip.offsetWidth / 2;
  const middle = bar.left + bar.width / 2 - around.left;
  const above = bar.top - around.top - tip.offsetHeight - 6;
  tip.style.left = `${Math.max(half, Math.min(middle, around.width - half))}px`;
  tip.style.top = `${above < 0 ? bar.bottom - around.top + 6 : above}px`;
}

function buttons(stage) {
  return [...stage.querySelectorAll("[role=button]")];
}

/** Arrows go from mark to mark, so that a chart is one stop of the tab key. */
function step(mark, key, marks) {
  const to = { Home: 0, End: marks.length - 1 }[key] ?? marks.indexOf(mark) + STEPS[key];
  focusOn(marks[Math.max(0, Math.min(to, marks.length - 1))], marks);
}

function focusOn(mark, marks) {
  for (const other of marks) other.setAttribute("tabindex", other === mark ? "0" : "-1");
  mark.focus({ preventScroll: true });
}

/** Follow how wide a place is, in steps, so that letters keep their size; `act` hears it when it changes. */
function watchWidth(stage, act) {
  let last = 0;
  const watcher = new ResizeObserver(([{ contentRect }]) => {
    settle(stage);
    const width = Math.max(NARROWEST, Math.min(Math.floor(contentRect.width / STEP) * STEP, WIDEST));
    if (!contentRect.width || width === last) return;
    last = width;
    act(width);
  });
  watcher.observe(stage);
  return () => watcher.disconnect();
}
