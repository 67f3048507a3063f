function render({ el }) {
  el.append(make("h1", {}, "Explorer"));
}

export default { render };
