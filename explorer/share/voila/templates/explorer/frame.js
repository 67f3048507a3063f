// The page around a dashboard: what shows while it opens, its theme, its kernel's pulse, its goodbye.
(() => {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const dress = () => {
    document.body.dataset.jpThemeLight = String(!dark.matches);
    document.body.dataset.jpThemeName = dark.matches ? "JupyterLab Dark" : "JupyterLab Light";
  };
  dress();
  dark.addEventListener("change", dress);

  const cells = () => document.getElementById("rendered_cells");
  const PATIENCE = 8000; // ms from the page being there to its widgets being drawn
  const DRAWN = "input, button, select, textarea, svg, img, canvas, table, pre, article, h1, h2, h3, p, [role=alert]";
  const open = () => document.querySelector(".explorer-opening")?.remove();
  const look = () => {
    if (!cells()?.querySelector(DRAWN)) return;
    open();
    if (address("drawn")) navigator.sendBeacon(address("drawn"));
    watch.disconnect();
  };
  const watch = new MutationObserver(look);
  watch.observe(document.documentElement, { childList: true, subtree: true });

  // Voila calls these while its cells run and when they are done.
  const say = (text) => {
    const stage = document.querySelector(".explorer-opening p");
    if (stage) stage.textContent = text;
  };
  window.voila_heartbeat = () => {};
  window.voila_process = () => say("Reading the papers…");
  window.voila_finish = () => say("Drawing the page…");
  // Now and then a kernel's answer is lost while its page is made (nbclient#312, voila#1428): such a page would wait
  // for ever. It is opened once more, with another kernel; where that does not help either, it is shown as it is.
  const failed = (output) => output.textContent.startsWith("Error displaying widget");
  const isDrawn = () => cells()?.querySelector(DRAWN) && ![...cells().querySelectorAll(".jp-OutputArea-output")].some(failed);
  const again = () => {
    if (isDrawn()) return sessionStorage.removeItem("explorer-again");
    if (sessionStorage.getItem("explorer-again") === location.href) return open();
    sessionStorage.setItem("explorer-again", location.href);
    location.reload();
  };
  window.addEventListener("load", () => setTimeout(again, PATIENCE), { once: true });
  setTimeout(again, 12 * PATIENCE);

  const config = () => JSON.parse(document.getElementById("jupyter-config-data")?.textContent ?? "{}");
  const address = (what) => {
    const { baseUrl, kernelId } = config();
    return kernelId && `${baseUrl}explorer/${what}/${kernelId}`;
  };

  const trouble = () => document.getElementById("explorer-trouble");
  const STOPPING = "The server is stopping. Reload in a moment to get the same view back.";
  const lost = (line = "The connection to the kernel is gone. Reload to get the same view back.") => {
    open();
    const reload = document.createElement("button");
    reload.textContent = "Reload";
    reload.onclick = () => location.reload();
    trouble().replaceChildren(line, reload);
  };
  document.addEventListener("explorer-stopping", () => lost(STOPPING));
  let misses = 0;
  const listen = async () => {
    if (!address("pulse") || document.hidden) return;
    try {
      const answer = await fetch(address("pulse"), { cache: "no-store" });
      if (misses > 1) trouble().replaceChildren(); // the server was out of reach and is back
      misses = 0;
      if (answer.status === 503) lost(STOPPING);
      if (answer.status !== 410 && answer.status !== 403) return; // gone, or a server started anew that asks who comes
      clearInterval(pulse); // a kernel that is gone does not come back
      document.dispatchEvent(new Event("explorer-gone"));
      lost();
    } catch {
      misses += 1;
      if (misses === 2 && !trouble().hasChildNodes()) lost();
    }
  };
  const pulse = setInterval(listen, 3000);
  document.addEventListener("visibilitychange", listen);

  window.addEventListener("pagehide", () => {
    clearInterval(pulse);
    document.dispatchEvent(new Event("explorer-leaving")); // widgets say first what they still have to say
    if (address("goodbye")) navigator.sendBeacon(address("goodbye"));
  });
  // A page that the browser kept for its back button has no kernel any more.
  window.addEventListener("pageshow", (event) => event.persisted && location.reload());
})();
