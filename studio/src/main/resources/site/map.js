// The map of the course.

import { $, $$, kept, progress, start } from "./base.js";

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
