// The digits project.

import { ask, bytes, tell } from "./ask.js";
import { $, $$, both, drawing, label, language, make, onChange, read, start, toast } from "./base.js";

start();

const NAMES = {
  Conv2d: { en: "convolution", zh: "卷积" },
  AveragePool2d: { en: "pooling", zh: "池化" },
  MaxPool2d: { en: "pooling", zh: "池化" },
  Dense: { en: "dense", zh: "全连接" },
  tanh: { en: "tanh", zh: "tanh" },
  relu: { en: "ReLU", zh: "ReLU" },
  Flatten: { en: "flatten", zh: "展平" },
};
const PAD = 112;

/** @type {any} */ let state = null;
/** @type {any} */ let seen = null;
/** @type {any} */ let cell = null;
let chosen = [4, 9];
let view = "image";
let drawn = false;

// ---- colours: blue above zero, orange below, the card's white at zero ------------------------------
/** @param {number} level 0 to 254, zero at 127 @returns {[number, number, number]} */
function diverging(level) {
  const share = (level - 127) / 127;
  const [r, g, b] = share >= 0 ? [0, 114, 178] : [213, 94, 0];
  const strength = Math.min(1, Math.abs(share) ** 0.8);
  return [255 + (r - 255) * strength, 255 + (g - 255) * strength, 255 + (b - 255) * strength];
}

/** @param {number} width @param {number} height @param {(index: number) => [number, number, number]} color */
function canvas(width, height, color) {
  const element = /** @type {HTMLCanvasElement} */ (make("canvas", { width, height }));
  const context = /** @type {CanvasRenderingContext2D} */ (element.getContext("2d"));
  const image = context.createImageData(width, height);
  for (let i = 0; i < width * height; i++) {
    image.data.set(color(i), i * 4);
    image.data[i * 4 + 3] = 255;
  }
  context.putImageData(image, 0, 0);
  return element;
}

// ---- training --------------------------------------------------------------------------------------
async function refresh() {
  try {
    const before = state;
    state = await ask("api/digits");
    showTraining();
    if (state.confusion && state.version !== before?.version) {
      showConfusion();
      showCell();
      if (drawn) see();
      else if (!seen) takeTest();
    }
  } catch (failure) {
    if (!state) tell(failure);
  }
  setTimeout(refresh, state?.running ? 200 : 1500);
}

function showTraining() {
  const running = state.running;
  $("#begin").hidden = running;
  $("#stop").hidden = !running;
  const facts = $("#facts");
  facts.replaceChildren();
  if (state.name) {
    facts.append(
      make("span", { class: "chip" }, state.name),
      make("span", { class: "chip" }, both({ en: `${state.parameters.toLocaleString("en")} parameters`, zh: `${state.parameters.toLocaleString("en")} 个参数` })),
      make("span", { class: "chip good" }, both({ en: `test ${(state.accuracy * 100).toFixed(2)} %`, zh: `测试集 ${(state.accuracy * 100).toFixed(2)} %` })),
    );
  }
  const accuracy = state.accuracies.at(-1);
  const right = accuracy == null ? null : `${(accuracy * 100).toFixed(2)} %`;
  const loaded = state.loading ? Math.round(state.loading.done / 1e6) : 0;
  /** @type {import("./base.js").Text} */ let words = { en: "", zh: "" };
  if (state.failure) words = state.failure;
  else if (running && state.loading && state.done === 0) words = { en: `Fetching MNIST: ${loaded} MB`, zh: `正在下载 MNIST：${loaded} MB` };
  else if (running && state.steps > 0) words = { en: `Step ${state.done} of ${state.steps}${right ? `; validation ${right}` : ""}`, zh: `第 ${state.done}/${state.steps} 步${right ? `，验证集 ${right}` : ""}` };
  else if (running) words = { en: "Getting ready …", zh: "准备中……" };
  else if (right) words = { en: `Trained: validation ${right}`, zh: `训练完成：验证集 ${right}` };
  else if (!state.name) words = { en: "Nothing is trained yet. LeNet-5 takes about a minute.", zh: "还没有训练。LeNet-5 大约需要一分钟。" };
  $("#progress").replaceChildren(both(words));
  $("#own").replaceChildren(both(state.drawings ? { en: `${state.drawings} drawings of your own`, zh: `自己写的：${state.drawings} 张` } : { en: "", zh: "" }));
  curve();
}

/** The loss of each step, on a logarithmic axis. */
function curve() {
  const place = $("#curve");
  const losses = state.losses;
  if (losses.length < 2) {
    place.replaceChildren();
    return;
  }
  const share = state.done / Math.max(1, state.steps);
  const low = Math.log10(0.01);
  const high = Math.log10(3);
  const points = losses.map((/** @type {number} */ loss, /** @type {number} */ i) => {
    const y = (high - Math.log10(Math.max(0.01, loss))) / (high - low);
    return `${((i / (losses.length - 1)) * share * 600).toFixed(1)},${(4 + y * 88).toFixed(1)}`;
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 96" preserveAspectRatio="none">${[1, 0.1]
    .map((tick) => {
      const y = 4 + ((high - Math.log10(tick)) / (high - low)) * 88;
      return `<line x1="0" x2="600" y1="${y}" y2="${y}" stroke="#8a939e" stroke-width="0.6" stroke-dasharray="3 4"/><text x="606" y="${y + 4}" font-size="12" fill="#7b8590">${tick}</text>`;
    })
    .join("")}<polyline points="${points.join(" ")}" fill="none" stroke="#2b8fc7" stroke-width="2" vector-effect="non-scaling-stroke"/></svg>`;
  place.replaceChildren(drawing(svg));
}

$("#begin").addEventListener("click", async () => {
  try {
    state = await ask("api/digits/train", { method: "POST", body: JSON.stringify({ network: /** @type {any} */ ($("#network")).value, epochs: Number(/** @type {any} */ ($("#epochs")).value) }) });
    showTraining();
  } catch (failure) {
    tell(failure);
  }
});
$("#stop").addEventListener("click", () => ask("api/digits/stop", { method: "POST" }).catch(tell));

// ---- the pad ---------------------------------------------------------------------------------------
const pad = /** @type {HTMLCanvasElement} */ ($("#pad"));
/** @type {[number, number] | null} */ let last = null;
let down = false;
let busy = false;
let again = false;

function wipe() {
  const scale = Math.min(2, devicePixelRatio);
  pad.width = pad.clientWidth * scale;
  pad.height = pad.clientHeight * scale;
  drawn = false;
  $(".padwrap").classList.remove("drawn");
  $("#keep").hidden = true;
}

/** @param {PointerEvent} event */
function stroke(event) {
  const box = pad.getBoundingClientRect();
  const scale = pad.width / box.width;
  const x = (event.clientX - box.left) * scale;
  const y = (event.clientY - box.top) * scale;
  const context = /** @type {CanvasRenderingContext2D} */ (pad.getContext("2d"));
  context.lineCap = "round";
  context.lineJoin = "round";
  context.strokeStyle = "#e8ebef";
  context.lineWidth = Math.min(pad.width, pad.height) * 0.085;
  context.beginPath();
  context.moveTo(...(last ?? /** @type {[number, number]} */ ([x, y])));
  context.lineTo(x + 0.01, y);
  context.stroke();
  last = [x, y];
}

pad.addEventListener("pointerdown", (event) => {
  if (!drawn) wipe();
  drawn = true;
  down = true;
  last = null;
  pad.setPointerCapture(event.pointerId);
  $(".padwrap").classList.add("drawn");
  stroke(event);
  see();
});
pad.addEventListener("pointermove", (event) => {
  if (!down) return;
  for (const part of event.getCoalescedEvents?.() ?? [event]) stroke(part);
  see();
});
pad.addEventListener("pointerup", () => {
  down = false;
  see();
});

/** The pad as 112 x 112 levels of grey. */
function levels() {
  const small = new OffscreenCanvas(PAD, PAD);
  const context = /** @type {OffscreenCanvasRenderingContext2D} */ (small.getContext("2d", { willReadFrequently: true }));
  context.fillStyle = "#000";
  context.fillRect(0, 0, PAD, PAD);
  const side = Math.min(pad.width, pad.height);
  context.drawImage(pad, (pad.width - side) / 2, (pad.height - side) / 2, side, side, 0, 0, PAD, PAD);
  const pixels = context.getImageData(0, 0, PAD, PAD).data;
  return Uint8Array.from({ length: PAD * PAD }, (_, i) => pixels[i * 4]);
}

/** One request at a time: strokes that come meanwhile are answered by the next. */
async function see() {
  if (!state?.name) {
    if (!down) toast({ en: "Train a network first: the button above.", zh: "请先训练一个网络：按上面的按钮。" });
    return;
  }
  if (busy) {
    again = true;
    return;
  }
  busy = true;
  try {
    show(await ask("api/digits/see", { method: "POST", body: levels() }));
    $("#keep").hidden = false;
  } catch (failure) {
    if (!down) tell(failure);
  }
  busy = false;
  if (again) {
    again = false;
    see();
  }
}

/** @param {number} [index] */
async function takeTest(index = Math.floor(Math.random() * 10000)) {
  try {
    const answer = await ask("api/digits/test/" + index);
    wipe();
    const context = /** @type {CanvasRenderingContext2D} */ (pad.getContext("2d"));
    const side = Math.min(pad.width, pad.height);
    const pixels = bytes(answer.image);
    context.drawImage(
      canvas(28, 28, (i) => [pixels[i], pixels[i], pixels[i]]),
      (pad.width - side) / 2,
      (pad.height - side) / 2,
      side,
      side,
    );
    $(".padwrap").classList.add("drawn");
    show(answer);
  } catch (failure) {
    tell(failure);
  }
}

$("#clear").addEventListener("click", () => {
  wipe();
  seen = null;
  $("#layers").replaceChildren();
  $("#answer").textContent = "?";
  $("#bars").replaceChildren();
});
$("#random").addEventListener("click", () => takeTest());
for (const button of $$("[data-label]")) {
  button.addEventListener("click", async () => {
    try {
      state = await ask("api/digits/drawings/" + button.dataset.label, { method: "POST", body: levels() });
      showTraining();
      toast({ en: "Kept. The next training uses it.", zh: "已保存，下次训练会用上。" });
      $("#keep").hidden = true;
    } catch (failure) {
      tell(failure);
    }
  });
}

// ---- layers and answer -----------------------------------------------------------------------------
/** @param {any} answer */
function show(answer) {
  seen = answer;
  const place = $("#layers");
  place.replaceChildren();
  const input = bytes(answer.image);
  place.append(layer({ en: "input", zh: "输入" }, [1, 28, 28], (i) => [255 - input[i], 255 - input[i], 255 - input[i]], (i) => input[i] / 255));
  const last = answer.layers.length - 1;
  answer.layers.forEach((/** @type {any} */ one, /** @type {number} */ index) => {
    if (one.kind === "Flatten") return;
    const next = answer.layers[index + 1];
    // A convolution and the function after it show nearly the same; the function's output is what goes on.
    if (next && (one.kind === "Conv2d" || one.kind === "Dense") && ["tanh", "relu"].includes(next.kind)) return;
    const levels = bytes(one.levels);
    const before = answer.layers[index - 1];
    const name = index === last ? { en: "output", zh: "输出" } : before && ["Conv2d", "Dense"].includes(before.kind) ? NAMES[/** @type {"Conv2d"} */ (before.kind)] : (NAMES[/** @type {"Conv2d"} */ (one.kind)] ?? { en: one.kind, zh: one.kind });
    place.append(layer(name, one.sizes, (i) => diverging(levels[i]), (i) => ((levels[i] - 127) / 127) * one.largest));
  });
  const best = answer.probabilities.indexOf(Math.max(...answer.probabilities));
  $("#answer").replaceChildren(String(best), make("small", {}, both({ en: `sure to ${(answer.probabilities[best] * 100).toFixed(1)} %`, zh: `把握 ${(answer.probabilities[best] * 100).toFixed(1)} %` })));
  const bars = $("#bars");
  if (!bars.firstChild) for (let i = 0; i < 10; i++) bars.append(make("div", { class: "bar" }, make("span", {}, String(i)), make("i"), make("span")));
  answer.probabilities.forEach((/** @type {number} */ share, /** @type {number} */ i) => {
    const bar = /** @type {HTMLElement} */ (bars.children[i]);
    bar.classList.toggle("first", i === best);
    /** @type {HTMLElement} */ (bar.children[1]).style.setProperty("--p", String(share));
    bar.children[2].textContent = (share * 100).toFixed(1);
  });
  document.body.dataset.answer = String(best);
}

/** @param {import("./base.js").Text} name @param {number[]} sizes @param {(i: number) => [number, number, number]} color @param {(i: number) => number} value */
function layer(name, sizes, color, value) {
  const flat = sizes.length === 1;
  const count = flat ? 1 : sizes[0];
  const columns = flat ? Math.max(1, Math.ceil(sizes[0] / 30)) : sizes[1];
  const rows = flat ? Math.ceil(sizes[0] / columns) : sizes[2];
  const across = count > 1 ? Math.ceil(count / (count > 8 ? 4 : 3)) : 1;
  const down = Math.ceil(count / across);
  const side = flat ? 0 : count === 1 ? 84 : count > 8 ? (rows > 7 ? 42 : 34) : 54;
  const maps = make("div", { class: "maps" });
  maps.style.gridTemplateRows = `repeat(${down}, auto)`;
  for (let map = 0; map < count; map++) {
    const offset = map * columns * rows;
    const picture = canvas(columns, rows, (i) => (flat && i >= sizes[0] ? [128, 128, 128] : color(offset + i)));
    picture.style.width = flat ? `${columns * 12}px` : `${side}px`;
    picture.style.height = flat ? `${rows * (sizes[0] <= 10 ? 24 : 10)}px` : `${side}px`;
    picture.addEventListener("pointermove", (event) => {
      const box = picture.getBoundingClientRect();
      const x = Math.min(columns - 1, Math.floor(((event.clientX - box.left) / box.width) * columns));
      const y = Math.min(rows - 1, Math.floor(((event.clientY - box.top) / box.height) * rows));
      const index = y * columns + x;
      if (flat && index >= sizes[0]) return;
      $("#point").textContent = `${read(name)}${flat ? ` [${index}]` : ` ${language() === "zh" ? "通道" : "map"} ${map + 1} [${y}, ${x}]`} = ${value(offset + index).toFixed(3)}`;
    });
    maps.append(picture);
  }
  return make("div", { class: "layer" }, make("b", {}, both(name)), make("small", {}, sizes.join(" × ")), maps);
}

// ---- confusion -------------------------------------------------------------------------------------
function showConfusion() {
  const place = $("#confusion");
  place.replaceChildren();
  const head = make("div", { class: "line", role: "row" }, make("span", { role: "columnheader" }, make("span", { class: "visually-hidden" }, both({ en: "truth", zh: "真实" }))));
  for (let i = 0; i < 10; i++) head.append(make("span", { role: "columnheader" }, String(i)));
  place.append(head);
  const errors = state.confusion.flatMap((/** @type {number[]} */ row, /** @type {number} */ i) => row.filter((_, j) => j !== i));
  const most = Math.max(1, ...errors);
  state.confusion.forEach((/** @type {number[]} */ row, /** @type {number} */ truth) => {
    const line = make("div", { class: "line", role: "row" }, make("span", { role: "rowheader" }, String(truth)));
    row.forEach((count, said) => {
      const here = truth === chosen[0] && said === chosen[1];
      const button = make("button", { type: "button", role: "gridcell", class: count === 0 ? "zero" : "", "aria-selected": String(here), tabindex: here ? "0" : "-1", "data-cell": `${truth},${said}`, onclick: () => choose(truth, said) }, String(count));
      const strength = count === 0 ? 0 : truth === said ? 45 : 14 + 56 * Math.sqrt(count / most);
      button.style.setProperty("--c", truth === said ? "var(--series-0)" : "var(--series-1)");
      button.style.setProperty("--k", `${strength}%`);
      label(button, "aria-label", { en: `true ${truth}, read as ${said}: ${count}`, zh: `真 ${truth} 判为 ${said}：${count} 张` });
      line.append(button);
    });
    place.append(line);
  });
}

/** @param {number} truth @param {number} said */
function choose(truth, said) {
  chosen = [truth, said];
  for (const button of $$("#confusion button")) {
    const here = button.dataset.cell === `${truth},${said}`;
    button.setAttribute("aria-selected", String(here));
    button.tabIndex = here ? 0 : -1;
  }
  showCell();
}

$("#confusion").addEventListener("keydown", (event) => {
  const move = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
  if (!move) return;
  event.preventDefault();
  choose((chosen[0] + move[0] + 10) % 10, (chosen[1] + move[1] + 10) % 10);
  $(`#confusion [data-cell="${chosen}"]`).focus();
});

async function showCell() {
  if (!state?.confusion) return;
  try {
    cell = await ask(`api/digits/cell/${chosen[0]}/${chosen[1]}`);
    tiles();
  } catch (failure) {
    tell(failure);
  }
}

function tiles() {
  const [truth, said] = chosen;
  const same = truth === said;
  $("#which").replaceChildren(both(same ? { en: `${truth} read right: ${cell.count}`, zh: `认对的 ${truth}：${cell.count} 张` } : { en: `${truth} read as ${said}: ${cell.count}`, zh: `${truth} 被当成 ${said}：${cell.count} 张` }));
  const why = view === "why";
  $("#reading").replaceChildren(
    both(
      why
        ? { en: `Blue strokes speak for ${said}, orange ones against it.`, zh: `蓝色的笔画支持 ${said}，橙色的反对。` }
        : { en: "Below each: the probability that the network gave.", zh: "下面的数字是网络给出的概率。" },
    ),
  );
  const place = $("#tiles");
  place.replaceChildren();
  for (const tile of cell.tiles) {
    const pixels = bytes(tile.image);
    const reasons = bytes(tile.why);
    const picture = canvas(28, 28, (i) => {
      if (!why) return [pixels[i], pixels[i], pixels[i]];
      const share = (reasons[i] - 127) / 127;
      const paper = pixels[i] * 0.35;
      const strength = Math.min(1, Math.abs(share) * 1.4);
      const [r, g, b] = share >= 0 ? [86, 180, 233] : [255, 140, 64];
      return [paper + (r - paper) * strength, paper + (g - paper) * strength, paper + (b - paper) * strength];
    });
    const button = make("button", { type: "button", onclick: () => takeTest(tile.index) }, picture);
    label(button, "aria-label", { en: `test image ${tile.index}`, zh: `测试图片 ${tile.index}` });
    const words = same ? `${(tile.said * 100).toFixed(1)}%` : `${said}: ${(tile.said * 100).toFixed(0)}%`;
    const caption = make("figcaption", {}, make("b", {}, words));
    if (!same) caption.append(make("br"), `${truth}: ${(tile.truth * 100).toFixed(0)}%`);
    place.append(make("figure", { class: same ? "" : "bad" }, button, caption));
  }
  if (cell.tiles.length === 0) place.append(make("p", { class: "hint" }, both({ en: "This cell is empty: no such mistake.", zh: "这一格是空的：没有这样的错误。" })));
}

for (const button of $$("[data-view]")) {
  button.addEventListener("click", () => {
    view = button.dataset.view ?? "image";
    for (const other of $$("[data-view]")) other.setAttribute("aria-pressed", String(other === button));
    if (cell) tiles();
  });
}

onChange(() => {
  if (seen) show(seen);
});
wipe();
refresh();
