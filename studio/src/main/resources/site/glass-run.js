// The glass box: the network of a run, layer by layer: values and gradients as nodes, strips or maps.

import { ask, bytes } from "./ask.js";
import { $, both, label, make, read } from "./base.js";
import { line } from "./glass-sum.js";
import { floats, fmt, image, scale } from "./glass-paint.js";

const FEW = 12;
const CELL = 9;
const GAP = 2;
const SMALLEST = 40;

/** @typedef {{largest: number, levels: string}} Picture */
/** @typedef {{path: string, title: import("./base.js").Text, sizes: number[], shown: number, value: Picture, gradient: Picture, values?: string, gradients?: string}} Layer */
/** @typedef {{parameters: number, pictures: number, picture: number, known: boolean, label: number, loss: number, classes: string[], probabilities: string, layers: Layer[]}} Seen */

/** How the numbers of a layer lie on its canvas: tiles in rows. @param {Layer} layer @param {number} width the room there is */
function tiling(layer, width) {
  const { sizes } = layer;
  if (sizes.length === 1) {
    const columns = Math.max(1, Math.min(sizes[0], Math.floor(width / CELL), 64));
    return { tiles: sizes[0], w: 1, h: 1, columns, zoom: CELL, gap: 0 };
  }
  const w = sizes[sizes.length - 1];
  const h = sizes[sizes.length - 2];
  const zoom = Math.max(1, Math.min(8, Math.floor(SMALLEST / w)), layer.shown === 1 ? Math.floor(112 / w) : 0);
  const columns = Math.max(1, Math.min(layer.shown, Math.floor((width + GAP) / (w * zoom + GAP))));
  return { tiles: layer.shown, w, h, columns, zoom, gap: GAP };
}

/** @param {Layer} layer @param {number} unit @returns {string} */
function placeOf(layer, unit) {
  if (layer.sizes.length === 1) return String(unit + 1);
  const [w, h] = [layer.sizes[layer.sizes.length - 1], layer.sizes[layer.sizes.length - 2]];
  const where = `${Math.floor(unit / w) % h + 1}, ${(unit % w) + 1}`;
  return layer.sizes.length === 3 ? `${Math.floor(unit / (w * h)) + 1}: ${where}` : where;
}

export class RunView {
  picture = 0;
  #run = "";
  /** @type {Seen | null} */ #seen = null;
  /** @type {{layer: number, unit: number} | null} */ #picked = null;
  #depth = Number.POSITIVE_INFINITY;

  /** @param {(failure: any) => void} tell @param {() => void} moved is called when what is shown has another address */
  constructor(tell, moved) {
    this.tell = tell;
    this.moved = moved;
    const depth = /** @type {HTMLInputElement} */ ($("#depth"));
    depth.addEventListener("input", () => {
      this.#depth = Number(depth.value);
      this.#reveal();
    });
  }

  /** @param {string} run */
  async open(run) {
    this.#run = run;
    this.#picked = null;
    await this.#load();
  }

  /** Another picture: the next or the one before, or any. @param {number} by */
  turn(by) {
    const count = this.#seen?.pictures || 10000;
    this.picture = by === 0 ? Math.floor(Math.random() * count) : (this.picture + by + count) % count;
    this.#load();
  }

  async #load() {
    const run = this.#run;
    try {
      const seen = await ask(`api/glass/runs/${encodeURIComponent(run)}?picture=${this.picture}`);
      if (run !== this.#run || seen.picture !== this.picture) return;
      this.#seen = seen;
      $("#failure").hidden = true;
      this.render();
      const last = this.#picked ?? { layer: seen.layers.length - 1, unit: seen.label };
      this.#choose(last.layer, last.unit);
      this.moved();
    } catch (failure) {
      this.#seen = null;
      $("#large").hidden = true;
      this.tell(failure);
    }
  }

  render() {
    const seen = this.#seen;
    if (!seen) return;
    $("#large").hidden = false;
    const answer = floats(seen.probabilities);
    const said = answer.indexOf(Math.max(...answer));
    const right = said === seen.label;
    $("#facts").replaceChildren(
      make("span", { class: "chip" }, both({ en: `${seen.parameters.toLocaleString("en")} parameters`, zh: `${seen.parameters.toLocaleString("en")} 个参数` })),
      make("span", { class: "chip" }, both(seen.pictures ? { en: `test picture ${seen.picture + 1}`, zh: `测试图片 ${seen.picture + 1}` } : { en: `noise ${seen.picture + 1}: no test data here`, zh: `噪声 ${seen.picture + 1}：没有测试数据` })),
      make("span", { class: "chip " + (right ? "good" : "warm") }, both({ en: `says ${seen.classes[said]}, ${(answer[said] * 100).toFixed(1)} %`, zh: `回答 ${seen.classes[said]}，${(answer[said] * 100).toFixed(1)} %` })),
      make("span", { class: "chip num" }, `L = −ln p(${seen.classes[seen.label]}) = ${fmt(seen.loss, 4)}`),
    );
    const colors = scale();
    const place = $("#layers");
    const focused = document.activeElement?.getAttribute("data-layer");
    const side = document.activeElement?.getAttribute("data-side");
    place.replaceChildren(...seen.layers.map((layer, i) => this.#row(layer, i, colors, place.clientWidth)));
    if (focused) $(`#layers [data-layer="${focused}"][data-side="${side}"]`)?.focus();
    this.#reveal();
    this.#mark();
    const words = seen.known ? { en: `${seen.layers.length} layers; the truth is ${seen.classes[seen.label]}, the loss ${fmt(seen.loss)}`, zh: `共 ${seen.layers.length} 层；真相是 ${seen.classes[seen.label]}，损失 ${fmt(seen.loss)}` } : { en: `${seen.layers.length} layers; the loss asks for the answer itself, ${seen.classes[seen.label]}`, zh: `共 ${seen.layers.length} 层；损失以网络自己的回答 ${seen.classes[seen.label]} 为准` };
    $("#live").replaceChildren(both(words));
  }

  /** @param {Layer} layer @param {number} index @param {import("./glass-paint.js").Rgb[]} colors @param {number} width */
  #row(layer, index, colors, width) {
    const room = width < 620 ? width - 8 : (width - 150) / 2;
    const head = make("div", { class: "about" }, make("b", {}, both(layer.title)), make("small", {}, layer.sizes.join(" × ")), ...(layer.path ? [make("small", {}, "#" + layer.path)] : []));
    if (layer.shown < (layer.sizes.length === 3 ? layer.sizes[0] : 1)) head.append(make("small", {}, both({ en: `the first ${layer.shown}`, zh: `只显示前 ${layer.shown} 个` })));
    return make("div", { class: "row", "data-row": index }, head, this.#side(layer, index, "value", colors, room), this.#side(layer, index, "gradient", colors, room));
  }

  /** @param {Layer} layer @param {number} index @param {"value" | "gradient"} side @param {import("./glass-paint.js").Rgb[]} colors @param {number} room */
  #side(layer, index, side, colors, room) {
    const title = side === "value" ? { en: `± ${fmt(layer.value.largest)}`, zh: `± ${fmt(layer.value.largest)}` } : { en: `∂ ± ${fmt(layer.gradient.largest, 4)}`, zh: `∂ ± ${fmt(layer.gradient.largest, 4)}` };
    const exact = side === "value" ? layer.values : layer.gradients;
    const picture = exact && layer.sizes[0] <= FEW ? this.#cells(layer, index, side, floats(exact)) : this.#canvas(layer, index, side, colors, room);
    return make("div", { class: "side " + side }, make("small", {}, both(title)), picture);
  }

  /** A few units: each a button with its number. @param {Layer} layer @param {number} index @param {"value" | "gradient"} side @param {Float32Array} values */
  #cells(layer, index, side, values) {
    const last = index === /** @type {Seen} */ (this.#seen).layers.length - 1;
    const buttons = [...values].map((value, unit) => {
      const title = last ? /** @type {Seen} */ (this.#seen).classes[unit] : String(unit + 1);
      const button = make("button", { type: "button", class: "cell " + (value >= 0 ? "plus" : "minus"), "data-layer": index, "data-unit": unit, "data-side": side, onclick: () => this.#choose(index, unit) }, make("small", {}, title), fmt(value, side === "value" ? 2 : 3));
      button.style.setProperty("--k", `${Math.round((60 * Math.abs(value)) / layer[side].largest)}%`);
      label(button, "aria-label", { en: `${side} ${title}: ${fmt(value)}`, zh: `${side === "value" ? "值" : "梯度"} ${title}：${fmt(value)}` });
      return button;
    });
    return make("div", { class: "cells" }, ...buttons);
  }

  /** Many units: a strip, or a grid of maps. @param {Layer} layer @param {number} index @param {"value" | "gradient"} side @param {import("./glass-paint.js").Rgb[]} colors @param {number} room */
  #canvas(layer, index, side, colors, room) {
    const lay = tiling(layer, room);
    const rows = Math.ceil(lay.tiles / lay.columns);
    const [stepX, stepY] = [lay.w * lay.zoom + lay.gap, lay.h * lay.zoom + lay.gap];
    const canvas = /** @type {HTMLCanvasElement} */ (make("canvas", { width: lay.columns * stepX - lay.gap, height: rows * stepY - lay.gap, tabindex: 0, role: "button", "data-layer": index, "data-side": side }));
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    context.imageSmoothingEnabled = false;
    const levels = bytes(layer[side].levels);
    const size = lay.w * lay.h;
    for (let tile = 0; tile < lay.tiles; tile++) {
      const map = image(levels.subarray(tile * size, (tile + 1) * size), lay.w, colors);
      context.drawImage(map, (tile % lay.columns) * stepX, Math.floor(tile / lay.columns) * stepY, lay.w * lay.zoom, lay.h * lay.zoom);
    }
    label(canvas, "aria-label", { en: `${read(layer.title)} ${side === "value" ? "values" : "gradients"}, ${layer.sizes.join(" × ")}`, zh: `${read(layer.title)} 的${side === "value" ? "值" : "梯度"}，${layer.sizes.join(" × ")}` });
    canvas.addEventListener("click", (event) => {
      const box = canvas.getBoundingClientRect();
      const x = ((event.clientX - box.left) / box.width) * canvas.width;
      const y = ((event.clientY - box.top) / box.height) * canvas.height;
      const tile = Math.floor(y / stepY) * lay.columns + Math.floor(x / stepX);
      const [column, row] = [Math.floor((x % stepX) / lay.zoom), Math.floor((y % stepY) / lay.zoom)];
      if (tile < lay.tiles && column < lay.w && row < lay.h) this.#choose(index, tile * size + row * lay.w + column);
    });
    canvas.addEventListener("keydown", (event) => {
      const down = lay.h > 1 ? lay.w : lay.columns;
      const by = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: down, ArrowUp: -down, Enter: 0, " ": 0 }[event.key];
      if (by === undefined) return;
      event.preventDefault();
      const from = this.#picked?.layer === index ? this.#picked.unit : 0;
      this.#choose(index, Math.max(0, Math.min(lay.tiles * size - 1, from + by)));
    });
    return canvas;
  }

  /** Values come layer by layer, then gradients from the last layer back. */
  #reveal() {
    const seen = this.#seen;
    if (!seen) return;
    const count = seen.layers.length;
    const most = 2 * count - 1;
    this.#depth = Math.min(this.#depth, most);
    const depth = /** @type {HTMLInputElement} */ ($("#depth"));
    depth.max = String(most);
    depth.value = String(this.#depth);
    depth.style.setProperty("--v", `${(100 * this.#depth) / most}%`);
    depth.classList.toggle("back", this.#depth >= count);
    const back = this.#depth >= count;
    const here = back ? most - this.#depth : this.#depth;
    const name = seen.layers[here].title;
    const words = back ? { en: `backward: ${name.en}`, zh: `反向：${name.zh}` } : { en: `forward: ${name.en}`, zh: `前向：${name.zh}` };
    $('output[for="depth"]').replaceChildren(both(words));
    depth.setAttribute("aria-valuetext", read(words));
    for (let i = 0; i < count; i++) {
      const row = $(`[data-row="${i}"]`);
      row.classList.toggle("here", i === here);
      $(".side.value", row).classList.toggle("veiled", i > this.#depth);
      $(".side.gradient", row).classList.toggle("veiled", most - i > this.#depth);
    }
  }

  #mark() {
    for (const element of document.querySelectorAll("#layers [data-unit]")) {
      const here = this.#picked?.layer === Number(element.getAttribute("data-layer")) && this.#picked.unit === Number(element.getAttribute("data-unit"));
      element.setAttribute("aria-pressed", String(here));
    }
  }

  /** @param {number} layer @param {number} unit */
  async #choose(layer, unit) {
    this.#picked = { layer, unit };
    this.#mark();
    try {
      const answer = await ask(`api/glass/runs/${encodeURIComponent(this.#run)}/unit?picture=${this.picture}&layer=${layer}&unit=${unit}`);
      if (this.#picked?.layer === layer && this.#picked.unit === unit) this.#tellUnit(layer, unit, answer);
    } catch (failure) {
      this.tell(failure);
    }
  }

  /** @param {number} index @param {number} unit @param {any} answer */
  #tellUnit(index, unit, answer) {
    const seen = /** @type {Seen} */ (this.#seen);
    const layer = seen.layers[index];
    const where = index === seen.layers.length - 1 ? seen.classes[unit] : placeOf(layer, unit);
    $("#unit-title").replaceChildren(both(layer.title), ` ${where}`);
    const lines = [];
    if (answer.terms.length > 0) {
      const text = answer.others ? { en: `The ${answer.terms.length} largest of its ${answer.terms.length + answer.others} products:`, zh: `${answer.terms.length + answer.others} 个乘积中最大的 ${answer.terms.length} 个：` } : { en: "Its products:", zh: "它的各个乘积：" };
      lines.push(make("p", { class: "say" }, both(text)));
      for (const term of answer.terms) lines.push(line(`x${term.index + 1} × w = ${fmt(term.input, 4)} × ${fmt(term.weight, 4)}`, term.product));
      if (answer.others) lines.push(line(both({ en: `${answer.others} others`, zh: `其余 ${answer.others} 个` }), answer.rest));
      lines.push(line("+ b", answer.bias), line("z", answer.value, "total"));
    } else {
      lines.push(line(both({ en: "value", zh: "值" }), answer.value, "total"));
    }
    lines.push(line(both({ en: "gradient ∂L/∂", zh: "梯度 ∂L/∂" }), answer.gradient, "slope"));
    $("#unit").replaceChildren(...lines);
    const words = { en: `${layer.title.en} ${where}: value ${fmt(answer.value, 4)}, gradient ${fmt(answer.gradient, 5)}`, zh: `${layer.title.zh} ${where}：值 ${fmt(answer.value, 4)}，梯度 ${fmt(answer.gradient, 5)}` };
    $("#live").replaceChildren(both(words));
  }
}
