// Short words to the person: toasts, the alert of a pressed button, and the share sheet.

import { byId, el } from "./dom.js";
import { safeUrl } from "./links.js";
import { t } from "./words.js";

const SHORTEST = 2600;
const PER_CHARACTER = 45;

/** Show a line for long enough to read it. */
export function toast(text) {
  const node = el("p", { class: "toast", dir: "auto" }, text);
  byId("toasts").replaceChildren(node);
  setTimeout(() => node.remove(), SHORTEST + text.length * PER_CHARACTER);
}

/** Let a screen reader say something that is already on the screen. */
export function announce(text) {
  const node = el("p", {}, text);
  byId("announcer").append(node);
  setTimeout(() => node.remove(), 5000);
}

export const explain = (error) => error.message || t("error.network");

/** Do something that may fail, which is said then; tell whether it was done. */
export async function attempt(action, failed = "error.generic") {
  try {
    await action();
    return true;
  } catch (error) {
    toast(t(failed, { reason: explain(error) }));
    return false;
  }
}

export function showAlert(text) {
  byId("alert-text").textContent = text;
  byId("alert").showModal();
}

export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    toast(t("message.copied"));
  } catch {
    toast(t("error.copy"));
  }
}

let shared = { url: "", text: "" };

/** Show what Telegram's share sheet would send. */
export function openShare({ url, text }) {
  shared = { url, text };
  const address = safeUrl(url);
  const link = el("span", { class: "link", dir: "ltr" }, address?.href ?? url);
  byId("share-preview").replaceChildren(link, text ? el("span", { dir: "auto" }, text) : "");
  byId("share-all").hidden = text === "";
  byId("share").showModal();
}

export function wireShare() {
  byId("share-link").addEventListener("click", () => closeAndCopy(shared.url));
  byId("share-all").addEventListener("click", () => closeAndCopy(`${shared.text}\n${shared.url}`));
}

function closeAndCopy(text) {
  byId("share").close();
  copy(text.trim());
}
