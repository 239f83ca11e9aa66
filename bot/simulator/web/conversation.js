// The messages of one chat, kept in order and drawn in place.

import { byId, el, show } from "./dom.js";
import { setBusy } from "./keyboards.js";
import { drawMessage, isMine, senderId, senderName, serviceWords, textOf } from "./message.js";
import { announce } from "./notices.js";
import { openQuotes, reopenQuotes } from "./quotes.js";
import { unfoldAgain, unfolded } from "./rich.js";
import { createScrolling } from "./scrolling.js";
import { dayOf, sameDay, t } from "./words.js";

const JOIN_SECONDS = 300;
const TYPING_SECONDS = 5.5;
const FOCUSABLE = "a[href], button, [tabindex='0']";

/** `context()` gives what drawMessage needs; `onUnread(count)` hears of messages not seen yet. */
export function createConversation({ context, onUnread, onTyping }) {
  const list = byId("messages");
  const typing = byId("typing");
  const scrolling = createScrolling(byId("scroller"), { onUnread });
  const messages = new Map();
  const drawn = new Map();
  const days = new Map();
  let typingTimer = null;

  const inOrder = () => Array.from(messages.values()).sort((a, b) => a.message_id - b.message_id);

  function nodeOf(message) {
    const known = drawn.get(message.message_id);
    if (known?.message === message) return known.node;
    const node = drawMessage(message, context());
    if (known) replace(known.node, node);
    drawn.set(message.message_id, { message, node });
    return node;
  }

  /** Draw the list from `messages`, touching only the nodes that changed. */
  function sync() {
    const wanted = [];
    let previous = null;
    for (const message of inOrder()) {
      const newDay = !previous || !sameDay(previous.date, message.date);
      if (newDay) wanted.push(dayNode(message.date));
      const node = nodeOf(message);
      node.classList.toggle("joined", !newDay && belongsTo(previous, message));
      wanted.push(node);
      previous = message;
    }
    const keep = new Set(wanted);
    for (const child of Array.from(list.children)) if (!keep.has(child)) child.remove();
    wanted.forEach((node, index) => {
      if (list.children[index] !== node) list.insertBefore(node, list.children[index] ?? null);
    });
  }

  function dayNode(unix) {
    const name = dayOf(unix, context().now);
    if (!days.has(name)) days.set(name, el("li", { class: "day" }, el("span", {}, name)));
    return days.get(name);
  }

  function setTyping(active) {
    clearTimeout(typingTimer);
    if (active) typingTimer = setTimeout(() => setTyping(false), TYPING_SECONDS * 1000);
    if (typing.hidden !== active) return;
    show(typing, active);
    onTyping(active);
    scrolling.settle();
  }

  return {
    isEmpty: () => messages.size === 0,
    setTyping,

    /** Take the whole history, as at the beginning or after a lost connection. */
    reset(history) {
      messages.clear();
      for (const message of history) messages.set(message.message_id, message);
      for (const id of drawn.keys()) if (!messages.has(id)) drawn.delete(id);
      sync();
      scrolling.settle();
    },

    /** Take a new message or a new version of one. */
    put(message) {
      const fresh = !messages.has(message.message_id);
      messages.set(message.message_id, message);
      const mine = isMine(message, context());
      if (!mine) setTyping(false);
      sync();
      const { node } = drawn.get(message.message_id);
      if (!fresh) return scrolling.settle();
      node.classList.add("fresh");
      scrolling.arrived(node, { mine });
      if (!mine) announce(heard(message, context()));
    },

    remove(id) {
      const hadFocus = drawn.get(id)?.node.contains(document.activeElement);
      messages.delete(id);
      drawn.delete(id);
      sync();
      scrolling.settle();
      if (hadFocus) byId("message").focus();
    },

    /** Draw everything again, as after a change of the page's language. */
    redraw() {
      drawn.clear();
      days.clear();
      sync();
      scrolling.update();
    },

    setBusy(id, data, busy) {
      const node = drawn.get(id)?.node;
      for (const key of node?.querySelectorAll(".key[data-callback]") ?? []) {
        if (key.dataset.callback === data) setBusy(key, busy);
      }
    },

    /** Move the focus to the first button of the newest message that has one. */
    focusButtons() {
      const key = Array.from(list.querySelectorAll(".keys")).at(-1)?.querySelector(".key");
      key?.focus();
      return key !== undefined;
    },

    toEnd: scrolling.toEnd,
  };
}

function belongsTo(previous, message) {
  const sameSender = senderId(previous) === senderId(message) && !previous.new_chat_members;
  return sameSender && message.date - previous.date < JOIN_SECONDS;
}

const heard = (message, context) =>
  serviceWords(message, context) ||
  t("message.said", { name: senderName(message, context), text: textOf(message) });

/** Put a new version in an old one's place: the focus, open quotations and shown words stay. */
function replace(old, node) {
  const focusables = Array.from(old.querySelectorAll(FOCUSABLE));
  const focused = focusables.indexOf(document.activeElement);
  const label = document.activeElement?.textContent;
  const quotes = openQuotes(old);
  const parts = unfolded(old);
  const revealed = old.querySelector(".revealed") !== null;
  old.replaceWith(node);
  reopenQuotes(node, quotes);
  unfoldAgain(node, parts);
  if (revealed) node.querySelector(".spoiler")?.click();
  if (focused < 0) return;
  const now = Array.from(node.querySelectorAll(FOCUSABLE));
  const same = now.find((candidate) => candidate.textContent === label);
  (same ?? now[Math.min(focused, now.length - 1)] ?? byId("message")).focus({ preventScroll: true });
}
