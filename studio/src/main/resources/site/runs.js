// The page of runs.

import { ask, tell } from "./ask.js";
import { $, both, drawing, language, make, onChange, picture, start, toast } from "./base.js";

start();

/** @type {any[]} */ let runs = [];
let folder = "";
/** @type {string} */ let chosen = new URLSearchParams(location.search).get("run") ?? "";
/** @type {Set<string>} */ const ticked = new Set((new URLSearchParams(location.search).get("compare") ?? "").split(",").filter(Boolean));

const STATES = {
  running: { en: "running", zh: "正在训练" },
  finished: { en: "finished", zh: "已完成" },
  interrupted: { en: "interrupted", zh: "已中断" },
  failed: { en: "failed", zh: "失败" },
  unreadable: { en: "unreadable", zh: "无法读取" },
};

async function list() {
  try {
    const answer = await ask("api/runs");
    const before = JSON.stringify(runs);
    runs = answer.runs;
    folder = answer.folder;
    if (JSON.stringify(runs) !== before || !$("#list").firstChild) showList();
    if (!chosen && runs.length > 0) chosen = runs[0].name;
    await show();
  } catch (failure) {
    tell(failure);
  }
  setTimeout(list, runs.some((run) => run.state === "running") ? 700 : 3000);
}

function showList() {
  const focused = document.activeElement?.getAttribute("data-run");
  $("#folder").textContent = folder;
  const place = $("#list");
  place.replaceChildren();
  for (const run of runs) {
    const tick = /** @type {HTMLInputElement} */ (make("input", { type: "checkbox", "aria-label": run.name, onchange: () => compare(run.name, tick.checked) }));
    tick.checked = ticked.has(run.name);
    const button = make("button", { type: "button", role: "option", "data-run": run.name, "aria-selected": String(run.name === chosen && ticked.size < 2), onclick: () => choose(run.name) }, run.name, make("small", {}, both(line(run))));
    if (run.losses?.length > 1) button.append(spark(run.losses));
    place.append(make("div", { class: "item", role: "presentation" }, tick, button));
    if (focused === run.name) button.focus();
  }
}

/** @param {any} run @returns {import("./base.js").Text} */
function line(run) {
  const state = STATES[/** @type {"running"} */ (run.state)];
  const right = run.last?.valAccuracy;
  const tail = right == null ? "" : ` · ${(right * 100).toFixed(1)} %`;
  return { en: `${state.en}${run.epochs ? ` · ${run.epoch}/${run.epochs}` : ""}${tail}`, zh: `${state.zh}${run.epochs ? ` · ${run.epoch}/${run.epochs} 轮` : ""}${tail}` };
}

/** @param {number[]} values */
function spark(values) {
  const low = Math.min(...values);
  const span = Math.max(...values) - low || 1;
  const points = values.map((value, i) => `${((i / (values.length - 1)) * 100).toFixed(1)},${(22 - ((value - low) / span) * 20).toFixed(1)}`);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 24" preserveAspectRatio="none" aria-hidden="true"><polyline points="${points.join(" ")}" fill="none" stroke="#2b8fc7" stroke-width="1.6" vector-effect="non-scaling-stroke"/></svg>`;
  return drawing(svg);
}

/** @param {string} name */
function choose(name) {
  chosen = name;
  ticked.clear();
  remember();
  showList();
  show();
}

/** @param {string} name @param {boolean} on */
function compare(name, on) {
  if (on) ticked.add(name);
  else ticked.delete(name);
  remember();
  showList();
  show();
}

function remember() {
  const query = ticked.size > 1 ? "?compare=" + encodeURIComponent([...ticked].join(",")) : chosen ? "?run=" + encodeURIComponent(chosen) : "";
  history.replaceState(null, "", location.pathname + query);
}

const width = () => Math.max(280, Math.min(700, $("#one").clientWidth / ($("#one").clientWidth > 700 ? 2 : 1) - 24));

let shown = "";

async function show() {
  const place = $("#one");
  if (ticked.size > 1) {
    const answer = await ask(`api/compare?runs=${encodeURIComponent([...ticked].join(","))}&width=${Math.round(width())}&lang=${language()}`);
    place.replaceChildren(make("header", {}, make("h2", {}, both({ en: "Compared", zh: "比较" }))), charts(answer.figures));
    $("#doctor").hidden = true;
    shown = "";
    return;
  }
  if (!chosen) {
    place.replaceChildren(
      make("div", { class: "card empty" }, make("p", {}, both({ en: "There is no run here yet. Start one with the button, or in a terminal with gradus mnist.", zh: "这里还没有训练记录。用按钮开始一个，或者在终端里运行 gradus mnist。" }))),
    );
    return;
  }
  const run = runs.find((one) => one.name === chosen);
  if (run?.state === "unreadable") {
    place.replaceChildren(make("div", { class: "card empty" }, both(run.failure)));
    return;
  }
  const answer = await ask(`api/runs/${encodeURIComponent(chosen)}?width=${Math.round(width())}&lang=${language()}`);
  const now = JSON.stringify(answer) + language();
  if (now === shown) return;
  shown = now;
  const state = STATES[/** @type {"running"} */ (answer.state)];
  const controls = make("div", { class: "files" });
  if (answer.state === "interrupted" || answer.state === "failed") controls.append(make("button", { type: "button", class: "btn main", onclick: resume }, both({ en: "Resume", zh: "继续训练" })));
  for (const file of answer.files) controls.append(make("a", { class: "btn", href: `api/runs/${encodeURIComponent(chosen)}/file/${file}`, download: file }, file));
  const gallery = make("div", { class: "gallery" });
  for (const name of answer.pictures.filter((/** @type {string} */ one) => !["history", "overview"].includes(one))) {
    gallery.append(make("div", { class: "card" }, make("img", { class: "figure", src: `api/runs/${encodeURIComponent(chosen)}/figure/${name}`, alt: name, loading: "lazy" })));
  }
  place.replaceChildren(
    make("header", {}, make("div", {}, make("p", { class: "eyebrow" }, settings(answer.settings)), make("h2", {}, answer.name)), make("span", { class: "chip" + (answer.state === "finished" ? " good" : answer.state === "failed" ? " warm" : "") }, both(state))),
    tiles(answer),
    answer.failure ? make("p", { class: "card empty" }, both(answer.failure)) : "",
    charts(answer.figures),
    controls,
    gallery,
  );
  doctor(answer.doctor);
}

/** @param {any} all */
function settings(all) {
  return ["data", "model", "optimizer", "learningRate", "schedule", "batch", "seed"].filter((name) => all[name] != null).map((name) => (["batch", "seed"].includes(name) ? `${name} ${all[name]}` : String(all[name]))).join(" · ");
}

/** @param {any} answer */
function tiles(answer) {
  const last = answer.last ?? {};
  const tile = (/** @type {string} */ value, /** @type {import("./base.js").Text} */ name) => make("div", { class: "tile" }, make("b", {}, value), both(name));
  const list = [tile(`${answer.epoch} / ${answer.epochs}`, { en: "epochs", zh: "轮" }), tile(String(answer.step), { en: "steps", zh: "步" })];
  if (last.loss != null) list.push(tile(last.loss.toPrecision(3), { en: "training loss", zh: "训练损失" }));
  if (last.valLoss != null) list.push(tile(last.valLoss.toPrecision(3), { en: "validation loss", zh: "验证损失" }));
  if (last.valAccuracy != null) list.push(tile(`${(last.valAccuracy * 100).toFixed(2)} %`, { en: "validation accuracy", zh: "验证准确率" }));
  return make("div", { class: "tiles" }, ...list);
}

/** @param {Object<string, string>} figures */
function charts(figures) {
  const place = make("div", { class: "charts" });
  for (const svg of Object.values(figures)) {
    const figure = make("div", { class: "figure" });
    picture(figure, svg);
    place.append(make("div", { class: "card" }, figure));
  }
  return place;
}

/** What the doctor says, in the language that was asked for. @param {any} said */
function doctor(said) {
  const place = $("#doctor");
  place.hidden = !said?.findings;
  if (place.hidden) return;
  place.replaceChildren(make("h2", { class: "eyebrow" }, both({ en: "The doctor", zh: "训练医生" })));
  if (said.findings.length === 0) {
    place.append(make("h3", {}, both({ en: "Nothing to complain of", zh: "没有发现问题" })));
    return;
  }
  for (const finding of said.findings) {
    const part = make("div", { class: "finding", "data-kind": finding.kind }, make("h3", {}, finding.title), make("p", {}, finding.explanation));
    if (finding.evidence.length > 0) {
      const table = make("div", { class: "evidence" });
      for (const item of finding.evidence) table.append(make("span", {}, item.label), make("b", { class: item.alarming ? "minus" : "" }, item.value));
      part.append(table);
    }
    if (finding.remedy) part.append(remedy(finding.remedy, finding.kind));
    place.append(part);
  }
}

/** @param {any} remedy @param {string} kind what it is against */
function remedy(remedy, kind) {
  const place = make("div", { class: "remedy" }, remedy.advice);
  if (remedy.removed.length + remedy.added.length > 0) {
    const code = make("pre", { tabindex: "0" });
    for (const line of remedy.removed) code.append(make("div", { class: "minus" }, "- " + line));
    for (const line of remedy.added) code.append(make("div", { class: "plus" }, "+ " + line));
    place.append(code);
  }
  if (remedy.gave) place.append(make("p", { class: "hint" }, remedy.gave));
  if (Object.keys(remedy.settings ?? {}).length > 0) {
    const button = make("button", { type: "button", class: "btn again" }, both({ en: "Train again like this", zh: "就这样再训练一次" }));
    button.addEventListener("click", () => again(kind));
    place.append(button);
  }
  return place;
}

/** Starts a run with what is advised, and shows it. @param {string} finding */
async function again(finding) {
  try {
    const begun = await ask(`api/runs/${encodeURIComponent(chosen)}/again`, { method: "POST", body: JSON.stringify({ finding }) });
    chosen = begun.name;
    ticked.clear();
    remember();
    toast({ en: "A new run has begun.", zh: "新的训练开始了。" });
  } catch (failure) {
    tell(failure);
  }
}

async function resume() {
  try {
    await ask(`api/runs/${encodeURIComponent(chosen)}/resume`, { method: "POST" });
    toast({ en: "It goes on.", zh: "继续训练了。" });
  } catch (failure) {
    tell(failure);
  }
}

$("#new").addEventListener("click", () => {
  const form = $("#form");
  form.hidden = !form.hidden;
  $("#new").setAttribute("aria-expanded", String(!form.hidden));
});

$("#form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const value = (/** @type {string} */ id) => /** @type {HTMLInputElement} */ ($("#" + id)).value;
  try {
    const answer = await ask("api/runs", { method: "POST", body: JSON.stringify({ model: value("model"), optimizer: value("optimizer"), rate: Number(value("rate")), epochs: Number(value("epochs")) }) });
    chosen = answer.name;
    ticked.clear();
    remember();
    $("#form").hidden = true;
    toast({ en: "Started. Its first numbers come in a moment.", zh: "已经开始，稍后就有数字。" });
  } catch (failure) {
    tell(failure);
  }
});

onChange(() => {
  shown = "";
  show().catch(tell);
});
list();
