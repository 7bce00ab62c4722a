// The map of the course.

import { $, $$, both, keep, kept, language, live, make, picture, progress, start, toast } from "./base.js";
import { Engine } from "./live.js";

start();

const done = progress();
for (const card of $$(".lc")) card.classList.toggle("done", done["lesson:" + card.dataset.lesson] === true);

const last = kept("last");
const card = last ? $(`.lc[data-lesson="${CSS.escape(last)}"]`) : null;
if (card) {
  card.classList.add("now");
  const link = /** @type {HTMLAnchorElement} */ ($("#continue"));
  link.href = card.getAttribute("href") ?? link.href;
  $(".begin", link).hidden = true;
  $(".go-on", link).hidden = false;
  $(".which", link).append($("b", card).cloneNode(true));
}

// ---- progress, to be taken along ---------------------------------------------------------------------
$("#save").addEventListener("click", () => {
  const text = JSON.stringify({ gradus: 1, progress: progress(), last: kept("last") }, null, 2);
  const link = make("a", { href: URL.createObjectURL(new Blob([text], { type: "application/json" })), download: "gradus-progress.json" });
  link.click();
  URL.revokeObjectURL(link.getAttribute("href") ?? "");
});
const file = /** @type {HTMLInputElement} */ ($("#file"));
$("#load").addEventListener("click", () => file.click());
file.addEventListener("change", async () => {
  try {
    const read = JSON.parse((await file.files?.[0]?.text()) ?? "");
    if (read.gradus !== 1 || typeof read.progress !== "object") throw new Error("not a file of progress");
    keep("progress", JSON.stringify({ ...progress(), ...read.progress }));
    if (typeof read.last === "string") keep("last", read.last);
    location.reload();
  } catch {
    toast({ en: "This is not a file that Save wrote.", zh: "这不是“保存”写出的文件。" });
  }
});

// ---- a network that learns while one looks --------------------------------------------------------
const hero = $("#hero");
if (hero && live) {
  const figure = make("div", { class: "figure" });
  const caption = make("p", { class: "hint caption" });
  hero.append(figure, caption);
  const id = "hero-" + Math.random().toString(36).slice(2);
  let at = -1;
  let states = 0;
  let waiting = false;
  const engine = new Engine(() => {});
  const next = () => {
    if (waiting || at >= states - 1) return;
    waiting = true;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    engine.send({ do: "view", id, state: calm ? states - 1 : at + 1, width: Math.round(hero.clientWidth), lang: language() });
  };
  engine.listen(id, (message) => {
    if (message.type === "news") {
      states = message.states;
      next();
    } else if (message.type === "state") {
      setTimeout(() => {
        waiting = false;
        at = message.state;
        const [first] = Object.values(message.figures);
        if (first) picture(figure, first);
        caption.replaceChildren(both({ en: `A small network learns to tell two moons apart: step ${message.done}.`, zh: `一个小网络正在学会分开两弯月牙：第 ${message.done} 步。` }));
        next();
      }, 40);
    }
  });
  engine.send({ do: "start", id, experiment: "boundary", settings: {} });
}
