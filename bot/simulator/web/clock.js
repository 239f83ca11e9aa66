// The demo's clock: what time it is for the bot, and the jump to the next digest.

import { byId, show } from "./dom.js";
import { explain, toast } from "./notices.js";
import { post } from "./server.js";
import { soonTime, t, weekdayAndTime } from "./words.js";

export function createClock({ place }) {
  const label = byId("clock-label");
  const button = byId("clock-skip");
  const shown = byId("clock-time");
  const reason = byId("clock-reason");
  const over = byId("over");
  let ahead = 0;
  let nextEvent = null;
  let isOver = false;
  let skipping = false;

  const now = () => Date.now() / 1000 + ahead;

  function draw() {
    const text = weekdayAndTime(now());
    if (shown.textContent !== text) shown.textContent = text;
    shown.dateTime = new Date(now() * 1000).toISOString();
    const time = nextEvent === null ? "" : soonTime(nextEvent, now());
    button.setAttribute("aria-disabled", String(nextEvent === null || skipping));
    label.textContent = wording(time);
    reason.textContent = nextEvent === null ? t("clock.reason") : "";
    button.title = reason.textContent;
    const end = isOver ? t("clock.over") : "";
    if (over.textContent !== end) over.textContent = end;
    show(over, isOver);
  }

  function wording(time) {
    if (skipping) return t("clock.skipping");
    return nextEvent === null ? t("clock.none") : t("clock.skip", { time });
  }

  function set({ time, next_event: next, is_over: ended }) {
    ahead = time - Date.now() / 1000;
    nextEvent = next ?? null;
    isOver = ended;
    draw();
  }

  async function skip() {
    if (skipping) return;
    if (nextEvent === null) return toast(t("clock.reason"));
    skipping = true;
    draw();
    try {
      set(await post("clock/skip", { ...place(), next_event: nextEvent }));
      toast(t("clock.skipped", { time: weekdayAndTime(now()) }));
    } catch (error) {
      toast(t("error.generic", { reason: explain(error) }));
    }
    skipping = false;
    draw();
  }

  button.addEventListener("click", skip);
  setInterval(draw, 1000);
  return { now, set, draw, skip };
}
