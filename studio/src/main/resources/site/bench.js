// The bench: an experiment's pictures, its transport, its settings, its numbers.
//
// The engine computes as fast as it can and keeps every state; the bench asks for the state that it is
// ready to paint, plays them one after the other, and goes back in them.

import { $, both, label, language, make, onChange, picture } from "./base.js";
import { Controls } from "./controls.js";

const PLAY = "M3 1.4v13.2L14 8z";
const HOLD = "M3 1.5h3.6v13H3zM9.4 1.5H13v13H9.4z";
const STEP = "M2.5 1.6v12.8L10 8zM11 1.6h2.6v12.8H11z";
const RESET = "M8 2.2A5.8 5.8 0 1 1 2.7 5.7l1.7.8A4 4 0 1 0 8 4v2.4L4.2 3.2 8 0z";

/** States a second while it plays. */
const SPEED = 30;

/** @param {string} path */
function icon(path) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("width", "16");
  svg.setAttribute("height", "16");
  svg.setAttribute("aria-hidden", "true");
  const shape = document.createElementNS("http://www.w3.org/2000/svg", "path");
  shape.setAttribute("d", path);
  shape.setAttribute("fill", "currentColor");
  svg.append(shape);
  return svg;
}

/** @typedef {{name: string, title: import("./base.js").Text, settings: import("./controls.js").Setting[]}} Type */

export class Bench {
  /** @param {Type} type @param {Pick<import("./live.js").Engine, "listen" | "forget" | "send">} engine */
  constructor(type, engine) {
    this.type = type;
    this.engine = engine;
    this.id = "";
    this.states = 0;
    this.at = -1;
    this.asked = -1;
    this.playing = false;
    this.phase = "idle";
    this.painted = 0;
    /** @type {number | undefined} */ this.wanted = undefined;
    this.controls = new Controls(type.settings, () => this.changed());
    this.onrun = () => {};
    this.figures = make("div", { class: "figures" });
    this.tables = make("div", { class: "tables" });
    this.said = make("div", { class: "said", "aria-live": "polite" });
    this.stage = make("div", { class: "stage", tabindex: "0", role: "region" }, this.figures, this.said, this.tables);
    label(this.stage, "aria-label", { en: "What the experiment shows", zh: "实验的画面" });
    this.play = this.button("play", PLAY, { en: "Run or pause", zh: "运行或暂停" }, () => this.toggle());
    this.once = this.button("step", STEP, { en: "One step", zh: "单步" }, () => this.step());
    this.reset = this.button("reset", RESET, { en: "Back to the first settings", zh: "恢复最初的设置" }, () => this.restart());
    this.slider = /** @type {HTMLInputElement} */ (make("input", { type: "range", min: 0, max: 0, step: 1, value: 0, class: "time" }));
    label(this.slider, "aria-label", { en: "Moment", zh: "时刻" });
    this.slider.addEventListener("input", () => {
      const moment = Number(this.slider.value);
      this.pause();
      this.ask(moment);
    });
    this.count = make("output", { class: "num count" }, "–");
    const hasSeed = this.type.settings.some((setting) => setting.name === "seed");
    this.seed = make("button", { type: "button", class: "btn quiet seed", hidden: !hasSeed, onclick: () => this.newSeed() }, both({ en: "new seed", zh: "换随机种子" }));
    this.state = make("p", { class: "state", role: "status" });
    this.element = make(
      "section",
      { class: "experiment", "data-experiment": this.type.name, "data-phase": "idle" },
      this.stage,
      make("div", { class: "transport" }, this.play, this.once, this.reset, this.slider, this.count),
      this.state,
      this.controls.element,
      make("p", { class: "foot" }, both({ en: "Computed by Gradus on this machine.", zh: "由 Gradus 在本机算出。" }), this.seed),
    );
    onChange(() => {
      this.controls.speak();
      this.ask(this.at);
    });
    new ResizeObserver(() => this.resized()).observe(this.stage);
  }

  /** @param {string} name @param {string} path @param {import("./base.js").Text} text @param {() => void} press */
  button(name, path, text, press) {
    const button = make("button", { type: "button", class: "btn icon " + name, onclick: press }, icon(path));
    label(button, "aria-label", text);
    label(button, "title", text);
    return button;
  }

  /** Sets the settings and runs. @param {Object<string, string>} values */
  run(values) {
    this.controls.set(values);
    this.begin();
  }

  changed() {
    this.begin();
  }

  restart() {
    this.controls.set({});
    this.begin();
  }

  newSeed() {
    this.controls.set({ ...this.controls.values(), seed: String(1 + Math.floor(Math.random() * 9999)) });
    this.begin();
  }

  begin() {
    if (this.id) {
      this.engine.send({ do: "stop", id: this.id });
      this.engine.forget(this.id);
    }
    this.id = crypto.randomUUID?.() ?? Math.random().toString(36).slice(2) + Date.now().toString(36);
    this.states = 0;
    this.at = -1;
    this.asked = -1;
    this.playing = true;
    this.tell("running");
    this.engine.listen(this.id, (message) => this.hear(message));
    this.engine.send({ do: "start", id: this.id, experiment: this.type.name, settings: this.controls.values() });
    this.onrun();
  }

  toggle() {
    if (this.phase === "idle" || this.phase === "failed") this.begin();
    else if (this.playing) this.pause();
    else this.go();
  }

  pause() {
    this.playing = false;
    this.engine.send({ do: "hold", id: this.id });
    this.show();
  }

  go() {
    if (this.at >= this.states - 1 && this.phase === "ended") this.at = -1;
    this.playing = true;
    this.engine.send({ do: "go", id: this.id });
    this.show();
    this.follow();
  }

  step() {
    if (this.phase === "idle" || this.phase === "failed") {
      this.begin();
      return;
    }
    this.playing = false;
    if (this.at < this.states - 1) this.ask(this.at + 1);
    else {
      this.engine.send({ do: "step", id: this.id });
      this.follow(true);
    }
    this.show();
  }

  /** @param {import("./live.js").Message} message */
  hear(message) {
    if (message.type === "news") {
      this.states = message.states;
      this.slider.max = String(Math.max(0, this.states - 1));
      if (message.phase === "failed") this.fail(message.message);
      else {
        this.tell(message.phase);
        if (this.playing || this.at < 0) this.follow();
        else if (this.stepping) this.follow(true);
      }
    } else if (message.type === "state") {
      this.paint(message);
    } else {
      this.fail(message.message);
    }
  }

  /** Asks for the next state, if there is one. @param {boolean} [once] */
  follow(once = false) {
    this.stepping = once;
    if (this.asked >= 0 || this.states === 0) return;
    if (this.at < this.states - 1) {
      if (matchMedia("(prefers-reduced-motion: reduce)").matches && this.playing) {
        this.ask(this.states - 1);
        return;
      }
      // Where the pictures fall behind what is computed they skip, so that a long run stays live.
      const behind = this.states - 1 - this.at;
      this.ask(this.phase === "running" && behind > 2 * SPEED ? this.states - 1 : this.at + 1);
      this.stepping = false;
    } else if (this.phase === "ended" && this.playing) {
      this.playing = false;
      this.show();
    }
  }

  /** @param {number} state */
  ask(state) {
    if (state < 0 || !this.id) return;
    if (this.asked >= 0) {
      this.wanted = state;
      return;
    }
    this.asked = state;
    const width = Math.round(Math.max(280, this.stage.clientWidth - 2));
    this.engine.send({ do: "view", id: this.id, state, width, lang: language() });
  }

  /** @param {import("./live.js").Message} message */
  paint(message) {
    const now = performance.now();
    const wait = Math.max(0, this.painted + 1000 / SPEED - now - 4);
    this.painted = now + wait;
    setTimeout(
      () => {
        if (message.id !== this.id) return;
        this.at = message.state;
        this.asked = -1;
        // While this one is painted, the engine draws the next.
        if (this.playing && this.wanted === undefined) this.follow();
        requestAnimationFrame(() => {
          this.draw(message);
          this.show();
          const wanted = this.wanted;
          this.wanted = undefined;
          if (wanted !== undefined && wanted !== this.at) this.ask(wanted);
          else if (this.playing) this.follow();
        });
      },
      this.playing ? wait : 0,
    );
  }

  /** @param {import("./live.js").Message} message */
  draw(message) {
    /** @type {Object<string, string>} */ const figures = message.figures;
    const names = Object.keys(figures);
    for (const old of [...this.figures.children]) if (!names.includes(old.getAttribute("data-figure") ?? "")) old.remove();
    for (const name of names) {
      let place = $(`[data-figure="${name}"]`, this.figures);
      if (!place) {
        place = make("div", { class: "figure", "data-figure": name });
        this.figures.append(place);
      }
      picture(place, figures[name]);
    }
    this.tables.replaceChildren(...message.tables.map(table));
    this.said.replaceChildren(...message.sentences.map((/** @type {string} */ sentence) => make("p", {}, sentence)));
    this.count.textContent = message.all > 0 ? `${message.done}/${message.all}` : `${message.state + 1}`;
    this.element.dataset.painted = String(Number(this.element.dataset.painted ?? 0) + 1);
  }

  /** @param {import("./base.js").Text} text */
  fail(text) {
    this.playing = false;
    this.phase = "failed";
    this.element.dataset.phase = "failed";
    this.state.replaceChildren(both(text));
    this.show();
  }

  /** @param {string} phase */
  tell(phase) {
    this.phase = phase;
    this.element.dataset.phase = phase;
    this.state.replaceChildren();
    this.show();
  }

  show() {
    this.play.replaceChildren(icon(this.playing ? HOLD : PLAY));
    this.play.setAttribute("aria-pressed", String(this.playing));
    const most = Number(this.slider.max);
    this.slider.value = String(Math.max(0, this.at));
    this.slider.style.setProperty("--v", `${most > 0 ? (Math.max(0, this.at) / most) * 100 : 0}%`);
    this.element.dataset.playing = String(this.playing);
    this.element.dataset.state = String(this.at);
  }

  resized() {
    const width = this.stage.clientWidth;
    if (width > 0 && Math.abs(width - (this.width ?? 0)) > 8) {
      this.width = width;
      if (!this.playing) this.ask(this.at);
    }
  }
}

/** @param {{name: string, columns: string[], rows: string[][]}} data */
function table(data) {
  const numeric = data.columns.map((_, column) => data.rows.every((row) => /^[−\-+]?[\d.,]*(e[+-]?\d+)?%?$|^Infinity$|^NaN$|^$/.test(row[column])));
  const cell = (/** @type {string} */ tag, /** @type {string} */ text, /** @type {number} */ column) => make(tag, { class: numeric[column] ? "num" : "" }, text);
  return make(
    "div",
    { class: "scroll", tabindex: "0", role: "region", "aria-label": data.name },
    make(
      "table",
      {},
      make("thead", {}, make("tr", {}, ...data.columns.map((text, column) => cell("th", text, column)))),
      make("tbody", {}, ...data.rows.map((row) => make("tr", {}, ...row.map((text, column) => cell("td", text, column))))),
    ),
  );
}
