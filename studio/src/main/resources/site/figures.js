// The overview of the figures, and the page of each.

import { $$, start } from "./base.js";

start();

for (const code of $$(".command code")) {
  code.addEventListener("click", () => getSelection()?.selectAllChildren(code));
}
