// A newcomer's first minutes with the studio, in a real browser: from `./gradus studio` to a digit of one's own that a
// network trained here reads. Records what the page looked like all the way (a trace with pictures, which
// `npx playwright show-trace first-steps.zip` plays), and tells how long each step took and what the studio needed.
//
//   npm install --no-save playwright-core
//   node bench/studio/first_steps.mjs [--chromium /usr/bin/chromium] [--out FOLDER] [--lang zh] [--home FOLDER]
//
// It needs Node and a Chromium; Gradus itself needs neither. --home is the GRADUS_HOME (an empty one fetches MNIST first).

import { spawn } from "node:child_process";
import { mkdtempSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const given = Object.fromEntries(process.argv.slice(2).join(" ").split("--").filter(Boolean).map((option) => option.trim().split(" ")));
const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const out = resolve(given.out ?? "first-steps");
const language = given.lang ?? "en";
mkdirSync(out, { recursive: true });

const begun = performance.now();
const seconds = () => Math.round(performance.now() - begun) / 1000;
/** @type {Object<string, unknown>} */
const measured = {};
const note = (name, value) => {
  measured[name] = value;
  console.log(name.padEnd(52), value);
};

const environment = { ...process.env, ...(given.home ? { GRADUS_HOME: resolve(given.home) } : {}) };
const studio = spawn(join(root, "gradus"), ["studio", "--no-open", "--port", "0"], { cwd: mkdtempSync(join(tmpdir(), "first-steps-")), env: environment, detached: true });
const address = await new Promise((found, failed) => {
  let said = "";
  studio.stdout.on("data", (text) => {
    said += text;
    const match = said.match(/http:\/\/\S+token=\S+/);
    if (match) found(match[0]);
  });
  studio.on("exit", (code) => failed(new Error(`the studio ended with ${code}: ${said}`)));
});
note("from ./gradus studio to its address, s", seconds());

const browser = await chromium.launch({ executablePath: given.chromium ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
const page = await context.newPage();
const until = async (expression) => {
  while (!(await page.evaluate(`Boolean(${expression})`))) await page.waitForTimeout(10);
};
const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];
const high = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length * 0.95)];

try {
  let from = performance.now();
  await page.goto(address + "&lang=" + language);
  await until("document.querySelector('h1')?.getBoundingClientRect().height > 0");
  note("map readable, s", Math.round(performance.now() - from) / 1000);

  from = performance.now();
  await page.goto(new URL("/learn/5.2-optimizers", address).href);
  await until("document.querySelector('article.prose h1')?.getBoundingClientRect().height > 0");
  note("lesson readable, s", Math.round(performance.now() - from) / 1000);
  from = performance.now();
  await page.evaluate("document.querySelector('.experiment:not([hidden]) .btn.main')?.click()");
  await until("Number(document.querySelector('.experiment:not([hidden])').dataset.painted ?? 0) > 0");
  note("its first picture after that, cold, s", Math.round(performance.now() - from) / 1000);

  await page.goto(new URL("/learn/3.1-mlp?experiment=boundary", address).href);
  const playing = await page.evaluate(async () => {
    const bench = document.querySelector(".experiment:not([hidden])");
    bench.querySelector(".btn.main")?.click();
    while (Number(bench.dataset.painted ?? 0) === 0) await new Promise((wake) => setTimeout(wake, 10));
    const gaps = [];
    let last = performance.now();
    let on = true;
    requestAnimationFrame(function frame(now) {
      gaps.push(performance.now() - last);
      last = performance.now();
      if (on) requestAnimationFrame(frame);
    });
    const before = Number(bench.dataset.painted);
    const start = performance.now();
    while (performance.now() - start < 6000 && bench.dataset.playing !== "false") await new Promise((wake) => setTimeout(wake, 20));
    on = false;
    return { updates: (Number(bench.dataset.painted) - before) / ((performance.now() - start) / 1000), gaps };
  });
  note("updates a second while a network trains", Math.round(playing.updates * 10) / 10);
  note("gaps between frames, ms: median, 95 %", [Math.round(median(playing.gaps)), Math.round(high(playing.gaps))]);

  // Only now, because pictures of every frame would slow down what was measured so far.
  await context.tracing.start({ screenshots: true });
  await page.goto(new URL("/digits", address).href);
  await until("document.querySelector('#begin').hidden === false");
  await page.locator("#network").selectOption("lenet");
  await page.locator("#epochs").selectOption("2");
  from = performance.now();
  await page.locator("#begin").click();
  await until("document.querySelector('#begin').hidden === true");
  await until("document.querySelector('#begin').hidden === false");
  note("training of LeNet, 2 epochs, s", Math.round(performance.now() - from) / 1000);

  const pad = await page.locator("#pad").boundingBox();
  const points = [];
  const arc = (x, y, radius, start, end) => {
    for (let angle = start; angle <= end; angle += 6) points.push([pad.x + pad.width * (x + radius * Math.cos((angle * Math.PI) / 180)), pad.y + pad.height * (y + radius * Math.sin((angle * Math.PI) / 180))]);
  };
  arc(0.48, 0.33, 0.16, -140, 90);
  arc(0.48, 0.66, 0.18, -90, 140);
  // From the event of a stroke to the next frame after the layers changed, seen from inside the page.
  await page.evaluate(() => {
    window.strokes = [];
    let at = 0;
    document.querySelector("#pad").addEventListener("pointermove", () => (at ||= performance.now()), true);
    new MutationObserver(() => {
      if (!at) return;
      const from = at;
      at = 0;
      requestAnimationFrame(() => window.strokes.push(performance.now() - from));
    }).observe(document.querySelector("#layers"), { childList: true, subtree: true, attributes: true });
  });
  await page.mouse.move(...points[0]);
  await page.mouse.down();
  for (const point of points) {
    await page.mouse.move(...point);
    await page.waitForTimeout(60);
  }
  await page.mouse.up();
  await until("document.body.dataset.answer === '3'");
  note("own digit read as 3, s since ./gradus studio", seconds());
  const strokes = await page.evaluate("window.strokes");
  note("from a stroke to all layers, ms: median, 95 %", [Math.round(median(strokes)), Math.round(high(strokes)), `of ${strokes.length}`]);
  await page.screenshot({ path: join(out, "digit.png") });

  await page.waitForTimeout(40_000);
  const java = readFileSync(`/proc/${studio.pid}/task/${studio.pid}/children`, "utf8").trim().split(" ").filter(Boolean);
  const process1 = java[0] ?? String(studio.pid);
  const status = readFileSync(`/proc/${process1}/status`, "utf8");
  note("memory of the studio after 40 s of rest, MB", Math.round(Number(status.match(/VmRSS:\s+(\d+)/)[1]) / 1024));
  const ticks = () => readFileSync(`/proc/${process1}/stat`, "utf8").split(") ")[1].split(" ").slice(11, 13).reduce((sum, one) => sum + Number(one), 0);
  const before = ticks();
  await page.waitForTimeout(10_000);
  note("its processor at rest, % of a core", Math.round((ticks() - before) * 10) / 100);
} finally {
  await context.tracing.stop({ path: join(out, "first-steps.zip") });
  await browser.close();
  writeFileSync(join(out, "first-steps.json"), JSON.stringify({ language, measured }, null, 2) + "\n");
  try {
    process.kill(-studio.pid);
  } catch {
    // It has ended already.
  }
}
