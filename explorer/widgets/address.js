function render({ model, el }) {
  el.hidden = true;
  if (!ownsPage()) return;
  const root = document.documentElement;
  const asking = Boolean(location.search) && location.search !== model.get("asked");
  const ask = () => {
    root.classList.add("ex-waiting"); // the bare view must not flash before the one that was asked for
    setTimeout(() => root.classList.remove("ex-waiting"), 3000);
    model.set("asked", location.search);
    model.save_changes();
  };
  const write = () => {
    const url = model.get("url");
    if (asking && model.get("answered") === null) return;
    const wanted = location.pathname + (url ? `?${url}` : "") + location.hash;
    if (wanted !== location.pathname + location.search + location.hash) history.replaceState(history.state, "", wanted);
  };
  const settle = () => root.classList.remove("ex-waiting");
  if (asking) ask();
  const unfollow = follow(model, ["url"], write);
  const unsettle = follow(model, ["answered"], settle);
  return () => { unfollow(); unsettle(); };
}

export default { render };
