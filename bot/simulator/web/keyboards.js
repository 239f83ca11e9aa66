// The buttons under a message.

import { el, icon } from "./dom.js";
import { safeUrl } from "./links.js";
import { t } from "./words.js";

/**
 * Draw an inline keyboard; null where there is none.
 *
 * `actions` has `open(url)`, `copy(text)`, `write(text)`, `press(messageId, data)`,
 * `isBusy(messageId, data)` and `unsupported()`.
 */
export function drawKeyboard(message, actions) {
  const rows = message.reply_markup?.inline_keyboard ?? [];
  if (rows.length === 0) return null;
  const keys = el("div", { class: "keys", role: "group", "aria-label": t("message.buttons") });
  for (const row of rows) {
    keys.append(el("div", { class: "keys-row" }, ...row.map((key) => drawKey(key, message, actions))));
  }
  keys.addEventListener("keydown", moveByArrow);
  return keys;
}

function drawKey(key, message, actions) {
  if (key.url !== undefined) return drawUrlKey(key, actions);
  if (key.copy_text !== undefined) {
    return drawActionKey(key, "copy", "button.copies", () => actions.copy(key.copy_text.text));
  }
  const query = inlineQuery(key);
  if (query !== undefined) {
    return drawActionKey(key, "write", "button.inserts", () => actions.writeInline(query));
  }
  if (key.callback_data === undefined) return drawActionKey(key, null, null, actions.unsupported);
  const button = drawActionKey(key, null, null, () => {
    actions.press(message.message_id, key.callback_data);
  });
  button.dataset.callback = key.callback_data;
  setBusy(button, actions.isBusy(message.message_id, key.callback_data));
  return button;
}

function inlineQuery(key) {
  return (
    key.switch_inline_query_current_chat ??
    key.switch_inline_query ??
    key.switch_inline_query_chosen_chat?.query
  );
}

function drawUrlKey(key, actions) {
  const url = safeUrl(key.url);
  if (url === null) return drawActionKey(key, null, null, actions.unsupported);
  const follow = (event) => {
    if (actions.open(url)) event.preventDefault();
  };
  const link = {
    href: url.href,
    title: url.href,
    target: "_blank",
    rel: "noopener noreferrer",
    "aria-label": t("button.opens", { label: key.text }),
    on: { click: follow },
  };
  return el("a", { ...common(key), ...link }, key.text, icon("out"));
}

function drawActionKey(key, symbol, described, act) {
  const label = described ? t(described, { label: key.text }) : null;
  const attributes = { ...common(key), type: "button", "aria-label": label, on: { click: act } };
  return el("button", attributes, key.text, symbol ? icon(symbol) : null);
}

const common = (key) => ({ class: "key", dir: "auto", data: key.style ? { style: key.style } : {} });

/** A busy button keeps its place and its focus, and cannot be pressed again. */
export function setBusy(button, busy) {
  button.setAttribute("aria-busy", String(busy));
  button.toggleAttribute("aria-disabled", false);
  if (busy) button.setAttribute("aria-disabled", "true");
}

const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

/** Move the focus among the rows of a keyboard. */
export function moveByArrow(event) {
  const step = STEPS[event.key];
  if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
  const rows = Array.from(event.currentTarget.children, (row) => Array.from(row.children));
  const at = rows.findIndex((row) => row.includes(event.target));
  if (at < 0) return;
  const leftToRight = getComputedStyle(event.currentTarget).direction === "ltr" ? 1 : -1;
  const row = rows[at + step[0]] ?? rows[at];
  const column = rows[at].indexOf(event.target) + step[1] * leftToRight;
  row[Math.max(0, Math.min(column, row.length - 1))].focus();
  event.preventDefault();
}
