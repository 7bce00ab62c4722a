// The exercises of a lesson: a task, an editor, and a grade that the engine gives.

import { ask, tell } from "./ask.js";
import { $, base, both, label, language, make, note, progress, reachable } from "./base.js";

/** @typedef {{name: string, title: import("./base.js").Text, en: string, zh: string, file: string, source: string, start: string, done: boolean}} Exercise */

/** @param {string} folder the lesson's folder */
export async function exercises(folder) {
  const place = $("#exercises");
  if (!place) return;
  const answer = await ask("api/exercises/" + folder).catch(() => null);
  if (!answer?.exercises.length) return;
  place.hidden = false;
  place.append(make("h2", {}, both({ en: "Exercises", zh: "练习" })));
  place.append(
    make("p", { class: "hint" }, both({ en: "Written in Java, compiled and run on this machine in a process of its own.", zh: "用 Java 写，在本机单独的进程里编译、运行。" })),
  );
  answer.exercises.forEach((/** @type {Exercise} */ exercise, /** @type {number} */ index) => place.append(one(exercise, index + 1, answer.enabled)));
}

/** HTML that the course's own Markdown gave. @param {string} html @param {string} lang */
function task(html, lang) {
  const place = make("div", { lang });
  place.append(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
  place.querySelector("h1")?.remove();
  return place;
}

/** @param {Exercise} exercise @param {number} number @param {boolean} enabled */
function one(exercise, number, enabled) {
  const key = "exercise:" + exercise.name;
  const editor = /** @type {HTMLTextAreaElement} */ (make("textarea", { spellcheck: "false", autocapitalize: "off", autocomplete: "off", wrap: "off" }));
  editor.value = exercise.source;
  label(editor, "aria-label", { en: "Your code", zh: "你的代码" });
  const verdict = make("div", { class: "grade", "aria-live": "polite" });
  const check = /** @type {HTMLButtonElement} */ (make("button", { type: "button", class: "btn main check", disabled: !enabled, onclick: grade }, both({ en: "Check", zh: "检查" })));
  const details = make(
    "details",
    { class: "exercise", "data-exercise": exercise.name },
    make("summary", {}, make("span", { class: "num" }, `${number} `), both(exercise.title)),
    make(
      "div",
      { class: "inside" },
      task(exercise.en, "en"),
      task(exercise.zh, "zh"),
      editor,
      make(
        "div",
        { class: "row" },
        check,
        make("button", { type: "button", class: "btn", onclick: () => put(exercise.start) }, both({ en: "Start over", zh: "重新开始" })),
        make("button", { type: "button", class: "btn solution", onclick: solution }, both({ en: "Show a solution", zh: "看答案" })),
      ),
      verdict,
      make("p", { class: "hint" }, both({ en: "The file is yours, in an IDE too: ", zh: "也可以在 IDE 里编辑这个文件：" }), make("code", {}, exercise.file)),
    ),
  );
  details.classList.toggle("done", exercise.done || progress()[key] === true);
  details.addEventListener("toggle", () => formulas(details), { once: true });
  details.addEventListener("toggle", () => reachable(details));
  editor.addEventListener("keydown", keys);

  /** @param {string} source */
  function put(source) {
    editor.value = source;
    verdict.replaceChildren();
    editor.focus();
  }

  async function solution() {
    const response = await fetch(`${base}api/exercise/${exercise.name}/solution`);
    put(await response.text());
  }

  async function grade() {
    check.disabled = true;
    verdict.replaceChildren(make("p", { class: "hint" }, both({ en: "Compiling and checking …", zh: "正在编译、检查……" })));
    try {
      const answer = await ask(`api/exercise/${exercise.name}?lang=${language()}`, { method: "POST", body: editor.value });
      verdict.replaceChildren(...told(answer));
      details.dataset.outcome = answer.outcome;
      if (answer.passed) {
        note(key, true);
        details.classList.add("done");
      }
    } catch (failure) {
      verdict.replaceChildren();
      tell(failure);
    }
    check.disabled = false;
  }

  return details;
}

/** @param {any} answer */
function told(answer) {
  const parts = [make("p", { class: "summary " + (answer.passed ? "right" : "wrong") }, both(answer.summary))];
  const list = make("ul", { class: "checks" });
  for (const fault of answer.faults) {
    list.append(make("li", { class: "fail" }, make("b", {}, fault.line > 0 ? `✗ ${fault.line}: ` : "✗ "), both(fault.message), make("pre", { tabindex: "0" }, fault.source)));
  }
  for (const verdict of answer.verdicts) {
    const item = make("li", { class: verdict.passed ? "pass" : "fail" }, make("b", {}, verdict.passed ? "✓ " : "✗ "), both(verdict.title));
    if (!verdict.passed) item.append(make("p", {}, both(verdict.hint)));
    list.append(item);
  }
  parts.push(list);
  if (answer.printed) parts.push(make("pre", { tabindex: "0" }, answer.printed));
  if (!answer.offline) parts.push(make("p", { class: "hint" }, both({ en: "This system cannot keep it from the network.", zh: "这个系统无法断开它的网络。" })));
  return parts;
}

/** Tab indents, Escape leaves the editor. @param {KeyboardEvent} event */
function keys(event) {
  const editor = /** @type {HTMLTextAreaElement} */ (event.target);
  if (event.key === "Tab" && !event.shiftKey && editor.dataset.leaving !== "true") {
    event.preventDefault();
    editor.setRangeText("  ", editor.selectionStart, editor.selectionEnd, "end");
  } else if (event.key === "Escape") editor.dataset.leaving = "true";
  else delete editor.dataset.leaving;
}

/** @param {Element} place */
function formulas(place) {
  const katex = /** @type {any} */ (window).katex;
  if (!katex) return;
  for (const formula of place.querySelectorAll(".formula")) katex.render(formula.textContent ?? "", formula, { displayMode: true, throwOnError: false });
}
