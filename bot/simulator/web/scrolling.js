// Where the conversation stands: pinned to its end, or somewhere above it with unread messages.

import { byId, calm, show } from "./dom.js";
import { t } from "./words.js";

const NEAR = 64;
const ROOM_ABOVE = 44;

/** Look after the scroll position of `scroller`; `onUnread(count)` hears of unread messages. */
export function createScrolling(scroller, { onUnread }) {
  const button = byId("to-bottom");
  const badge = byId("unread");
  let pinned = true;
  let unread = 0;
  let last = 0;

  const distance = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight;

  function update() {
    const near = distance() < NEAR;
    if (near && !document.hidden) unread = 0;
    show(button, !near);
    show(badge, unread > 0);
    badge.textContent = unread > 99 ? "99+" : String(unread);
    const label = unread > 0 ? t("chat.unread", { count: unread }) : t("chat.bottom");
    button.setAttribute("aria-label", label);
    button.title = label;
    onUnread(unread);
  }

  function toEnd({ smooth = false } = {}) {
    pinned = true;
    scroller.scrollTo({
      top: scroller.scrollHeight,
      behavior: smooth && !calm() ? "smooth" : "instant",
    });
    update();
  }

  /** A new message that is taller than the view is shown from its beginning. */
  function toMessage(node) {
    const top = node.offsetTop - scroller.offsetTop - ROOM_ABOVE;
    const end = scroller.scrollHeight - scroller.clientHeight;
    scroller.scrollTo({ top: Math.min(top, end), behavior: calm() ? "instant" : "smooth" });
    pinned = top >= end;
    update();
  }

  scroller.addEventListener("scroll", () => {
    // Only a person scrolls up; a smooth scroll on its way down is still bound for the end.
    if (distance() < NEAR) pinned = true;
    else if (scroller.scrollTop < last) pinned = false;
    last = scroller.scrollTop;
    update();
  });
  document.addEventListener("visibilitychange", update);
  button.addEventListener("click", () => {
    toEnd({ smooth: true });
    byId("message").focus({ preventScroll: true });
  });
  const settle = () => (pinned ? toEnd() : update());
  new ResizeObserver(settle).observe(scroller);
  scroller.addEventListener("load", settle, { capture: true });

  return {
    toEnd,
    update,
    isPinned: () => pinned,
    /** Follow what changed in place, such as an edit. */
    settle,
    arrived(node, { mine }) {
      if (mine) return toEnd({ smooth: true });
      if (!pinned || document.hidden) unread += 1;
      if (pinned) toMessage(node);
      else update();
    },
  };
}
