const STATUSES = ["to read", "read", "dropped"];
const REST = 700; // ms without a key until a note is saved
const LATE = 5000; // ms without an answer until the reader is told

/** What the reader says of the paper in the pane: edited where that is allowed, else shown plainly. */
class Editor {
  constructor(model) {
    Object.assign(this, { model, own: {}, base: "", sent: null, asked: 0, waiting: new Map() });
    this.said = make("span", { class: "ex-own-said", role: "status", "aria-live": "polite" });
    this.node = make("section", { class: "ex-own", "aria-label": "Your notes" });
    this.line = make("div", { class: "ex-own-line" });
    this.tags = make("div", { class: "ex-own-tags" });
    this.list = make("datalist", { id: `ex-tags-${Math.random().toString(36).slice(2)}` });
    this.add = make("input", { class: "ex-own-add", list: this.list.id, maxlength: 60, placeholder: "Add a tag", "aria-label": "Add a tag", title: "Key: t", autocomplete: "off",
      on: { keydown: (event) => this.typed(event), change: () => this.tag(), input: (event) => { if (/,$/.test(this.add.value) || (event.inputType ?? "insertReplacementText") === "insertReplacementText") this.tag(); } } });
    this.note = make("textarea", { class: "ex-own-note", rows: 1, maxlength: 20000, placeholder: "Write a note", "aria-label": "Note",
      on: { input: () => { clearTimeout(this.rest); this.rest = setTimeout(() => this.save(), REST); }, blur: () => this.save() } });
    this.who = make("p", { class: "ex-own-who" });
    this.name = make("p", { class: "ex-own-name" });
    this.foot = make("div", { class: "ex-own-foot" }, this.who, this.name);
    this.node.addEventListener("ex-tag", ({ detail }) => { this.next = detail; this.add.focus(); });
  }

  /** The paper that a tag is typed for: the one shown, or one that was asked for by key and is on its way. */
  get meant() { return this.next ?? this.own.paper; }

  show() {
    const own = this.model.get("own");
    if (own.paper !== this.own.paper) this.leave();
    if (own.paper === this.next) this.next = null;
    const anew = own.paper !== this.own.paper || own.access !== this.own.access;
    this.own = own;
    const empty = !own.status && !own.stars && !own.note && !own.tags?.length;
    this.node.hidden = !own.paper || (own.access === "read" && empty && !own.why);
    if (this.node.hidden) return;
    if (own.access === "read") return this.node.replaceChildren(...this.plain(own));
    const held = this.tags.contains(document.activeElement) || this.line.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    // Moved, even in its place, a box would lose the focus and take what is half typed for a tag.
    if (this.line.parentNode !== this.node) this.node.replaceChildren(this.line, this.tags, this.note, this.foot, this.list);
    this.line.replaceChildren(this.statuses(own), this.stars(own), this.said);
    for (const chip of [...this.tags.querySelectorAll(".ex-tag")]) chip.remove();
    if (!this.add.isConnected || this.add.parentNode !== this.tags) this.tags.append(this.add);
    this.add.before(...own.tags.map((tag) => this.chip(tag)));
    this.list.replaceChildren(...own.known.filter((tag) => !own.tags.includes(tag)).slice(0, 200).map((tag) => make("option", { value: tag })));
    if (anew) this.begin(own);
    else if (this.sent === null && this.note.value === this.base) this.take(own.note);
    this.who.textContent = own.note && own.signed.note ? `Note last changed by ${own.signed.note}` : "";
    if (anew) this.askName();
    if (held) (this.node.querySelector(`[data-key="${CSS.escape(held)}"]`) ?? this.add).focus({ preventScroll: true });
  }

  /** Show a paper's note: what was typed of it and never saved comes back, and is saved again. */
  begin(own) {
    this.sent = null;
    this.take(own.note);
    const typed = unsaved.of(own.paper);
    if (!typed) return;
    const was = typed.sent === own.note ? own.note : typed.was;
    if ([own.note, was].includes(typed.value)) return unsaved.forget(own.paper);
    [this.note.value, this.base] = [typed.value, was];
    this.save();
    this.tell("Not saved yet", "late");
  }

  take(note) {
    if (this.note.value !== note) this.note.value = note;
    this.base = note;
  }

  statuses(own) {
    const one = (status) => make("button", { type: "button", "data-key": status, "aria-pressed": String(own.status === status), title: own.status === status ? own.signed.status || null : null,
      on: { click: () => this.ask("status", own.status === status ? null : status) } }, capital(status));
    return make("div", { class: "ex-own-status", role: "group", "aria-label": "Status", title: "Key: s" }, ...STATUSES.map(one));
  }

  stars(own) {
    const one = (count) => make("button", { type: "button", class: count <= (own.stars ?? 0) ? "ex-lit" : null, "data-key": `${count} stars`, "aria-pressed": String(count === own.stars),
      "aria-label": `${count} star${count === 1 ? "" : "s"}`, title: (own.stars && own.signed.stars) || null, on: { click: () => this.ask("stars", own.stars === count ? null : count) } }, "★");
    return make("div", { class: "ex-own-stars", role: "group", "aria-label": "Stars", title: "Keys: 1 to 5, 0 for none" }, ...[1, 2, 3, 4, 5].map(one));
  }

  chip(tag) {
    return make("span", { class: "ex-tag", title: this.own.signed.tags[tag] || null }, make("span", {}, tag),
      make("button", { type: "button", "data-key": `tag ${tag}`, "aria-label": `Take away the tag ${tag}`, on: { click: () => { this.ask("untag", tag); this.add.focus({ preventScroll: true }); } } }, "×"));
  }

  plain(own) {
    const stars = own.stars ? make("span", { class: "ex-own-stars", role: "img", "aria-label": `${own.stars} of 5 stars` }, make("span", { class: "ex-lit" }, "★".repeat(own.stars)), "★".repeat(5 - own.stars)) : null;
    const status = own.status ? make("span", { class: "ex-badge-own-status" }, own.status) : null;
    return [
      make("div", { class: "ex-own-line" }, status, stars, make("span", { class: "ex-own-said" }, "Read-only")),
      own.tags.length ? make("div", { class: "ex-own-tags" }, ...own.tags.map((tag) => make("span", { class: "ex-tag", title: own.signed.tags[tag] || null }, make("span", {}, tag)))) : "",
      own.note ? make("p", { class: "ex-own-text" }, own.note) : "",
      own.note && own.signed.note ? make("p", { class: "ex-own-who" }, `Note last changed by ${own.signed.note}`) : "",
      own.why ? make("p", { class: "ex-own-why" }, own.why) : "",
    ];
  }

  /** Ask a visitor once for a name; in their own notebook nobody signs. */
  askName(again = false) {
    this.name.hidden = this.own.access !== "shared";
    if (this.name.hidden) return;
    if (writer.name && !again) {
      const change = make("button", { type: "button", class: "ex-plain", on: { click: () => this.askName(true) } }, "change");
      return this.name.replaceChildren("You write as ", make("b", {}, writer.name), ", ", change);
    }
    const keep = () => { writer.name = input.value.trim(); if (writer.name) this.askName(); };
    const input = make("input", { maxlength: 60, value: writer.name, placeholder: "a visitor", "aria-label": "Your name", title: "Shown with what you write", on: { change: keep, keydown: (event) => { if (event.key === "Enter") keep(); } } });
    this.name.replaceChildren(make("label", {}, "Your name ", input));
    if (again) input.focus();
  }

  typed(event) {
    if (event.key === "Enter") this.tag();
    else if (event.key === "Escape") { this.add.value = ""; this.add.blur(); }
  }

  tag() {
    const tags = this.add.value.split(",").map((tag) => tag.trim()).filter(Boolean);
    this.add.value = "";
    for (const tag of tags) this.ask("tag", tag, {}, () => {}, this.meant);
  }

  /** Save the note, one text after the other; what another window wrote since it was shown stays beside it. */
  save(last = false) {
    clearTimeout(this.rest);
    const { paper, access, note: shown } = this.own;
    const [value, was] = [this.note.value, this.sent ?? this.base];
    if (value === was || access === "read" || !paper) return;
    unsaved.keep(paper, { value, was: this.base, sent: this.sent });
    if (this.sent !== null && !last) return;
    this.sent = value;
    this.ask("note", value, { was }, (how) => this.answered(paper, value, shown, how));
  }

  /** What is saved need not be kept here; what was typed meanwhile is next. */
  answered(paper, value, shown, how) {
    const typed = unsaved.of(paper);
    if (how === "saved" && typed?.value === value) unsaved.forget(paper);
    else if (how === "saved" && typed) unsaved.keep(paper, { ...typed, was: value });
    if (paper !== this.own.paper || this.sent !== value) return;
    this.sent = null;
    if (how !== "saved") return;
    this.base = value;
    if (this.note.value !== value) this.save();
    else if (this.own.note !== shown) this.take(this.own.note);
  }

  /** Before another paper is shown, what was typed of this one is asked to be kept. */
  leave() {
    if (!this.own.paper) return;
    if (!this.next) this.tag();
    this.save(true);
  }

  ask(field, value, more = {}, answered = () => {}, paper = this.own.paper) {
    const n = ++this.asked;
    const late = setTimeout(() => { this.tell("Not saved", "late"); answered("late"); }, LATE);
    this.waiting.set(n, { late, answered });
    this.tell("Saving…", "waits");
    noting(this.model, paper, field, value, { n, ...more });
  }

  /** A change counts as saved when the kernel says that it is on the disk. */
  hear({ noted, failed }) {
    const asked = this.waiting.get(noted);
    if (!asked) return;
    clearTimeout(asked.late);
    this.waiting.delete(noted);
    if (failed) this.tell("Not saved", "late");
    else if (!this.waiting.size) this.tell("Saved", "done");
    asked.answered(failed ? "failed" : "saved");
  }

  tell(text, kind) { this.said.textContent = text; this.said.dataset.kind = kind; this.said.getAnimations?.().forEach((fade) => { fade.cancel(); fade.play(); }); }
}

function capital(text) { return text[0].toUpperCase() + text.slice(1); }
