// The page of a lesson.

import { $, $$, both, keep, live, make, note, onChange, progress, reachable, start } from "./base.js";
import { Bench } from "./bench.js";
import { exercises } from "./exercises.js";
import { Engine } from "./live.js";
import { dress, Recorded } from "./recorded.js";

start();

const folder = $(".lesson").dataset.lesson ?? "";
keep("last", folder);

for (const entry of $$(".toc [data-lesson]")) entry.classList.toggle("done", progress()["lesson:" + entry.dataset.lesson] === true);

// ---- formulas and code: read at once, made beautiful when the libraries are there ----------------
async function adorn() {
  const load = (/** @type {string} */ path) =>
    new Promise((resolve) => {
      const script = make("script", { src: "../lib/" + path });
      script.addEventListener("load", resolve);
      script.addEventListener("error", resolve);
      document.head.append(script);
    });
  await load("katex/katex.min.js");
  const katex = /** @type {any} */ (window).katex;
  if (katex) for (const place of $$("[data-tex]")) katex.render(place.dataset.tex, place, { displayMode: true, throwOnError: false });
  reachable();
  /** @type {any} */ (window).Prism = { manual: true };
  await load("prism/prism-core.min.js");
  await load("prism/prism-clike.min.js");
  await load("prism/prism-java.min.js");
  const prism = /** @type {any} */ (window).Prism;
  if (prism?.highlightElement) for (const code of $$("code.language-java")) prism.highlightElement(code);
  reachable();
  document.documentElement.dataset.adorned = "true";
}
reachable();
onChange(reachable);
adorn();

// ---- the bench ------------------------------------------------------------------------------------
const place = $(".bench");
/** @type {Map<string, Bench>} */ const benches = new Map();

/** @param {string} name */
function choose(name) {
  for (const [other, bench] of benches) {
    bench.element.hidden = other !== name;
    if (other !== name && bench.playing) bench.pause();
  }
  for (const tab of $$(".bench [role=tab]")) tab.setAttribute("aria-selected", String(tab.dataset.name === name));
  return benches.get(name);
}

/** What a link sets: name?setting=value&... @param {string} action @returns {[string, Object<string, string>]} */
function parsed(action) {
  const [name, settings] = action.split("?");
  return [name, settings ? Object.fromEntries(settings.split("&").map((pair) => pair.split("="))) : {}];
}

/** The settings of a bench where the lesson's text puts it. @param {string} name @returns {Object<string, string>} */
function first(name) {
  const marker = $(`[data-try="${name}"]`);
  return marker ? JSON.parse(marker.dataset.settings ?? "{}") : {};
}

/** What stands where a picture will be: before the guess, without one, and on the button. */
const inviting = live
  ? [
      { en: "Guess first, in the text. Then it runs.", zh: "先在正文里猜一猜，猜完就开始算。" },
      { en: "Run it, and change what you like.", zh: "运行它，再随意改动。" },
      { en: "Run", zh: "运行" },
    ]
  : [
      { en: "Guess first, in the text. Then look.", zh: "先在正文里猜一猜，再看结果。" },
      { en: "What came of it was recorded.", zh: "实验的结果已经录好。" },
      { en: "Show", zh: "查看" },
    ];

if (place) {
  const types = JSON.parse(place.dataset.experiments ?? "[]");
  const gone = make("p", { class: "gone", hidden: true }, both({ en: "The studio does not answer. Is it still running?", zh: "引擎没有回应。它还在运行吗？" }));
  const engine = live ? new Engine((online) => (gone.hidden = online)) : new Recorded();
  for (const type of types) {
    const bench = new Bench(type, engine);
    bench.controls.set(first(type.name));
    const tell = live ? () => {} : dress(bench);
    bench.onrun = () => {
      tell();
      remember(bench);
    };
    benches.set(type.name, bench);
  }
  if (types.length > 1) {
    const tabs = make("div", { role: "tablist", class: "seg tabs" });
    for (const type of types) tabs.append(make("button", { type: "button", role: "tab", "data-name": type.name, onclick: () => choose(type.name) }, both(type.title)));
    tabs.addEventListener("keydown", (event) => {
      const list = $$("[role=tab]", tabs);
      const index = list.indexOf(/** @type {HTMLElement} */ (document.activeElement));
      const to = event.key === "ArrowRight" ? index + 1 : event.key === "ArrowLeft" ? index - 1 : -1;
      if (index >= 0 && to >= 0 && to < list.length) {
        list[to].focus();
        list[to].click();
      }
    });
    place.append(tabs);
  }
  place.append(gone, ...[...benches.values()].map((bench) => bench.element));
  const query = new URLSearchParams(location.search);
  const wanted = query.get("experiment");
  const begin = choose(wanted && benches.has(wanted) ? wanted : types[0].name);
  const settings = Object.fromEntries([...query].filter(([name]) => begin?.type.settings.some((setting) => setting.name === name)));
  if (wanted && begin) begin.run(settings);
  else hint();
}

/** On a narrow page the bench stands in the text, where the lesson has its experiment. */
const narrow = matchMedia("(max-width: 880px)");
function settle() {
  if (!place) return;
  const marker = $(".try")?.closest(".block");
  if (narrow.matches && marker) marker.after(place);
  else $(".lesson").append(place);
}
narrow.addEventListener("change", settle);
settle();

/** A link is a state: the address says what runs. @param {Bench} bench */
function remember(bench) {
  const query = new URLSearchParams({ experiment: bench.type.name, ...bench.controls.changes() });
  // A browser keeps the address of a file as it is.
  if (location.protocol !== "file:") history.replaceState(null, "", "?" + query + location.hash);
  const values = bench.controls.values();
  for (const button of $$(".do")) {
    const [name, settings] = parsed(button.dataset.do ?? "");
    const same = name === bench.type.name && bench.type.settings.every((setting) => (settings[setting.name] ?? setting.initial) === values[setting.name]);
    button.setAttribute("aria-pressed", String(same));
  }
  $$(".invitation").forEach((element) => element.remove());
}

/** Before the guess nothing runs; whoever would rather not guess may run it. */
function hint() {
  const asks = $(".guess:not(.answered)") !== null;
  for (const bench of benches.values()) {
    const invitation = make("div", { class: "invitation" });
    invitation.append(
      make("p", {}, both(inviting[asks ? 0 : 1])),
      make("button", { type: "button", class: "btn main", onclick: () => bench.run(first(bench.type.name)) }, both(inviting[2])),
    );
    bench.stage.prepend(invitation);
  }
}

/** @param {string} name @param {Object<string, string>} settings */
function run(name, settings) {
  const bench = choose(name);
  bench?.run(settings);
  if (bench && narrow.matches) bench.element.scrollIntoView({ block: "start" });
}

for (const button of $$(".do")) {
  button.addEventListener("click", () => run(...parsed(button.dataset.do ?? "")));
}

for (const button of $$(".try")) {
  button.addEventListener("click", () => run(button.dataset.try ?? "", JSON.parse(button.dataset.settings ?? "{}")));
}

if (live) exercises(folder);

// ---- guesses ---------------------------------------------------------------------------------------
$$(".guess").forEach((guess, index) => {
  const key = `guess:${folder}:${index}`;
  const right = Number(guess.dataset.right);
  const choices = $$("[data-choice]", guess);
  const verdict = $(".verdict", guess);
  /** @param {number} chosen */
  const answer = (chosen) => {
    choices.forEach((choice, at) => {
      choice.setAttribute("aria-pressed", String(at === chosen));
      choice.classList.toggle("right", at === right);
      choice.classList.toggle("wrong", at === chosen && chosen !== right);
    });
    const mark = $(".mark", verdict);
    mark.className = "mark " + (chosen === right ? "right" : "wrong");
    mark.replaceChildren(both(chosen === right ? { en: "✓ Right", zh: "✓ 猜对了" } : { en: "✗ Not quite", zh: "✗ 不对" }));
    verdict.hidden = false;
    guess.classList.add("answered");
  };
  const before = progress()[key];
  if (typeof before === "number") answer(before);
  choices.forEach((choice, at) =>
    choice.addEventListener("click", () => {
      answer(at);
      note(key, at);
      const next = guess.closest(".block")?.nextElementSibling;
      const marker = next && $("[data-try]", next);
      if (marker) run(marker.dataset.try ?? "", JSON.parse(marker.dataset.settings ?? "{}"));
    }),
  );
});

// ---- keys and progress -----------------------------------------------------------------------------
document.addEventListener("keydown", (event) => {
  const target = event.target;
  if (target instanceof Element && target.closest("input, textarea, select, button, a, [role=tab], .scroll")) return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const bench = [...benches.values()].find((candidate) => !candidate.element.hidden);
  if (!bench) return;
  if (event.key === " ") {
    event.preventDefault();
    bench.toggle();
  } else if (event.key === "ArrowRight") bench.step();
  else if (event.key === "ArrowLeft") {
    bench.pause();
    bench.ask(Math.max(0, bench.at - 1));
  } else if (event.key === "r" || event.key === "R") bench.restart();
});

const end = $(".next");
if (end) {
  new IntersectionObserver((entries) => {
    if (entries.some((entry) => entry.isIntersecting)) note("lesson:" + folder, true);
  }).observe(end);
}
