// The glass box: numbers that arrive as bytes, and the colours they are shown in.

import { bytes } from "./ask.js";

/** @param {string} base64 */
export const floats = (base64) => new Float32Array(bytes(base64).buffer);

/** A number with so many digits after the point, with a true minus. @param {number} value @param {number} [digits] */
export function fmt(value, digits = 3) {
  const number = Number(value);
  if (!Number.isFinite(number)) return Number.isNaN(number) ? "NaN" : number > 0 ? "∞" : "−∞";
  const size = Math.abs(number);
  if (size !== 0 && (size < 0.5 * 10 ** -digits || size >= 1e5)) return number.toExponential(1).replaceAll("-", "−");
  const text = number.toFixed(digits);
  return Number(text) === 0 ? text.replace("-", "") : text.replace("-", "−");
}

/** @typedef {[number, number, number]} Rgb */

/** @param {string} name @returns {Rgb} */
function token(name) {
  const hex = getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  return /** @type {Rgb} */ ([1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)));
}

/** Colours of the 255 levels around zero: the card's at zero, blue above it, vermilion below. */
export function scale() {
  const zero = token("--card");
  const above = token("--series-0");
  const below = token("--series-1");
  return Array.from({ length: 255 }, (_, level) => {
    const share = (level - 127) / 127;
    const strength = Math.abs(share) ** 0.8;
    const end = share >= 0 ? above : below;
    return /** @type {Rgb} */ (zero.map((part, i) => Math.round(part + (end[i] - part) * strength)));
  });
}

/** A picture of levels. @param {Uint8Array} levels @param {number} width @param {Rgb[]} colors @param {boolean} [fromFoot] whether the first row is the lowest */
export function image(levels, width, colors, fromFoot = false) {
  const height = levels.length / width;
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const pixels = context.createImageData(width, height);
  for (let row = 0; row < height; row++) {
    const from = (fromFoot ? height - 1 - row : row) * width;
    for (let column = 0; column < width; column++) {
      const at = (row * width + column) * 4;
      pixels.data.set(colors[levels[from + column]] ?? colors[127], at);
      pixels.data[at + 3] = 255;
    }
  }
  context.putImageData(pixels, 0, 0);
  return canvas;
}

/** Makes a canvas as sharp as the screen. @param {HTMLCanvasElement} canvas @returns {CanvasRenderingContext2D} */
export function sharp(canvas) {
  const ratio = Math.min(2, devicePixelRatio);
  canvas.width = Math.max(1, canvas.clientWidth * ratio);
  canvas.height = Math.max(1, canvas.clientHeight * ratio);
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.scale(ratio, ratio);
  return context;
}

/** @param {string} tag @param {Object<string, any>} attributes @param {...(Node | string)} children @returns {SVGElement} */
export function draw(tag, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}
