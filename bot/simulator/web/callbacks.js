// Pressed buttons: busy until the bot answers, as in Telegram.

import { safeUrl } from "./links.js";
import { explain, showAlert, toast } from "./notices.js";
import { post } from "./server.js";
import { t } from "./words.js";

const PATIENCE = 20000;

/** `onBusy(messageId, data, busy)` is told when a button's state changes. */
export function createCallbacks({ place, onBusy, open }) {
  const busy = new Set();
  const waiting = new Map();
  const early = new Map();

  const keyOf = (messageId, data) => `${place().chat} ${messageId} ${data}`;

  function finish(press) {
    clearTimeout(press.timer);
    busy.delete(press.key);
    onBusy(press.messageId, press.data, false);
  }

  async function press(messageId, data) {
    const key = keyOf(messageId, data);
    if (busy.has(key)) return;
    const pressed = { key, messageId, data, timer: null };
    busy.add(key);
    onBusy(messageId, data, true);
    try {
      const { id } = await post("press", { ...place(), message_id: messageId, data });
      if (early.has(id)) return settle(id, pressed, early.get(id));
      waiting.set(id, pressed);
      pressed.timer = setTimeout(() => {
        waiting.delete(id);
        finish(pressed);
        toast(t("button.late"));
      }, PATIENCE);
    } catch (error) {
      finish(pressed);
      toast(t("error.generic", { reason: explain(error) }));
    }
  }

  function settle(id, pressed, answer) {
    early.delete(id);
    waiting.delete(id);
    finish(pressed);
    const url = answer.url ? safeUrl(answer.url) : null;
    if (url) open(url);
    if (!answer.text) return;
    if (answer.show_alert) showAlert(answer.text);
    else toast(answer.text);
  }

  return {
    press,
    isBusy: (messageId, data) => busy.has(keyOf(messageId, data)),
    /** Take the bot's answer, which may come before the request that pressed has ended. */
    answered(answer) {
      const pressed = waiting.get(answer.id);
      if (pressed) settle(answer.id, pressed, answer);
      else early.set(answer.id, answer);
    },
  };
}
