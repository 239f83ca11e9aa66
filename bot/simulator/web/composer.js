// The message box.

import { byId } from "./dom.js";
import { createCommands } from "./commands.js";
import { createInline } from "./inline.js";
import { toast } from "./notices.js";
import { createPicker } from "./picker.js";
import { t } from "./words.js";

const LIMIT = 4096;

/**
 * Look after the message box.
 *
 * `say(text)` sends and resolves to false where that failed; `focusButtons()` moves up into the
 * conversation; `commands()`, `place()`, `username()` and `start(payload)` serve the lists above.
 */
export function createComposer({ say, focusButtons, commands, place, username, start }) {
  const form = byId("composer");
  const box = byId("message");
  const send = byId("send");
  const button = byId("commands-button");

  const picker = createPicker({
    onOpen(open) {
      button.setAttribute("aria-expanded", String(open));
    },
  });

  function write(text) {
    box.value = text;
    box.focus();
    changed();
  }

  function clear() {
    empty();
    box.focus();
  }

  function empty() {
    box.value = "";
    changed();
  }

  const commandList = createCommands({
    picker,
    commands,
    write,
    say(text) {
      // The command replaces its own typed beginning, but no other draft.
      if (box.value.startsWith("/")) clear();
      say(text);
    },
  });
  const inline = createInline({ picker, place, username, clear, start });

  function changed() {
    send.setAttribute("aria-disabled", String(box.value.trim() === ""));
    if (!CSS.supports("field-sizing", "content")) fit();
    if (!inline.offer(box.value) && !commandList.offer(box.value)) picker.close();
  }

  function fit() {
    box.style.height = "auto";
    box.style.height = `${box.scrollHeight}px`;
  }

  async function submit() {
    const text = box.value.trim();
    if (text === "") return;
    if (text.length > LIMIT) return toast(t("composer.long", { limit: LIMIT }));
    clear();
    if (!(await say(text)) && box.value === "") write(text);
  }

  box.addEventListener("input", changed);
  box.addEventListener("keydown", (event) => {
    if (picker.handleKey(event) || event.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      submit();
    } else if (event.key === "ArrowUp" && box.value === "" && focusButtons()) {
      event.preventDefault();
    }
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
  changed();

  return { write, empty, focus: () => box.focus() };
}
