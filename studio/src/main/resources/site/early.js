// Before anything is painted: the language and the theme that were chosen last, or that the browser asks for.
(() => {
  const root = document.documentElement;
  const query = new URLSearchParams(location.search);
  const kept = (/** @type {string} */ name) => {
    try {
      return localStorage.getItem("gradus." + name);
    } catch {
      return null;
    }
  };
  const language = query.get("lang") ?? kept("lang") ?? navigator.language;
  root.lang = language.startsWith("zh") ? "zh" : "en";
  const dark = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  root.dataset.theme = (query.get("theme") ?? kept("theme") ?? dark) === "dark" ? "dark" : "light";
})();
