// The overview of the figures, and the page of each.

import { $$, onChange, start } from "./base.js";
import { shaded } from "./recorded.js";

start();

/** Pictures fit the theme, and paper is light. @param {(address: string) => string} address */
function draw(address) {
  for (const image of $$("img.figure")) {
    const wanted = address(image.getAttribute("src") ?? "");
    if (image.getAttribute("src") !== wanted) image.setAttribute("src", wanted);
  }
}

draw(shaded);
onChange(() => draw(shaded));
addEventListener("beforeprint", () => draw((address) => address.replace(/#.*$/, "")));
addEventListener("afterprint", () => draw(shaded));

for (const code of $$(".command code")) {
  code.addEventListener("click", () => getSelection()?.selectAllChildren(code));
}
