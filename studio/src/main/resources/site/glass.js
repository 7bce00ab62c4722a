// The glass box: a small network whose training is scrubbed step by step, or the network of a run.

import { ask, bytes, words } from "./ask.js";
import { $, $$, both, drawing, label, language, make, onChange, start, toast, typing } from "./base.js";
import { curve, history, nearest, plane } from "./glass-field.js";
import { activationName, isBack, moments, name, saying, told, usual } from "./glass-moments.js";
import { NetView } from "./glass-net.js";
import { floats, fmt } from "./glass-paint.js";
import { RunView } from "./glass-run.js";
import { arithmetic } from "./glass-sum.js";

start();

const NAMES = ["activation", "data", "optimizer", "rate", "seed"];
const KEPT = 80;
const PLAY = '<svg xmlns="http://www.w3.org/2000/svg" width="14" height="14" viewBox="0 0 14 14" aria-hidden="true"><path d="M2.5 .9v12.2L13 7z" fill="currentColor"/></svg>';
const PAUSE = '<svg xmlns="http://www.w3.org/2000/svg" width="14" height="14" viewBox="0 0 14 14" aria-hidden="true"><path d="M2 1h3.6v12H2zM8.4 1H12v12H8.4z" fill="currentColor"/></svg>';

/** @typedef {import("./glass-moments.js").Frame} Frame */
/** @typedef {{settings: import("./glass-moments.js").Settings, sizes: number[], steps: number, overflow: boolean, order: number[], points: Float32Array, labels: number[], losses: Float32Array, accuracies: Float32Array, weights: Float32Array}} Net */

const query = new URLSearchParams(location.search);
let run = query.get("run") ?? "";
/** @type {Net | null} */ let net = null;
/** @type {Frame | null} */ let frame = null;
/** @type {import("./glass-moments.js").Moment[]} */ let all = [];
/** @type {Map<string, Frame>} */ const frames = new Map();
let step = Number(query.get("step") ?? 39);
let at = 0;
/** @type {number | null} */ let sample = query.has("sample") ? Number(query.get("sample")) : null;
/** @type {[number, number] | null} */ let picked = null;
/** @type {Record<string, number | undefined>} */ const timers = {};
/** @type {number | undefined} */ let speaking;

const field = /** @type {HTMLCanvasElement} */ ($("#field"));
const input = (/** @type {string} */ id) => /** @type {HTMLInputElement} */ ($("#" + id));
const view = new NetView(/** @type {any} */ ($("#net")), pick);
const opened = new RunView(tell, address);

/** @param {any} failure */
function tell(failure) {
  $("#failure").replaceChildren(both(words(failure)));
  $("#failure").hidden = false;
}

// ---- settings --------------------------------------------------------------------------------------
/** The settings as they stand in the controls, for an address. */
function chosen() {
  const hidden = $$("[data-hidden]").map((select) => Number(/** @type {HTMLSelectElement} */ (select).value));
  const wanted = new URLSearchParams({ hidden: hidden.filter((units) => units > 0).join(",") });
  for (const name of NAMES) wanted.set(name, input(name).value.trim());
  return wanted;
}

/** Puts settings into the controls: those of the address, or as the studio understood them. @param {Record<string, any>} settings */
function put(settings) {
  const hidden = String(settings.hidden ?? "4,3").split(",");
  $$("[data-hidden]").forEach((select, i) => (/** @type {HTMLSelectElement} */ (select).value = hidden[i] ?? "0"));
  const initial = { activation: "tanh", data: "moons", optimizer: "adam", rate: "0.03", seed: "2" };
  for (const name of NAMES) input(name).value = String(settings[name] ?? initial[/** @type {"rate"} */ (name)]);
}

function address() {
  const wanted = run ? new URLSearchParams({ run, picture: String(opened.picture) }) : chosen();
  if (!run) {
    wanted.set("step", String(step));
    wanted.set("moment", all[at]?.kind + (all[at]?.layer ?? ""));
    if (sample !== null) wanted.set("sample", String(sample));
    if (picked) wanted.set("node", picked.join());
  }
  window.history.replaceState(null, "", "?" + wanted);
}

async function train() {
  const wanted = chosen();
  if (!frame) $("#sum").replaceChildren(make("p", { class: "say" }, both({ en: "Training the network …", zh: "正在训练网络……" })));
  try {
    const answer = await ask("api/glass/net?" + wanted);
    if (run || String(chosen()) !== String(wanted)) return;
    const before = net;
    net = { ...answer, points: floats(answer.points), losses: floats(answer.losses), accuracies: floats(answer.accuracies), weights: floats(answer.weights) };
    $("#failure").hidden = true;
    frames.clear();
    frame = null;
    const sizes = /** @type {Net} */ (net).sizes;
    const kind = before ? all[at] : null;
    all = moments(sizes);
    const named = all.findIndex((moment) => moment.kind + moment.layer === query.get("moment"));
    const same = kind ? all.findIndex((moment) => moment.kind === kind.kind) : named;
    at = same >= 0 ? same : all.findIndex((moment) => moment.kind === "p");
    const node = (before ? "" : (query.get("node") ?? "")).split(",").map(Number);
    picked = node.length === 2 && node[1] >= 0 && node[1] < sizes[node[0]] ? [node[0], node[1]] : null;
    if (sample !== null && !(sample >= 0 && sample < answer.labels.length)) sample = null;
    view.build(sizes);
    showMoments();
    facts();
    go(step);
  } catch (failure) {
    if (!frame) $("#sum").replaceChildren();
    tell(failure);
  }
}

function facts() {
  if (!net) return;
  const { settings, sizes } = net;
  const count = sizes.slice(1).reduce((sum, units, i) => sum + units * (sizes[i] + 1), 0);
  const chip = (/** @type {string | Node} */ text, kind = "") => make("span", { class: "chip " + kind }, text);
  $("#facts").replaceChildren(
    chip(sizes.join(" → "), "num"),
    chip(both({ en: `${count} parameters`, zh: `${count} 个参数` })),
    chip(activationName(settings.activation)),
    chip(`${settings.optimizer === "adam" ? "Adam" : "SGD"} ${settings.rate}`),
    ...(net.overflow ? [chip(both({ en: `overflows at step ${net.steps + 1}`, zh: `第 ${net.steps + 1} 步溢出` }), "warm")] : []),
  );
}

for (const select of $$("[data-hidden], #activation, #data, #optimizer, #rate, #seed")) select.addEventListener("change", train);
$("#another").addEventListener("click", () => {
  input("seed").value = String(Math.floor(Math.random() * 1000000));
  train();
});

// ---- time ------------------------------------------------------------------------------------------
/** Goes to a step of the training. @param {number} wanted */
async function go(wanted) {
  if (!net) return;
  const trained = net;
  step = Math.max(0, Math.min(net.order.length - 1, Math.round(wanted) || 0));
  const which = sample ?? net.order[step];
  const key = `${step},${which}`;
  showLanes();
  const found = frames.get(key);
  if (found) {
    frame = found;
    render();
    return;
  }
  if (loading) {
    waiting = true;
    return;
  }
  loading = true;
  try {
    const parameters = chosen();
    parameters.set("step", String(step));
    parameters.set("sample", String(which));
    const next = decoded(await ask("api/glass/step?" + parameters));
    if (trained === net) {
      frames.set(key, next);
      if (frames.size > KEPT) frames.delete(/** @type {string} */ (frames.keys().next().value));
      frame = next;
      render();
    }
  } catch (failure) {
    stop();
    tell(failure);
  }
  loading = false;
  if (waiting) {
    waiting = false;
    go(step);
  }
}
let loading = false;
let waiting = false;

/** @param {any} answer @returns {Frame} */
function decoded(answer) {
  const weight = (/** @type {any} */ one) => ({ value: floats(one.value), gradient: floats(one.gradient), slots: one.slots.map(floats), change: floats(one.change), next: floats(one.next) });
  const levels = answer.levels.map((/** @type {any} */ one) => ({ z: floats(one.z), a: floats(one.a), slope: floats(one.slope), dz: floats(one.dz), da: floats(one.da), terms: floats(one.terms), shares: floats(one.shares), weight: weight(one.weight), bias: weight(one.bias) }));
  const maps = answer.maps.map((/** @type {any[]} */ layer) => layer.map((one) => ({ largest: one.largest, levels: bytes(one.levels) })));
  return { ...answer, x: floats(answer.x), coefficients: floats(answer.coefficients), field: bytes(answer.field), levels, maps };
}

/** @param {number} wanted */
function enter(wanted) {
  at = Math.max(0, Math.min(all.length - 1, wanted));
  picked = null;
  render();
}

/** @param {number} layer @param {number} unit */
function pick(layer, unit) {
  picked = picked?.[0] === layer && picked[1] === unit ? null : [layer, unit];
  render();
}

function stop() {
  for (const name of ["moment", "step"]) {
    clearInterval(timers[name]);
    delete timers[name];
  }
  showPlays();
}

/** @param {string} name @param {number} pause @param {() => void} tick */
function playable(name, pause, tick) {
  $("#play-" + name).addEventListener("click", () => {
    const playing = timers[name] !== undefined;
    stop();
    if (!playing) {
      if (name === "step" && net && step >= net.order.length - 1) step = 0;
      timers[name] = setInterval(tick, pause);
      showPlays();
    }
  });
}

playable("moment", 900, () => {
  if (at + 1 < all.length) {
    enter(at + 1);
  } else {
    at = 0;
    picked = null;
    go(step + 1);
  }
});
playable("step", 90, () => {
  if (loading) return;
  if (net && step + 1 < net.order.length) go(step + 1);
  else stop();
});

function showPlays() {
  for (const name of ["moment", "step"]) {
    const button = $("#play-" + name);
    const playing = timers[name] !== undefined;
    button.replaceChildren(drawing(playing ? PAUSE : PLAY));
    const moment = name === "moment";
    label(button, "aria-label", playing ? { en: "Pause", zh: "暂停" } : moment ? { en: "Play this step", zh: "播放这一步" } : { en: "Play the training", zh: "播放训练过程" });
  }
}

function showMoments() {
  $("#moments").replaceChildren(...all.map((moment, i) => make("button", { type: "button", class: isBack(moment) ? "back" : "", onclick: () => enter(i) }, moment.name)));
}

function showLanes() {
  if (!net) return;
  const lane = (/** @type {string} */ id, /** @type {number} */ value, /** @type {number} */ most, /** @type {import("./base.js").Text} */ text) => {
    const range = input(id);
    range.max = String(most);
    range.value = String(value);
    range.style.setProperty("--v", `${most ? (100 * value) / most : 0}%`);
    range.setAttribute("aria-valuetext", text[language()]);
    const output = $(`output[for="${id}"]`);
    output.replaceChildren(both(text));
  };
  const moment = all[at];
  const way = moment.kind === "W" ? { en: "update", zh: "更新" } : isBack(moment) ? { en: "backward", zh: "反向" } : { en: "forward", zh: "前向" };
  lane("moment", at, all.length - 1, { en: `${way.en}: ${moment.name}`, zh: `${way.zh}：${moment.name}` });
  lane("step", step, net.order.length - 1, { en: `step ${step + 1}`, zh: `第 ${step + 1} 步` });
  input("moment").classList.toggle("back", isBack(moment));
}

input("moment").addEventListener("input", () => enter(Number(input("moment").value)));
input("step").addEventListener("input", () => go(Number(input("step").value)));

// ---- the picture -----------------------------------------------------------------------------------
function render() {
  if (run || !net || !frame) return;
  showLanes();
  $$("#moments button").forEach((button, i) => {
    button.setAttribute("aria-pressed", String(i === at));
    if (i === at) $("#moments").scrollLeft = button.offsetLeft - $("#moments").clientWidth / 2;
  });
  view.update(all, at, frame, picked);
  plane(field, net, frame);
  curve($("#curve"), net, frame.step);
  const right = (net.accuracies[frame.step] * 100).toFixed(1);
  const loss = fmt(net.losses[frame.step]);
  $("#verdict").replaceChildren(both({ en: `right ${right}% · L ${loss}`, zh: `正确 ${right}% · L ${loss}` }));
  const own = frame.sample === net.order[frame.step];
  $("#sample").replaceChildren(both({ en: `sample ${frame.sample + 1}, class ${frame.truth}`, zh: `样本 ${frame.sample + 1}，类别 ${frame.truth}` }));
  $("#sample-own").hidden = sample === null;
  $("#about").replaceChildren(
    both(
      own
        ? { en: "A step here is on one sample, the ringed one: so each weight's gradient is one product, and every number can be checked by hand.", zh: "这里的一步只用一个样本（带圈的那个），所以每个权重的梯度就是一个乘积，每个数都能用手验算。" }
        : { en: "Not the sample of this step: what you see is what the step would have been with it.", zh: "这不是本步所用的样本：图中是换成它之后，这一步会怎样。" },
    ),
  );
  const moment = all[at];
  const sum = arithmetic(all, at, frame, net.sizes, net.settings, picked ?? usual(moment));
  $("#title").textContent = sum.title;
  const words = picked ? { en: "The neuron you picked, up to this moment:", zh: "你选中的神经元，到这一刻为止的算式：" } : saying(moment, net.sizes, net.settings);
  $("#sum").replaceChildren(make("p", { class: "say" }, both(words)), ...sum.lines);
  showHistory(picked ?? usual(moment));
  clearTimeout(speaking);
  speaking = setTimeout(() => {
    if (frame && net) $("#live").replaceChildren(both(told(moment, frame, net.sizes)));
    address();
  }, 300);
}

/** @param {[number, number]} node */
function showHistory([layer, unit]) {
  const figure = $("#history");
  figure.hidden = layer === 0;
  if (layer === 0 || !net || !frame) return;
  const { sizes } = net;
  const title = name(sizes, "z", layer, unit);
  const plot = make("div");
  figure.replaceChildren(make("figcaption", {}, both({ en: `The weights of ${title} over the training`, zh: `${title} 的权重在训练中的变化` })), plot);
  history(plot, net, layer, unit, frame.step, (input) => name(sizes, "a", layer - 1, input));
}

/** @param {number | null} wanted */
function take(wanted) {
  if (!net) return;
  sample = wanted === null ? null : (wanted + net.labels.length) % net.labels.length;
  go(step);
}

field.addEventListener("click", (event) => net && take(nearest(field, event, net)));
$("#sample-before").addEventListener("click", () => frame && take(frame.sample - 1));
$("#sample-after").addEventListener("click", () => frame && take(frame.sample + 1));
$("#sample-own").addEventListener("click", () => take(null));

document.addEventListener("keydown", (event) => {
  const target = /** @type {Element} */ (event.target);
  if (run || typing(event) || event.ctrlKey || event.metaKey || event.altKey || target.closest("input, canvas, button")) return;
  if (event.key === "ArrowRight") enter(at + 1);
  else if (event.key === "ArrowLeft") enter(at - 1);
  else if (event.key === "ArrowUp") go(step + 1);
  else if (event.key === "ArrowDown") go(step - 1);
  else if (event.key === " ") $("#play-moment").click();
  else if (event.key === "Escape" && picked) pick(...picked);
  else return;
  event.preventDefault();
});

// ---- which network ---------------------------------------------------------------------------------
async function choices() {
  const select = /** @type {HTMLSelectElement} */ ($("#which"));
  /** @type {string[]} */ let names = run ? [run] : [];
  try {
    names = (await ask("api/runs")).runs.map((/** @type {any} */ one) => one.name);
    if (run && !names.includes(run)) names.unshift(run);
  } catch (failure) {
    toast({ en: "The runs cannot be listed.", zh: "无法列出训练。" });
  }
  select.replaceChildren(make("option", { value: "", "data-en": "built-in, small", "data-zh": "内置小网络" }), ...names.map((name) => make("option", { value: name }, name)));
  select.value = run;
  speak();
}

/** Options hold text alone, so their language is set here. */
function speak() {
  for (const option of $$("option[data-en]")) option.textContent = option.dataset[language()] ?? "";
}

/** Shows the network that is chosen. */
function open() {
  stop();
  $("#failure").hidden = true;
  $("#small").hidden = run !== "";
  $("#own").hidden = run !== "";
  $("#large").hidden = run === "";
  $("#pictures").hidden = run === "";
  if (run) opened.open(run);
  else train();
}

$("#which").addEventListener("change", () => {
  run = /** @type {HTMLSelectElement} */ ($("#which")).value;
  opened.picture = 0;
  open();
});
$("#earlier").addEventListener("click", () => opened.turn(-1));
$("#later").addEventListener("click", () => opened.turn(1));
$("#random").addEventListener("click", () => opened.turn(0));

onChange(() => {
  speak();
  if (run) opened.render();
  else render();
});
let resized = 0;
addEventListener("resize", () => {
  cancelAnimationFrame(resized);
  resized = requestAnimationFrame(() => (run ? opened.render() : render()));
});

opened.picture = Number(query.get("picture") ?? 0) || 0;
put(Object.fromEntries(query));
showPlays();
choices();
open();
