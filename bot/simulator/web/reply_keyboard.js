// The keyboard that a bot puts in the place of the person's own (Bot API, ReplyKeyboardMarkup).

import { byId, el, show } from "./dom.js";
import { moveByArrow } from "./keyboards.js";

/**
 * Look after the keyboard above the message box.
 *
 * `say(text)`, `place()` and `chat(request)` carry out what a button asks for and resolve to false
 * where nothing came of it; `unsupported()` answers for the others. A keyboard for one time folds
 * away once it was used and comes back by its button, as in Telegram.
 */
export function createReplyKeyboard({ say, place, chat, unsupported, focusBox }) {
  const panel = byId("reply-keys");
  const toggle = byId("reply-toggle");
  let keyboard = null;
  let open = false;

  function draw() {
    const hadFocus = panel.contains(document.activeElement);
    const rows = keyboard?.keyboard ?? [];
    panel.replaceChildren(...rows.map((row) => el("div", { class: "keys-row" }, ...row.map(drawKey))));
    show(panel, open);
    show(toggle, keyboard !== null);
    toggle.setAttribute("aria-expanded", String(open));
    if (hadFocus) focusBox();
  }

  function drawKey(key) {
    const attributes = { type: "button", class: "key", dir: "auto", on: { click: () => use(key) } };
    return el("button", attributes, key.text);
  }

  async function use(key) {
    if ((await carryOut(key)) && keyboard?.one_time_keyboard) fold(false);
  }

  function carryOut(key) {
    if (key.request_location) return place();
    if (key.request_chat) return chat(key.request_chat);
    if (Object.keys(key).some((name) => name.startsWith("request_") || name === "web_app")) {
      unsupported();
      return false;
    }
    return say(key.text);
  }

  function fold(opened) {
    open = opened;
    draw();
  }

  toggle.addEventListener("click", () => {
    fold(!open);
    if (open) panel.querySelector(".key")?.focus();
  });
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return moveByArrow(event);
    fold(false);
    toggle.focus();
  });

  return {
    /** Take the keyboard of the chat, null for none; a new one stands open. */
    set(wanted) {
      keyboard = wanted ?? null;
      fold(keyboard !== null);
    },
  };
}
