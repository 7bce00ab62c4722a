// The search page. The index is small enough to be looked through letter by letter, so that Chinese needs no word boundaries.

import { $, base, both, language, make, onChange, start } from "./base.js";

/** @typedef {import("./base.js").Text} Text */
/** @typedef {{page: string, number: string, title: Text, sections: {id: string, title: Text, text: Text}[]}} Entry */
/** @typedef {{href: string, lesson: string, heading: string, text: string, lang: "en" | "zh", score: number}} Hit */

/** How much of a text stands around what was found in it. */
const AROUND = 70;
const MOST = 60;

start();

/** @type {Entry[]} */
const index = /** @type {any} */ (globalThis).gradusIndex ?? [];
const field = /** @type {HTMLInputElement} */ ($("#words"));

/** What has to occur: words, and Chinese as it stands. @param {string} text */
const terms = (text) => text.toLowerCase().split(/[\s，。、；：？！,;?!]+/u).filter(Boolean);

/** Pairs of neighbouring letters of Chinese, for what occurs nowhere as a whole. @param {string[]} wanted */
const pairs = (wanted) =>
  wanted.flatMap((term) => (/^\p{Script=Han}{3,}$/u.test(term) ? [...term].slice(1).map((letter, at) => [...term][at] + letter) : [term]));

/** @param {string} text @param {string} term */
function times(text, term) {
  let count = 0;
  for (let at = text.indexOf(term); at >= 0 && count < 9; at = text.indexOf(term, at + term.length)) count++;
  return count;
}

/** The sections in which terms occur, in one language; the best first. @param {string[]} wanted @param {number} part how many of them have to, of 1 @returns {Hit[]} */
function find(wanted, part) {
  /** @type {Hit[]} */ const hits = [];
  if (wanted.length === 0) return hits;
  for (const entry of index) {
    for (const section of entry.sections) {
      /** @type {Hit[]} */ const both = [];
      for (const lang of /** @type {("en" | "zh")[]} */ (["en", "zh"])) {
        const title = section.title[lang].toLowerCase();
        const text = section.text[lang].toLowerCase();
        const lesson = `${entry.number} ${entry.title[lang]}`.toLowerCase();
        const there = wanted.filter((term) => title.includes(term) || text.includes(term) || lesson.includes(term)).length;
        if (there < wanted.length * part) continue;
        let score = (lang === language() ? 0.5 : 0) + 20 * there;
        for (const term of wanted) score += 12 * times(title, term) + (section.id === "b0" ? 12 : 1) * times(lesson, term) + times(text, term);
        both.push({ href: `${base}${entry.page}#${section.id}`, lesson: `${entry.number} ${entry.title[lang]}`, heading: section.title[lang], text: section.text[lang], lang, score });
      }
      both.sort((one, other) => other.score - one.score);
      if (both.length > 0) hits.push(both[0]);
    }
  }
  return hits.sort((one, other) => other.score - one.score);
}

/** A text in which the terms are marked. @param {string} text @param {string[]} wanted @returns {(Node | string)[]} */
function marked(text, wanted) {
  const escaped = wanted.map((term) => term.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return text.split(new RegExp(`(${escaped.join("|")})`, "giu")).map((part, at) => (at % 2 === 1 ? make("mark", {}, part) : part));
}

/** What stands around the first term. @param {string} text @param {string[]} wanted */
function excerpt(text, wanted) {
  const low = text.toLowerCase();
  const places = wanted.map((term) => low.indexOf(term)).filter((place) => place >= 0);
  const at = places.length > 0 ? Math.min(...places) : 0;
  const from = Math.max(0, at - AROUND);
  const to = Math.min(text.length, at + 2 * AROUND);
  return (from > 0 ? "…" : "") + text.slice(from, to) + (to < text.length ? "…" : "");
}

function look() {
  let wanted = terms(field.value);
  let hits = find(wanted, 1);
  if (hits.length === 0) {
    wanted = pairs(wanted);
    hits = find(wanted, 0.5);
  }
  $("#count").replaceChildren(wanted.length === 0 ? "" : both({ en: hits.length === 1 ? "1 place" : `${hits.length} places`, zh: `${hits.length} 处` }));
  $("#found").replaceChildren(
    ...hits.slice(0, MOST).map((hit) =>
      make(
        "li",
        {},
        make("a", { href: hit.href }, make("small", {}, hit.lesson), make("b", {}, ...marked(hit.heading, wanted)), make("span", {}, ...marked(excerpt(hit.text, wanted), wanted))),
      ),
    ),
  );
}

field.value = new URLSearchParams(location.search).get("q") ?? "";
field.addEventListener("input", look);
$("#form").addEventListener("submit", (event) => event.preventDefault());
onChange(look);
look();
field.focus();
