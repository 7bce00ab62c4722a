// Controls for the settings of an experiment: sliders, switches and choices, made from what the engine says of them.

import { both, label, make, read } from "./base.js";

const STEPS = 400;

/** @typedef {{name: string, title: import("./base.js").Text, initial: string, kind: string, min: number, max: number, whole: boolean, log: boolean, options: {name: string, title: import("./base.js").Text}[], most: number}} Setting */

/** A number as short as it can be said. @param {number} value @param {boolean} whole */
function written(value, whole) {
  if (whole) return String(Math.round(value));
  if (value === 0) return "0";
  return String(Number(value.toPrecision(3)));
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
    return make("div", { hidden: true });
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
      this.value = written(at(Number(range.value) / Number(range.max)), whole);
      this.show();
    });
    range.addEventListener("change", changed);
    field.addEventListener("change", () => {
      const given = Number(field.value.trim());
      if (field.value.trim() !== "" && Number.isFinite(given)) this.value = written2(Math.min(max, Math.max(min, given)), whole);
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

  show() {}

  speak() {}
}

/** Typed numbers keep all their digits. @param {number} value @param {boolean} whole */
function written2(value, whole) {
  return whole ? String(Math.round(value)) : String(value);
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
