"use strict";
// Runs before the first paint, so that a chosen theme, language or text size never flashes past.
(() => {
  const root = document.documentElement;
  const query = new URLSearchParams(location.search);
  if (query.get("embed") === "1") root.dataset.embed = "";
  const language = query.get("lang"); // of the site around the frame
  if (language === "vi" || language === "en") root.dataset.language = language;
  try {
    const kept = JSON.parse(localStorage.getItem("preferences") ?? "{}");
    for (const name of ["theme", "language", "size", "side"]) {
      if (typeof kept[name] === "string") root.dataset[name] ??= kept[name];
    }
    for (const name of ["--side", "--source"]) {
      if (Number.isFinite(kept[name])) root.style.setProperty(name, `${kept[name]}px`);
    }
  } catch {
    // A browser that forbids storage gets the defaults.
  }
})();
