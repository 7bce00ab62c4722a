// Controls for the settings of an experiment: sliders, switches and choices, made from what the engine says of them.

import { both, label, make, read } from "./base.js";

const STEPS = 400;

/** @typedef {{name: string, title: import("./base.js").Text, initial: string, kind: string, min: number, max: number, whole: boolean, log: boolean, options: {name: string, title: import("./base.js").Text, numbers: string}[], most: number, edge: number}} Setting */

/** A number as short as a slider can say it. @param {number} value @param {boolean} whole */
function rounded(value, whole) {
  if (whole) return String(Math.round(value));
  if (value === 0) return "0";
  return String(Number(value.toPrecision(3)));
}

/** Typed numbers keep all their digits. @param {number} value @param {boolean} whole */
function exact(value, whole) {
  return whole ? String(Math.round(value)) : String(value);
}

const PAD = 300;

/** Round points for class 1, squares for class 0. @param {HTMLCanvasElement} pad @param {string[]} points @param {number} edge */
function draw(pad, points, edge) {
  const context = /** @type {CanvasRenderingContext2D} */ (pad.getContext("2d"));
  context.clearRect(0, 0, PAD, PAD);
  for (const point of points) {
    const [x, y, one] = point.split(",").map(Number);
    const left = ((x / edge + 1) / 2) * PAD;
    const top = ((1 - y / edge) / 2) * PAD;
    context.fillStyle = one ? "#2b8fc7" : "#d9731f";
    context.beginPath();
    if (one) context.arc(left, top, 6, 0, 7);
    else context.rect(left - 5, top - 5, 10, 10);
    context.fill();
  }
}

/** One control. `value` is what is written in links. */
class Control {
  /** @param {Setting} setting @param {() => void} changed */
  constructor(setting, changed) {
    this.setting = setting;
    this.value = setting.initial;
    this.id = "set-" + setting.name + "-" + Math.random().toString(36).slice(2, 8);
    this.element = this.build(changed);
    this.show();
  }

  /** @param {() => void} changed @returns {HTMLElement} */
  build(changed) {
    const { kind } = this.setting;
    if (kind === "number") return this.number(changed);
    if (kind === "flag") return this.flag(changed);
    if (kind === "choice") return this.choice(changed);
    if (kind === "points") return this.points(changed);
    if (kind === "matrix") return this.matrix(changed);
    return make("div", { hidden: true });
  }

  /** A pad to draw points of two classes on. @param {() => void} changed */
  points(changed) {
    const edge = Number(this.setting.edge);
    const most = Number(this.setting.most);
    const pad = /** @type {HTMLCanvasElement} */ (make("canvas", { class: "points", width: PAD, height: PAD, tabindex: "0", role: "img" }));
    label(pad, "aria-label", { en: "Draw your own points here", zh: "在这里画自己的点" });
    let chosen = 1;
    const classes = [1, 0].map((one) =>
      make("button", { type: "button", "aria-pressed": String(one === chosen), onclick: () => pick(one) }, both(one ? { en: "blue", zh: "蓝色" } : { en: "orange", zh: "橙色" })),
    );
    const pick = (/** @type {number} */ one) => {
      chosen = one;
      classes.forEach((button, index) => button.setAttribute("aria-pressed", String((index === 0 ? 1 : 0) === one)));
    };
    const list = () => this.value.split(";").filter(Boolean);
    let down = false;
    const add = (/** @type {PointerEvent} */ event) => {
      const box = pad.getBoundingClientRect();
      const at = (/** @type {number} */ share) => Number((Math.max(-1, Math.min(1, share)) * edge).toFixed(3));
      const x = at(((event.clientX - box.left) / box.width) * 2 - 1);
      const y = at(1 - ((event.clientY - box.top) / box.height) * 2);
      const all = list();
      const last = all.at(-1)?.split(",").map(Number);
      if (all.length >= most || (last && down && Math.hypot(last[0] - x, last[1] - y) < 0.05)) return;
      this.value = [...all, `${x},${y},${chosen}`].join(";");
      this.show();
    };
    pad.addEventListener("pointerdown", (event) => {
      pad.setPointerCapture(event.pointerId);
      add(event);
      down = true;
    });
    pad.addEventListener("pointermove", (event) => {
      if (down) add(event);
    });
    pad.addEventListener("pointerup", () => {
      down = false;
      changed();
    });
    const clear = make("button", { type: "button", class: "btn quiet", onclick: () => ((this.value = ""), this.show(), changed()) }, both({ en: "clear", zh: "清空" }));
    this.show = () => draw(pad, list(), edge);
    return make("details", { class: "drawn-points" }, make("summary", {}, both({ en: "draw your own points", zh: "自己画点" })), make("div", { class: "row" }, make("div", { class: "seg", role: "group" }, ...classes), clear), pad);
  }

  /** @param {() => void} changed */
  number(changed) {
    const { min, max, whole, log, title } = this.setting;
    const range = /** @type {HTMLInputElement} */ (make("input", { type: "range", id: this.id, min: 0, max: STEPS, step: "any" }));
    const field = /** @type {HTMLInputElement} */ (make("input", { class: "num", inputmode: "decimal", autocomplete: "off", spellcheck: "false" }));
    label(field, "aria-label", title);
    const at = (/** @type {number} */ share) => (log ? min * (max / min) ** share : min + (max - min) * share);
    if (whole && !log && max - min <= STEPS) {
      range.max = String(max - min);
      range.step = "1";
    }
    range.addEventListener("input", () => {
      this.value = rounded(at(Number(range.value) / Number(range.max)), whole);
      this.show();
    });
    range.addEventListener("change", changed);
    field.addEventListener("change", () => {
      const given = Number(field.value.trim());
      if (field.value.trim() !== "" && Number.isFinite(given)) this.value = exact(Math.min(max, Math.max(min, given)), whole);
      this.show();
      changed();
    });
    this.show = () => {
      const value = Number(this.value);
      const share = log ? Math.log(value / min) / Math.log(max / min) : (value - min) / (max - min);
      range.value = String(share * Number(range.max));
      range.style.setProperty("--v", `${(share * 100).toFixed(1)}%`);
      range.setAttribute("aria-valuetext", this.value);
      field.value = this.value;
    };
    return make("div", { class: "field" }, make("label", { for: this.id }, both(title)), range, field);
  }

  /** @param {() => void} changed */
  flag(changed) {
    const box = /** @type {HTMLInputElement} */ (make("input", { type: "checkbox", role: "switch", id: this.id }));
    box.addEventListener("change", () => {
      this.value = String(box.checked);
      changed();
    });
    this.show = () => {
      box.checked = this.value === "true";
    };
    return make("div", { class: "field flag" }, make("label", { for: this.id }, both(this.setting.title)), box);
  }

  /** @param {() => void} changed */
  choice(changed) {
    const { options, title } = this.setting;
    const select = /** @type {HTMLSelectElement} */ (make("select", { id: this.id }));
    for (const option of options) select.append(make("option", { value: option.name }, read(option.title)));
    select.addEventListener("change", () => {
      this.value = select.value;
      changed();
    });
    this.show = () => {
      select.value = this.value;
    };
    this.speak = () => options.forEach((option, index) => (select.options[index].textContent = read(option.title)));
    return make("div", { class: "field" }, make("label", { for: this.id }, both(title)), select);
  }

  /** A square of numbers, each of which can be changed, and those squares that have a name. @param {() => void} changed */
  matrix(changed) {
    const { min, max, options, title } = this.setting;
    const own = { en: "my own numbers", zh: "自己填的数" };
    const select = /** @type {HTMLSelectElement} */ (make("select", { id: this.id }));
    for (const option of options) select.append(make("option", { value: option.name }, read(option.title)));
    const other = /** @type {HTMLOptionElement} */ (make("option", { value: "", hidden: true }, read(own)));
    select.append(other);
    select.addEventListener("change", () => {
      this.value = select.value;
      this.show();
      changed();
    });
    const cells = make("div", { class: "cells", role: "group" });
    label(cells, "aria-label", title);
    const rows = () => (options.find((option) => option.name === this.value)?.numbers ?? this.value).split(";").map((row) => row.split(","));
    const fields = () => /** @type {HTMLInputElement[]} */ ([...cells.children]);
    const take = (/** @type {HTMLInputElement} */ field) => {
      if (field.value === "") {
        this.show();
        return;
      }
      field.value = String(Math.min(max, Math.max(min, Number(Number(field.value).toFixed(4)))));
      const side = rows().length;
      const numbers = fields().map((one) => one.value);
      const written = Array.from({ length: side }, (_, row) => numbers.slice(row * side, (row + 1) * side).join(",")).join(";");
      this.value = options.find((option) => option.numbers === written)?.name ?? written;
      this.show();
      changed();
    };
    // The fields stay while the size stays, so that the one that is being changed keeps the focus.
    const build = (/** @type {number} */ side) => {
      cells.style.setProperty("--side", String(side));
      cells.replaceChildren(
        ...Array.from({ length: side * side }, (_, index) => {
          const field = /** @type {HTMLInputElement} */ (make("input", { type: "number", class: "num", min, max, step: "any", autocomplete: "off" }));
          const row = Math.floor(index / side) + 1;
          const column = (index % side) + 1;
          label(field, "aria-label", { en: `row ${row}, column ${column}`, zh: `第 ${row} 行第 ${column} 列` });
          field.addEventListener("change", () => take(field));
          return field;
        }),
      );
    };
    this.show = () => {
      const numbers = rows();
      if (cells.children.length !== numbers.length ** 2) build(numbers.length);
      fields().forEach((field, index) => (field.value = numbers.flat()[index]));
      select.value = options.some((option) => option.name === this.value) ? this.value : "";
    };
    this.speak = () => [...options.map((option) => option.title), own].forEach((text, index) => (select.options[index].textContent = read(text)));
    return make("div", { class: "field matrix" }, make("label", { for: this.id }, both(title)), select, cells);
  }

  show() {}

  speak() {}
}

/** The controls of an experiment. */
export class Controls {
  /** @param {Setting[]} settings @param {() => void} changed is called when a person has changed one */
  constructor(settings, changed) {
    this.controls = settings.map((setting) => new Control(setting, changed));
    this.element = make("div", { class: "controls" }, ...this.controls.map((control) => control.element));
  }

  /** @returns {Object<string, string>} */
  values() {
    return Object.fromEntries(this.controls.map((control) => [control.setting.name, control.value]));
  }

  /** Sets what is named, and the rest as it is at the beginning. @param {Object<string, string>} values */
  set(values) {
    for (const control of this.controls) {
      control.value = values[control.setting.name] ?? control.setting.initial;
      control.show();
    }
  }

  /** What differs from the beginning. @returns {Object<string, string>} */
  changes() {
    return Object.fromEntries(this.controls.filter((control) => control.value !== control.setting.initial).map((control) => [control.setting.name, control.value]));
  }

  speak() {
    this.controls.forEach((control) => control.speak());
  }
}
