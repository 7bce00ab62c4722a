// Asking the engine for something once, and telling a person why it could not be had.

import { base, toast } from "./base.js";

/** @typedef {import("./base.js").Text} Text */

/** @type {Text} */ const SILENT = { en: "The studio does not answer. Is it still running?", zh: "引擎没有回应。它还在运行吗？" };

/** What the engine answers; what it refuses is thrown, in its words. @param {string} path from where the site begins @param {RequestInit} [options] @returns {Promise<any>} */
export async function ask(path, options) {
  const response = await fetch(base + path, options);
  const answer = await response.json().catch(() => SILENT);
  if (!response.ok) throw answer;
  return answer;
}

/** What a failure says; where it says nothing, the engine is not there. @param {any} failure @returns {Text} */
export const words = (failure) => (failure?.en ? failure : SILENT);

/** @param {any} failure */
export const tell = (failure) => toast(words(failure));

/** Bytes that came as text. @param {string} base64 */
export const bytes = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
