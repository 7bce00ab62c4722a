// The glass box: the network as a picture. Nodes show their map over the plane, edges the sign and size of a weight.

import { label } from "./base.js";
import { known } from "./glass-moments.js";
import { draw, fmt, image, scale } from "./glass-paint.js";

/** @typedef {import("./glass-moments.js").Frame} Frame */
/** @typedef {import("./glass-moments.js").Moment} Moment */
/** @typedef {{element: SVGElement, ring: SVGElement, image: SVGElement, title: SVGElement, value: SVGElement, gradient: SVGElement}} Node */
/** @typedef {{layer: number, from: number, to: number, path: SVGElement, title: SVGElement, text: SVGElement}} Edge */

const NARROW = 480;
const ROOM = 76;

/** @param {SVGElement} element @param {Object<string, any>} attributes */
function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
}

export class NetView {
  /** @type {Node[][]} */ #nodes = [];
  /** @type {Edge[]} */ #edges = [];
  /** @type {number[]} */ #sizes = [];
  /** @type {SVGElement} */ #truth = draw("text", { class: "name", "text-anchor": "middle" });
  /** @type {SVGElement} */ #loss = draw("text", { class: "gradient", "text-anchor": "middle" });

  /** @param {SVGSVGElement} svg @param {(layer: number, unit: number) => void} pick */
  constructor(svg, pick) {
    this.svg = svg;
    this.pick = pick;
  }

  /** Makes nodes and edges of a network anew. @param {number[]} sizes */
  build(sizes) {
    this.#sizes = sizes;
    this.#edges = [];
    for (let layer = 0; layer + 1 < sizes.length; layer++) {
      for (let from = 0; from < sizes[layer]; from++) {
        for (let to = 0; to < sizes[layer + 1]; to++) {
          const title = draw("title");
          this.#edges.push({ layer, from, to, title, path: draw("path", { fill: "none" }, title), text: draw("text", { class: "name ink", "text-anchor": "middle" }) });
        }
      }
    }
    this.#nodes = sizes.map((units, layer) => Array.from({ length: units }, (_, unit) => this.#node(layer, unit)));
    this.svg.replaceChildren(...this.#edges.map((edge) => edge.path), ...this.#nodes.flat().map((node) => node.element), ...this.#edges.map((edge) => edge.text), this.#truth, this.#loss);
  }

  /** @param {number} layer @param {number} unit @returns {Node} */
  #node(layer, unit) {
    const ring = draw("rect", { class: "ring", rx: 10 });
    const map = draw("image", { preserveAspectRatio: "none" });
    const [title, value, gradient] = ["name", "value", "gradient"].map((kind) => draw("text", { class: kind, "text-anchor": "middle" }));
    const element = draw("g", { class: "node", tabindex: 0, role: "button", "data-node": `${layer},${unit}` }, ring, map, title, value, gradient);
    label(element, "aria-label", { en: `layer ${layer}, unit ${unit + 1}`, zh: `第 ${layer} 层，第 ${unit + 1} 个单元` });
    element.addEventListener("click", () => this.pick(layer, unit));
    element.addEventListener("keydown", (event) => {
      const key = /** @type {KeyboardEvent} */ (event).key;
      if (key !== "Enter" && key !== " ") return;
      event.preventDefault();
      event.stopPropagation();
      this.pick(layer, unit);
    });
    return { element, ring, image: map, title, value, gradient };
  }

  /** Shows a moment. @param {Moment[]} all @param {number} at @param {Frame} frame @param {[number, number] | null} picked @param {number} shrunk how many units the tallest layer has */
  update(all, at, frame, picked, shrunk = Math.max(...this.#sizes)) {
    const box = /** @type {Element} */ (this.svg.parentElement);
    const width = box.clientWidth - 12;
    const narrow = width < NARROW;
    this.svg.style.minHeight = `${Math.max(narrow ? 316 : 380, shrunk * (narrow ? 50 : ROOM))}px`;
    const height = this.svg.clientHeight;
    set(this.svg, { viewBox: `0 0 ${width} ${height}` });
    const gap = (height - (narrow ? 30 : 40)) / Math.max(4, shrunk);
    const half = Math.min(narrow ? 21 : 30, Math.max(10, (gap - (narrow ? 22 : 42)) / 2), width / (3.2 * this.#sizes.length));
    const edge = narrow ? 34 : 74;
    const place = (/** @type {number} */ layer, /** @type {number} */ unit) => [edge + ((width - 2 * edge) * layer) / (this.#sizes.length - 1), height / 2 + (unit - (this.#sizes[layer] - 1) / 2) * gap];
    const colors = scale();
    this.#nodes.forEach((units, layer) => units.forEach((node, unit) => this.#show(node, layer, unit, place(layer, unit), half, narrow, known(all, at, frame, this.#sizes, layer, unit), frame, picked, colors)));
    this.#connect(all[at], frame, picked, place, half, narrow);
    const last = this.#sizes.length - 1;
    const [x, y] = place(last, 0);
    set(this.#truth, { x, y: y + half + 37 });
    this.#truth.textContent = `y = ${frame.truth}`;
    set(this.#loss, { x, y: y + half + 57 });
    this.#loss.textContent = at >= all.findIndex((moment) => moment.kind === "L") ? `L = ${fmt(frame.loss)}` : "";
  }

  /** @param {Node} node @param {number} layer @param {number} unit @param {number[]} place @param {number} half @param {boolean} narrow @param {{name: string, value: number | null, gradient: number | null}} now @param {Frame} frame @param {[number, number] | null} picked @param {import("./glass-paint.js").Rgb[]} colors */
  #show(node, layer, unit, [x, y], half, narrow, now, frame, picked, colors) {
    const here = picked !== null && picked[0] === layer && picked[1] === unit;
    set(node.ring, { x: x - half - 2, y: y - half - 2, width: 2 * half + 4, height: 2 * half + 4 });
    node.element.classList.toggle("picked", here);
    node.element.classList.toggle("back", now.gradient !== null);
    node.element.setAttribute("aria-pressed", String(here));
    const map = frame.maps[layer][unit];
    set(node.image, { x: x - half, y: y - half, width: 2 * half, height: 2 * half, href: image(map.levels, frame.side, colors, true).toDataURL(), "clip-path": "inset(0 round 8px)" });
    const digits = narrow ? 2 : 3;
    const gradient = now.gradient === null ? "" : "∂ " + fmt(now.gradient, digits);
    node.value.textContent = now.value === null || (narrow && gradient) ? "" : fmt(now.value, digits);
    node.gradient.textContent = gradient;
    node.title.textContent = narrow || gradient ? "" : now.name;
    set(node.value, { x, y: y + half + 15 });
    set(node.gradient, { x, y: narrow ? y + half + 15 : y - half - 7 });
    set(node.title, { x, y: y - half - 7 });
    const value = now.value === null ? "" : ` = ${fmt(now.value)}`;
    const slope = now.gradient === null ? "" : fmt(now.gradient);
    label(node.element, "aria-label", { en: now.name + value + (slope && `, gradient ${slope}`), zh: now.name + value + (slope && `，梯度 ${slope}`) });
  }

  /** @param {Moment} moment @param {Frame} frame @param {[number, number] | null} picked @param {(layer: number, unit: number) => number[]} place @param {number} half @param {boolean} narrow */
  #connect(moment, frame, picked, place, half, narrow) {
    const moving = moment.kind === "W";
    const shown = (/** @type {Edge} */ edge) => {
      const { value, change } = frame.levels[edge.layer].weight;
      return (moving ? change : value)[edge.from * this.#sizes[edge.layer + 1] + edge.to];
    };
    const largest = moving ? Math.max(1e-12, ...this.#edges.map((edge) => Math.abs(shown(edge)))) : 3;
    for (const edge of this.#edges) {
      const [x1, y1] = place(edge.layer, edge.from);
      const [x2, y2] = place(edge.layer + 1, edge.to);
      const value = shown(edge);
      const into = picked !== null && picked[0] === edge.layer + 1 && picked[1] === edge.to;
      const outOf = picked !== null && picked[0] === edge.layer && picked[1] === edge.from;
      const flows = (moment.kind === "z" && moment.layer === edge.layer + 1) || (moment.kind === "da" && moment.layer === edge.layer);
      const middle = (x1 + x2) / 2;
      set(edge.path, {
        d: `M${x1 + half} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2 - half} ${y2}`,
        class: `${value >= 0 ? "plus" : "minus"}${flows ? (moment.kind === "da" ? " flow back" : " flow") : ""}`,
        "stroke-width": Math.min(8, 0.8 + (5 * Math.abs(value)) / largest).toFixed(2),
        opacity: picked !== null && !into && !outOf ? 0.12 : flows || moving ? 0.95 : 0.5,
      });
      edge.title.textContent = `${moving ? "Δw" : "w"} = ${fmt(value, 4)}`;
      edge.text.textContent = into && !narrow ? fmt(value, moving ? 4 : 2) : "";
      set(edge.text, { x: x1 + half + (x2 - x1 - 2 * half) * 0.22, y: y1 + (y2 - y1) * 0.12 - 5 });
    }
  }
}
