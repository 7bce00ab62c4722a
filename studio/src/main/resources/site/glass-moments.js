// The glass box: the moments of one training step, what is known at each, and how it is said.

import { fmt } from "./glass-paint.js";

const ABOVE = "⁰¹²³⁴⁵⁶⁷⁸";
const BELOW = "₀₁₂₃₄₅₆₇₈";

/** @typedef {import("./base.js").Text} Text */
/** @typedef {{kind: "x" | "z" | "a" | "p" | "L" | "dz" | "da" | "W", layer: number, name: string}} Moment */
/** @typedef {{value: Float32Array, gradient: Float32Array, slots: Float32Array[], change: Float32Array, next: Float32Array}} Weight */
/** @typedef {{z: Float32Array, a: Float32Array, slope: Float32Array, dz: Float32Array, da: Float32Array, terms: Float32Array, shares: Float32Array, weight: Weight, bias: Weight}} Level */
/** @typedef {{step: number, sample: number, x: Float32Array, levels: Level[], p: number, loss: number, truth: number, coefficients: Float32Array, side: number, maps: {largest: number, levels: Uint8Array}[][], fieldSide: number, field: Uint8Array}} Frame */
/** @typedef {{hidden: number[], activation: "tanh" | "relu" | "sigmoid", data: string, optimizer: "adam" | "sgd", rate: number, seed: number}} Settings */

/** The moments of a step of a network: forward, back, and the update. @param {number[]} sizes @returns {Moment[]} */
export function moments(sizes) {
  const last = sizes.length - 1;
  /** @type {Moment[]} */ const all = [{ kind: "x", layer: 0, name: "x" }];
  for (let layer = 1; layer <= last; layer++) {
    all.push({ kind: "z", layer, name: "z" + ABOVE[layer] });
    all.push(layer < last ? { kind: "a", layer, name: "a" + ABOVE[layer] } : { kind: "p", layer, name: "p" });
  }
  all.push({ kind: "L", layer: last, name: "L" }, { kind: "dz", layer: last, name: "∂z" + ABOVE[last] });
  for (let layer = last - 1; layer >= 1; layer--) {
    all.push({ kind: "da", layer, name: "∂a" + ABOVE[layer] }, { kind: "dz", layer, name: "∂z" + ABOVE[layer] });
  }
  all.push({ kind: "W", layer: last, name: "W −= …" });
  return all;
}

/** Whether a moment belongs to the way back. @param {Moment} moment */
export const isBack = (moment) => ["dz", "da", "W"].includes(moment.kind);

/** What a unit's number is called. @param {number[]} sizes @param {string} letter @param {number} layer @param {number} unit */
export function name(sizes, letter, layer, unit) {
  if (layer === 0) return "x" + BELOW[unit + 1];
  if (letter === "a" && layer === sizes.length - 1) return "p";
  return letter + ABOVE[layer] + (layer === sizes.length - 1 ? "" : BELOW[unit + 1]);
}

/** What is known of a unit at a moment. @param {Moment[]} all @param {number} at @param {Frame} frame @param {number[]} sizes @param {number} layer @param {number} unit
 * @returns {{name: string, value: number | null, gradient: number | null}} */
export function known(all, at, frame, sizes, layer, unit) {
  if (layer === 0) return { name: name(sizes, "x", 0, unit), value: frame.x[unit], gradient: null };
  const level = frame.levels[layer - 1];
  const came = (/** @type {string[]} */ ...kinds) => all.findIndex((moment) => kinds.includes(moment.kind) && moment.layer === layer);
  const passed = (/** @type {number} */ index) => index >= 0 && at >= index;
  const active = passed(came("a", "p"));
  return {
    name: name(sizes, active ? "a" : "z", layer, unit),
    value: active ? level.a[unit] : passed(came("z")) ? level.z[unit] : null,
    gradient: passed(came("dz")) ? level.dz[unit] : passed(came("da")) ? level.da[unit] : null,
  };
}

/** @param {string} activation */
export const activationName = (activation) => (activation === "relu" ? "ReLU" : activation);

const SLOPES = { tanh: "1 − a²", sigmoid: "a (1 − a)", relu: "0 | 1" };

/** The slope of an activation, as a formula. @param {Settings} settings */
export const slope = (settings) => SLOPES[settings.activation];

/** What happens at a moment. @param {Moment} moment @param {number[]} sizes @param {Settings} settings @returns {Text} */
export function saying(moment, sizes, settings) {
  const last = sizes.length - 1;
  const activation = activationName(settings.activation);
  const { kind, layer } = moment;
  switch (kind) {
    case "x":
      return { en: "A sample arrives: two coordinates.", zh: "一个样本进来：两个坐标。" };
    case "z":
      if (layer === last) return { en: "The last neuron gives a single number.", zh: "最后一个神经元只给出一个数。" };
      if (layer === 1) return { en: "Each neuron multiplies its inputs by weights, adds them up, and adds its bias.", zh: "每个神经元把输入乘以权重，加起来，再加偏置。" };
      return { en: "The same with the outputs of the layer before.", zh: "对前一层的输出做同样的事。" };
    case "a":
      if (settings.activation === "tanh") return { en: "tanh squeezes it between −1 and 1.", zh: "tanh 把它压到 −1 和 1 之间。" };
      if (settings.activation === "sigmoid") return { en: "sigmoid squeezes it between 0 and 1.", zh: "sigmoid 把它压到 0 和 1 之间。" };
      return { en: "ReLU keeps what is positive and makes the rest 0.", zh: "ReLU 保留正数，其余变成 0。" };
    case "p":
      return { en: "sigmoid makes it a probability: how likely class 1 is.", zh: "sigmoid 把它变成概率：属于类别 1 的可能性。" };
    case "L":
      return { en: "The loss: how far the answer is from the truth.", zh: "损失：答案离真相有多远。" };
    case "da":
      return { en: "The error is shared out along the weights.", zh: "误差沿着权重分给前一层的每个神经元。" };
    case "dz":
      if (layer === last) return { en: "Now back. The error at the output is just p − y.", zh: "往回走。输出处的误差就是 p − y。" };
      if (settings.activation === "relu") return { en: "Times the slope of ReLU: 1 where z > 0, else 0. A neuron that is off learns nothing.", zh: "乘以 ReLU 的斜率：z > 0 时为 1，否则为 0。关闭的神经元什么也学不到。" };
      return { en: `Times the slope of ${activation}, ${slope(settings)}. A saturated neuron hardly learns.`, zh: `乘以 ${activation} 的斜率 ${slope(settings)}。饱和的神经元几乎学不到东西。` };
    case "W":
      return settings.optimizer === "adam"
        ? { en: "A weight's gradient is its input times the error at its output. Adam steps along its running mean m, divided by the root of that of its square, v.", zh: "权重的梯度 = 它的输入 × 输出端的误差。Adam 沿梯度的滑动平均 m 走一步，再除以平方的滑动平均 v 的根。" }
        : { en: "A weight's gradient is its input times the error at its output. SGD subtracts the rate times it.", zh: "权重的梯度 = 它的输入 × 输出端的误差。SGD 减去学习率乘以梯度。" };
  }
}

/** The moment in a sentence for those who do not see the picture. @param {Moment} moment @param {Frame} frame @param {number[]} sizes @returns {Text} */
export function told(moment, frame, sizes) {
  const level = frame.levels[Math.max(0, moment.layer - 1)];
  const list = (/** @type {Float32Array} */ values) => [...values].map((value) => fmt(value)).join(", ");
  const values = { x: list(frame.x), z: list(level.z), a: list(level.a), p: fmt(frame.p), L: fmt(frame.loss), dz: list(level.dz), da: list(level.da), W: "" }[moment.kind];
  const of = moment.kind === "W" ? { en: "all weights move", zh: "所有权重更新" } : { en: `${moment.name} = ${values}`, zh: `${moment.name} = ${values}` };
  return { en: `Step ${frame.step + 1}, sample ${frame.sample + 1} of class ${frame.truth}: ${of.en}`, zh: `第 ${frame.step + 1} 步，样本 ${frame.sample + 1}（类别 ${frame.truth}）：${of.zh}` };
}

/** The unit that a moment is about, where nobody picked one. @param {Moment} moment @returns {[number, number]} */
export const usual = (moment) => [moment.layer, 0];
