// The glass box: the arithmetic of one unit at one moment, every product of every sum.

import { both, make } from "./base.js";
import { activationName, isBack, name, slope } from "./glass-moments.js";
import { fmt } from "./glass-paint.js";

/** @typedef {import("./glass-moments.js").Frame} Frame */
/** @typedef {import("./glass-moments.js").Moment} Moment */
/** @typedef {import("./glass-moments.js").Settings} Settings */
/** @typedef {import("./glass-moments.js").Weight} Weight */

const DIGITS = 4;

/** @param {number} value */
const signed = (value) => make("b", { class: value >= 0 ? "up" : "down" }, fmt(value, DIGITS));

/** A line: what is computed, and what comes out. @param {string | Node} what @param {number | null} value @param {string} [kind] */
export function line(what, value, kind = "") {
  return make("div", { class: "line " + kind }, make("span", {}, what), value == null ? "" : signed(value));
}

/** The sum that makes z, and what the activation makes of it. @param {Frame} frame @param {number[]} sizes @param {Settings} settings @param {number} layer @param {number} unit @param {boolean} active @param {boolean} lost */
function forward(frame, sizes, settings, layer, unit, active, lost) {
  const level = frame.levels[layer - 1];
  const inputs = layer === 1 ? frame.x : frame.levels[layer - 2].a;
  const units = sizes[layer];
  const z = name(sizes, "z", layer, unit);
  const lines = [];
  for (let i = 0; i < sizes[layer - 1]; i++) {
    const weight = level.weight.value[i * units + unit];
    lines.push(line(`${name(sizes, "a", layer - 1, i)} × w = ${fmt(inputs[i], DIGITS)} × ${fmt(weight, DIGITS)}`, level.terms[i * units + unit]));
  }
  lines.push(line("+ b", level.bias.value[unit]), line(z, level.z[unit], "total"));
  const last = layer === sizes.length - 1;
  if (active && !last) lines.push(line(`${name(sizes, "a", layer, unit)} = ${activationName(settings.activation)}(${fmt(level.z[unit], DIGITS)})`, level.a[unit]));
  if (active && last) lines.push(line(`p = 1 / (1 + e^−z)`, frame.p));
  if (lost && last) lines.push(line(frame.truth === 1 ? "L = −ln p" : "L = −ln(1 − p)", frame.loss, "total"));
  return lines;
}

/** The sum that makes the gradient of a, and that of z. @param {Frame} frame @param {number[]} sizes @param {Settings} settings @param {number} layer @param {number} unit @param {boolean} sloped */
function backward(frame, sizes, settings, layer, unit, sloped) {
  const level = frame.levels[layer - 1];
  if (layer === sizes.length - 1) return [line(`p − y = ${fmt(frame.p, DIGITS)} − ${frame.truth}`, level.dz[0], "total")];
  const next = frame.levels[layer];
  const units = sizes[layer + 1];
  const lines = [];
  for (let j = 0; j < units; j++) {
    lines.push(line(`∂${name(sizes, "z", layer + 1, j)} × w = ${fmt(next.dz[j], DIGITS)} × ${fmt(next.weight.value[unit * units + j], DIGITS)}`, next.shares[unit * units + j]));
  }
  lines.push(line("∂" + name(sizes, "a", layer, unit), level.da[unit], "total"));
  if (sloped) lines.push(line(`× ${slope(settings)}`, level.slope[unit]), line("∂" + name(sizes, "z", layer, unit), level.dz[unit], "total"));
  return lines;
}

/** The formula of the rule with this step's numbers. @param {Frame} frame @param {Settings} settings */
function rule(frame, settings) {
  if (settings.optimizer === "sgd") return `w′ = w − ${settings.rate} g`;
  return `w′ = w − ${fmt(frame.coefficients[0], DIGITS)} m / (${fmt(frame.coefficients[1], 2)} √v + 10⁻⁸)`;
}

/** How a unit's weights move. @param {Frame} frame @param {number[]} sizes @param {Settings} settings @param {number} layer @param {number} unit */
function update(frame, sizes, settings, layer, unit) {
  const level = frame.levels[layer - 1];
  const inputs = layer === 1 ? frame.x : frame.levels[layer - 2].a;
  const units = sizes[layer];
  const adam = settings.optimizer === "adam";
  const lines = [];
  for (let i = 0; i < sizes[layer - 1]; i++) {
    lines.push(line(`g: ${name(sizes, "a", layer - 1, i)} × ∂z = ${fmt(inputs[i], DIGITS)} × ${fmt(level.dz[unit], DIGITS)}`, level.weight.gradient[i * units + unit]));
  }
  lines.push(line("g: ∂b = ∂z", level.bias.gradient[unit]));
  const titles = ["", "w", ...(adam ? ["m", "v"] : []), "w′ − w", "w′"];
  const rows = make("tbody");
  const row = (/** @type {string} */ title, /** @type {Weight} */ weight, /** @type {number} */ at) => {
    const change = weight.change[at];
    const cells = [weight.value[at], ...weight.slots.map((slot) => slot[at])].map((value) => make("td", { class: "num" }, fmt(value, DIGITS)));
    rows.append(make("tr", {}, make("th", { scope: "row" }, title), ...cells, make("td", { class: "num " + (change >= 0 ? "up" : "down") }, fmt(change, DIGITS)), make("td", { class: "num" }, fmt(weight.next[at], DIGITS))));
  };
  for (let i = 0; i < sizes[layer - 1]; i++) row(name(sizes, "a", layer - 1, i), level.weight, i * units + unit);
  row("b", level.bias, unit);
  const head = make("tr", {}, ...titles.map((title) => make("th", { scope: "col", class: title ? "num" : "" }, title)));
  return [...lines, make("p", { class: "rule" }, rule(frame, settings)), make("div", { class: "scroll" }, make("table", {}, make("thead", {}, head), rows))];
}

/** What is computed for a unit up to a moment: its title, and the lines. @param {Moment[]} all @param {number} at @param {Frame} frame @param {number[]} sizes @param {Settings} settings @param {[number, number]} node
 * @returns {{title: string, lines: Node[]}} */
export function arithmetic(all, at, frame, sizes, settings, node) {
  const [layer, unit] = node;
  const moment = all[at];
  if (layer === 0) return { title: name(sizes, "x", 0, unit), lines: [line(name(sizes, "x", 0, unit), frame.x[unit])] };
  const passed = (/** @type {string} */ kind) => at >= all.findIndex((one) => one.kind === kind && one.layer === layer);
  const last = layer === sizes.length - 1;
  const z = name(sizes, "z", layer, unit);
  if (moment.kind === "W") return { title: `∂L/∂w → ${z}`, lines: update(frame, sizes, settings, layer, unit) };
  if (isBack(moment) && passed(last ? "dz" : "da")) {
    const sloped = passed("dz");
    return { title: "∂L/∂" + name(sizes, sloped ? "z" : "a", layer, unit), lines: backward(frame, sizes, settings, layer, unit, sloped) };
  }
  if (!passed("z")) {
    return { title: z, lines: [make("p", { class: "hint" }, both({ en: "Not computed yet at this moment: go on.", zh: "这一刻还没有算到这里：再往后走。" }))] };
  }
  const active = passed(last ? "p" : "a");
  const lines = forward(frame, sizes, settings, layer, unit, active, moment.kind === "L" || isBack(moment));
  return { title: active ? `${z} → ${name(sizes, "a", layer, unit)}` : z, lines };
}
