// Runs before the first paint, as a plain script, so that a dark page never flashes white.
// The address (?theme=dark) wins over what was chosen before.
(() => {
  const THEMES = ["auto", "light", "dark"];
  let theme = new URLSearchParams(location.search).get("theme");
  try {
    theme ??= JSON.parse(localStorage.getItem("simulator.theme"));
  } catch {
    // Without storage the system's choice holds.
  }
  document.documentElement.dataset.theme = THEMES.includes(theme) ? theme : "auto";
})();
