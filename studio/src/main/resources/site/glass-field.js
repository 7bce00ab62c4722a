// The glass box: the plane with points and answers, and the loss over the steps.

import { draw, image, scale, sharp } from "./glass-paint.js";

const PADDING = 8;

/** @typedef {{sizes: number[], points: Float32Array, labels: number[], losses: Float32Array, weights: Float32Array}} Training */
/** @typedef {import("./glass-moments.js").Frame} Frame */

/** Where the answer is one half: short lines between the places of a lattice. @param {Uint8Array} levels @param {number} side @param {(x1: number, y1: number, x2: number, y2: number) => void} segment in shares of the picture, from its foot */
function border(levels, side, segment) {
  const middle = 127;
  for (let row = 0; row + 1 < side; row++) {
    for (let column = 0; column + 1 < side; column++) {
      const corners = [
        [column, row],
        [column + 1, row],
        [column + 1, row + 1],
        [column, row + 1],
      ];
      /** @type {number[]} */ const crossings = [];
      for (let i = 0; i < 4; i++) {
        const [x1, y1] = corners[i];
        const [x2, y2] = corners[(i + 1) % 4];
        const from = levels[y1 * side + x1] - middle;
        const to = levels[y2 * side + x2] - middle;
        if (from < 0 === to < 0) continue;
        const share = from / (from - to);
        crossings.push((x1 + (x2 - x1) * share) / (side - 1), (y1 + (y2 - y1) * share) / (side - 1));
      }
      for (let i = 0; i + 3 < crossings.length; i += 4) segment(crossings[i], crossings[i + 1], crossings[i + 2], crossings[i + 3]);
    }
  }
}

/** Draws the plane. @param {HTMLCanvasElement} canvas @param {Training} training @param {Frame} frame */
export function plane(canvas, training, frame) {
  const context = sharp(canvas);
  const width = canvas.clientWidth;
  const height = canvas.clientHeight;
  const style = getComputedStyle(document.documentElement);
  const color = (/** @type {string} */ name) => style.getPropertyValue(name).trim();
  context.globalAlpha = 0.75;
  context.imageSmoothingEnabled = true;
  context.drawImage(image(frame.field, frame.fieldSide, scale(), true), 0, 0, width, height);
  context.globalAlpha = 0.55;
  context.strokeStyle = color("--ink");
  context.lineWidth = 1.6;
  context.beginPath();
  border(frame.field, frame.fieldSide, (x1, y1, x2, y2) => {
    context.moveTo(x1 * width, (1 - y1) * height);
    context.lineTo(x2 * width, (1 - y2) * height);
  });
  context.stroke();
  context.globalAlpha = 1;
  const at = (/** @type {number} */ i) => [((training.points[2 * i] + 1) / 2) * width, ((1 - training.points[2 * i + 1]) / 2) * height];
  training.labels.forEach((kind, i) => {
    const [x, y] = at(i);
    context.beginPath();
    if (kind === 1) context.arc(x, y, 3.6, 0, 7);
    else context.rect(x - 3.2, y - 3.2, 6.4, 6.4);
    context.fillStyle = color(kind === 1 ? "--series-0" : "--series-1");
    context.fill();
    context.lineWidth = 1.2;
    context.strokeStyle = color("--card");
    context.stroke();
  });
  const [x, y] = at(frame.sample);
  context.beginPath();
  context.arc(x, y, 10, 0, 7);
  context.lineWidth = 3;
  context.strokeStyle = color("--ink");
  context.stroke();
}

/** The sample nearest to a click. @param {HTMLCanvasElement} canvas @param {MouseEvent} event @param {Training} training */
export function nearest(canvas, event, training) {
  const box = canvas.getBoundingClientRect();
  const x = ((event.clientX - box.left) / box.width) * 2 - 1;
  const y = 1 - ((event.clientY - box.top) / box.height) * 2;
  const far = training.labels.map((_, i) => Math.hypot(training.points[2 * i] - x, training.points[2 * i + 1] - y));
  return far.indexOf(Math.min(...far));
}

/** Draws the loss over the steps, with a dot at this one. @param {HTMLElement} place @param {Training} training @param {number} step */
export function curve(place, training, step) {
  const width = Math.max(80, place.clientWidth);
  const height = 88;
  const { losses } = training;
  const most = Math.max(...losses, 1e-9) * 1.04;
  const x = (/** @type {number} */ i) => PADDING + ((width - 2 * PADDING) * i) / Math.max(1, losses.length - 1);
  const y = (/** @type {number} */ i) => 6 + (height - 16) * (1 - losses[i] / most);
  const points = [...losses].map((_, i) => `${x(i).toFixed(1)},${y(i).toFixed(1)}`).join(" ");
  place.replaceChildren(
    draw(
      "svg",
      { viewBox: `0 0 ${width} ${height}`, width, height },
      draw("line", { class: "axis", x1: PADDING, x2: width - PADDING, y1: height - 10, y2: height - 10 }),
      draw("polyline", { class: "loss", points }),
      draw("circle", { class: "now", cx: x(step), cy: y(step), r: 5 }),
    ),
  );
}

const SERIES = 5;

/** Draws what a unit's weights and bias were at every step. @param {HTMLElement} place @param {Training} training @param {number} layer @param {number} unit @param {number} step @param {(input: number) => string} name */
export function history(place, training, layer, unit, step, name) {
  const { sizes, weights, losses } = training;
  const width = Math.max(120, place.clientWidth);
  const height = 104;
  const count = (/** @type {number} */ below) => sizes.slice(1, below).reduce((sum, units, i) => sum + units * (sizes[i] + 1), 0);
  const all = count(sizes.length);
  const first = count(layer);
  const inputs = sizes[layer - 1];
  const lines = Array.from({ length: inputs + 1 }, (_, i) => {
    const at = first + i * sizes[layer] + unit;
    return Array.from(losses, (_, moment) => weights[moment * all + at]);
  });
  const most = Math.max(...lines.flat().map(Math.abs), 1e-9) * 1.05;
  const room = width - 34;
  const x = (/** @type {number} */ i) => (room * i) / Math.max(1, losses.length - 1);
  const y = (/** @type {number} */ value) => height / 2 - (value / most) * (height / 2 - 4);
  const paths = lines.map((values, i) => {
    const path = draw("polyline", { class: i === inputs ? "bias" : "", points: values.map((value, at) => `${x(at).toFixed(1)},${y(value).toFixed(1)}`).join(" ") });
    path.style.stroke = i === inputs ? "var(--muted)" : `var(--series-${i % SERIES})`;
    return path;
  });
  // Names beside the ends of the lines, pushed apart where they would cover each other.
  let free = 8;
  const names = lines
    .map((values, i) => ({ title: i === inputs ? "b" : name(i), at: y(values[values.length - 1]) }))
    .sort((one, other) => one.at - other.at)
    .map(({ title, at }) => {
      free = Math.max(free, at + 4);
      const text = draw("text", { x: room + 5, y: free }, title);
      free += 11;
      return text;
    });
  place.replaceChildren(
    draw(
      "svg",
      { viewBox: `0 0 ${width} ${Math.max(height, free - 6)}`, width, height: Math.max(height, free - 6), "aria-hidden": true },
      draw("line", { class: "axis", x1: 0, x2: room, y1: height / 2, y2: height / 2 }),
      ...paths,
      draw("line", { class: "now", x1: x(step), x2: x(step), y1: 2, y2: height - 2 }),
      ...names,
    ),
  );
}
