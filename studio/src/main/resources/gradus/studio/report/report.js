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
// What is wider than its place can be scrolled, and says so.
const places = new ResizeObserver(entries => {
  for (const { target } of entries) {
    target.classList.toggle("overflows", target.scrollWidth > target.clientWidth + 1);
  }
});
for (const place of document.querySelectorAll(".scroll")) {
  places.observe(place);
}
