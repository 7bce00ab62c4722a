// The engine of a page that nothing runs behind: it answers as the studio does, with what was recorded.

import { $, base, both, language, make, read } from "./base.js";

/** @typedef {import("./base.js").Text} Text */
/** @typedef {{name: string, title: Text, file: Text, page: string}} Picture */
/** @typedef {{tables: any[], sentences: string[]}} Words */
/** @typedef {{experiment: string, settings: Object<string, string>, changes: Text, figures: Picture[], en: Words, zh: Words}} Take */

/** @type {{date: string, version: string, takes: Take[]}} */
const recorded = /** @type {any} */ (globalThis).gradusRecorded ?? { date: "", version: "", takes: [] };

/** What an experiment gave with these settings. @param {string} experiment @param {Object<string, string>} settings */
const takeOf = (experiment, settings) =>
  recorded.takes.find((take) => take.experiment === experiment && Object.entries(settings).every(([name, value]) => take.settings[name] === value));

/** The address of a picture for the theme that is shown. @param {string} address */
export const shaded = (address) => address.replace(/#.*$/, "") + (document.documentElement.dataset.theme === "dark" ? "#dark" : "");

/** A picture, which leads to its own page. @param {Picture} picture */
function image({ title, file, page }) {
  const picture = make("img", { class: "figure", src: shaded(base + read(file)), alt: read(title) });
  return make("a", { href: base + page }, picture);
}

export class Recorded {
  /** @type {Map<string, (message: any) => void>} */ #listeners = new Map();
  /** @type {Map<string, Take>} */ #takes = new Map();

  /** @param {string} id @param {(message: any) => void} listener */
  listen(id, listener) {
    this.#listeners.set(id, listener);
  }

  /** @param {string} id */
  forget(id) {
    this.#listeners.delete(id);
    this.#takes.delete(id);
  }

  /** @param {{do: string, id: string, [name: string]: any}} message */
  send(message) {
    const answer = this.#answer(message);
    if (answer) queueMicrotask(() => this.#listeners.get(message.id)?.({ id: message.id, ...answer }));
  }

  /** @param {{do: string, id: string, [name: string]: any}} message */
  #answer({ do: what, id, experiment, settings }) {
    if (what === "start") {
      const take = takeOf(experiment, settings);
      if (!take) return { type: "error", message: { en: "These settings were not recorded.", zh: "没有录制这组设置。" } };
      this.#takes.set(id, take);
      return { type: "news", phase: "ended", held: false, states: 1, done: 1, all: 1 };
    }
    const take = this.#takes.get(id);
    if (what !== "view" || !take) return undefined;
    const figures = Object.fromEntries(take.figures.map((picture) => [picture.name, image(picture)]));
    return { type: "state", state: 0, done: 1, all: 1, figures, ...take[language()] };
  }
}

/** Says under a bench when it was recorded, and above its picture with which settings. @param {import("./bench.js").Bench} bench */
export function dress(bench) {
  $(".foot", bench.element).replaceChildren(
    both({ en: `Recorded on ${recorded.date} with Gradus ${recorded.version}; to change the settings, run`, zh: `由 Gradus ${recorded.version} 录制于 ${recorded.date}；想改设置，请运行` }),
    make("code", {}, "gradus studio"),
  );
  const settings = make("p", { class: "set" });
  bench.element.prepend(settings);
  return () => {
    const changes = takeOf(bench.type.name, bench.controls.values())?.changes;
    settings.replaceChildren(both(changes?.en ? changes : { en: "Settings as at the beginning", zh: "初始设置" }));
  };
}
