// What all pages share: language, theme, progress, and small helpers.

const root = document.documentElement;

/** @template {Element} [T=HTMLElement] @param {string} selector @param {ParentNode} [within] @returns {T} */
export const $ = (selector, within = document) => /** @type {T} */ (within.querySelector(selector));

/** @param {string} selector @param {ParentNode} [within] @returns {HTMLElement[]} */
export const $$ = (selector, within = document) => [...within.querySelectorAll(selector)].map((element) => /** @type {HTMLElement} */ (element));

/** Where the site begins, seen from this page. */
export const base = document.body.dataset.root ?? "";

/** Whether the studio serves this page, so that experiments run. */
export const live = document.body.dataset.live === "true";

/** The language that is shown. @returns {"en" | "zh"} */
export const language = () => (root.lang === "zh" ? "zh" : "en");

/** @typedef {{en: string, zh: string}} Text */

/** The text in the language that is shown. @param {Text} text */
export const read = (text) => text[language()] || text.en;

/** An element with attributes and children. Attributes that begin with "on" are listeners.
 * @param {string} tag @param {Object<string, any>} [attributes] @param {...(Node | string)} children @returns {HTMLElement} */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

/** Both languages, of which the page shows one. @param {Text} text */
export function both(text) {
  if (text.en === text.zh) return make("span", {}, text.en);
  return make("span", {}, make("span", { lang: "en" }, text.en), make("span", { lang: "zh" }, text.zh));
}

/** An attribute in the language that is shown, which changes with it. @param {Element} element @param {string} name @param {Text} text */
export function label(element, name, text) {
  element.setAttribute(`data-${name}-en`, text.en);
  element.setAttribute(`data-${name}-zh`, text.zh);
  element.setAttribute(name, read(text));
}

const ATTRIBUTES = ["aria-label", "title", "placeholder"];

function speak() {
  for (const name of ATTRIBUTES) {
    for (const element of $$(`[data-${name}-en]`)) {
      element.setAttribute(name, element.getAttribute(`data-${name}-${language()}`) ?? "");
    }
  }
  const title = $("title");
  document.title = title.getAttribute("data-" + language()) ?? document.title;
  $("#language").lang = language() === "zh" ? "en" : "zh";
}

/** @param {string} name @param {string} value */
export function keep(name, value) {
  try {
    localStorage.setItem("gradus." + name, value);
  } catch {
    // Without storage the page forgets, and works.
  }
}

/** @param {string} name */
export function kept(name) {
  try {
    return localStorage.getItem("gradus." + name);
  } catch {
    return null;
  }
}

/** What has been done: lessons, guesses, exercises. @returns {Object<string, any>} */
export function progress() {
  try {
    return JSON.parse(kept("progress") ?? "{}");
  } catch {
    return {};
  }
}

/** @param {string} name @param {any} value */
export function note(name, value) {
  keep("progress", JSON.stringify({ ...progress(), [name]: value }));
}

/** @type {Set<() => void>} */
const listeners = new Set();

/** Calls when the language or the theme has changed. @param {() => void} listener */
export const onChange = (listener) => listeners.add(listener);

/** The block under the eye keeps its place while everything around it changes. @param {() => void} change */
function inPlace(change) {
  const blocks = $$(".block");
  const anchor = blocks.find((block) => block.getBoundingClientRect().bottom > 80) ?? null;
  const before = anchor?.getBoundingClientRect().top ?? 0;
  change();
  if (anchor) window.scrollBy({ top: anchor.getBoundingClientRect().top - before, behavior: "instant" });
}

export function start() {
  speak();
  $("#language").addEventListener("click", () => {
    inPlace(() => {
      root.lang = language() === "zh" ? "en" : "zh";
      keep("lang", root.lang);
      speak();
      listeners.forEach((listener) => listener());
    });
  });
  $("#theme").addEventListener("click", toggleTheme);
  document.addEventListener("keydown", (event) => {
    if (typing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "l" || event.key === "L") $("#language").click();
    if (event.key === "t" || event.key === "T") toggleTheme();
  });
}

function toggleTheme() {
  root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark";
  keep("theme", root.dataset.theme);
  listeners.forEach((listener) => listener());
}

/** Whether a key belongs to a field that is written in. @param {Event} event */
export function typing(event) {
  const target = event.target;
  return target instanceof Element && target.closest("input:not([type=range]), textarea, select, [contenteditable]") !== null;
}

/** An SVG document as an element of the page. @param {string} svg */
export const drawing = (svg) => document.importNode(new DOMParser().parseFromString(svg, "image/svg+xml").documentElement, true);

/** A picture that the library drew, put into an element. @param {Element} place @param {string | Node} svg its document, or an image of it */
export function picture(place, svg) {
  if (svg instanceof Node) {
    place.replaceChildren(svg);
    return;
  }
  // Styles come from our sheets alone: the page's policy allows no others.
  const plain = svg.replaceAll(' style="image-rendering:pixelated"', "");
  const parsed = drawing(plain);
  parsed.removeAttribute("width");
  parsed.removeAttribute("height");
  if (!parsed.querySelector("title")) parsed.setAttribute("aria-label", parsed.querySelector("text")?.textContent || place.getAttribute("data-figure") || "figure");
  place.replaceChildren(parsed);
}

/** What is wider than its place can be moved by keys, too. @param {ParentNode} [within] */
export function reachable(within = document) {
  for (const element of $$("pre, .math, .formula, .scroll", within)) {
    if (element.scrollWidth > element.clientWidth) element.tabIndex = 0;
  }
}

/** Says something for a moment. @param {Text} text */
export function toast(text) {
  const element = make("div", { class: "toast", role: "status" }, both(text));
  document.body.append(element);
  setTimeout(() => element.remove(), 5000);
}
