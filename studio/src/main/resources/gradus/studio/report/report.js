const root = document.documentElement;
for (const button of document.querySelectorAll("[data-set-lang]")) {
  button.addEventListener("click", () => {
    root.dataset.lang = button.dataset.setLang;
    root.lang = button.dataset.setLang;
  });
}
document.querySelector("[data-theme-switch]").addEventListener("click", () => {
  const dark = root.dataset.theme
    ? root.dataset.theme === "dark"
    : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
});
