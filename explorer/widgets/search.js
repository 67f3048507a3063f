const LONGEST = 10_000; // characters: a longer text is cut after a whole word, and says so

const WORD = /[\p{L}\p{N}\p{M}]/u; // as `explorer.terms` knows one

function render({ model, el }) {
  const say = (event, detail) => model.get("addressed") && document.dispatchEvent(new CustomEvent(event, { detail }));
  const type = () => {
    cut.hidden = input.value.length <= LONGEST;
    if (!cut.hidden) input.value = input.value.slice(0, LONGEST).replace(/\s\S*$/, "");
    say("ex-typed", input.value); // into the address before the kernel has it: it may be gone
    model.set("value", input.value);
    model.save_changes();
  };
  const input = make("input", {
    type: "search", role: "searchbox", spellcheck: "false", autocomplete: "off",
    "aria-label": `Search ${model.get("where")}`,
    "aria-description": "Words in any order; \"a phrase\", -not, prefix*, title:word. Press / to come here.",
    placeholder: `Search ${model.get("where")}:  words   "a phrase"   -not   prefix*   title:word`,
    on: { input: type, blur: () => say("ex-left") },
  });
  const cut = make("p", { class: "ex-cut", role: "status", hidden: true }, `Only the first ${LONGEST.toLocaleString("en")} characters are searched for.`);
  const wordless = make("span", { class: "ex-wordless", role: "status", hidden: true }, "no word to search for");
  const chips = make("div", { class: "ex-chips", role: "group", "aria-label": "What is asked" });
  el.append(make("label", { class: "ex-box" }, glass(), input, wordless, make("kbd", { "aria-hidden": "true" }, "/")), cut, chips);
  const show = () => {
    if (input.value !== model.get("value")) input.value = model.get("value");
    wordless.hidden = !input.value.trim() || WORD.test(input.value);
    const asked = model.get("chips");
    chips.replaceChildren(...asked.map((chip) => chipFor(model, chip)), ...(asked.length ? [clearAll(model)] : []));
    chips.hidden = !asked.length;
  };
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") say("ex-left");
    if (event.key === "Escape" && input.value) { input.value = ""; type(); event.preventDefault(); }
    else if (event.key === "Escape" || event.key === "Enter" || event.key === "ArrowDown") {
      input.closest(".ex-page")?.querySelector(".ex-papers [tabindex='0']")?.focus();
      event.preventDefault();
    }
  });
  show();
  const put = ({ detail }) => { if (model.get("addressed")) { model.set("value", detail); model.save_changes(); } };
  const ends = [follow(model, ["value", "chips"], show), attach(document, { "ex-asked": put })];
  return () => ends.forEach((end) => end());
}

function chipFor(model, chip) {
  const drop = () => model.send({ do: "drop", field: chip.field });
  return make("button", { type: "button", class: "ex-chip", title: `Take off: ${chip.label}`, on: { click: drop } },
    make("span", {}, chip.label), make("span", { "aria-hidden": "true", class: "ex-cross" }, "×"));
}

function clearAll(model) {
  return make("button", { type: "button", class: "ex-plain", on: { click: () => model.send({ do: "clear" }) } }, "Clear all");
}

function glass() {
  const space = "http://www.w3.org/2000/svg";
  const icon = document.createElementNS(space, "svg");
  icon.setAttribute("viewBox", "0 0 16 16");
  icon.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", "M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9ZM10.4 10.4 14 14");
  icon.append(path);
  return icon;
}

export default { render };
