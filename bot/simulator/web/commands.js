// The menu of the bot's commands, opened by its button or by typing "/".

import { byId, el } from "./dom.js";
import { t } from "./words.js";

/** `say(text)` sends; `write(text)` puts words in the box; `commands()` are the bot's. */
export function createCommands({ picker, commands, say, write }) {
  const button = byId("commands-button");

  function open(found, options) {
    picker.open(found.map(item), { label: t("commands.label"), ...options });
  }

  function item({ command, description }) {
    return {
      className: "command-choice",
      nodes: [
        el("div", { class: "choice-name", dir: "ltr" }, `/${command}`),
        el("div", { class: "choice-text", dir: "auto" }, description),
      ],
      pick: () => say(`/${command}`),
      write: () => write(`/${command} `),
    };
  }

  button.addEventListener("click", () => {
    if (picker.isOpen()) return picker.close();
    const all = commands();
    open(all, { note: t(all.length > 0 ? "commands.hint" : "commands.none"), focus: button });
  });

  return {
    /** Offer the commands that the typed text may become; false where it can become none. */
    offer(text) {
      const typed = /^\/(\w*)$/.exec(text);
      if (!typed) return false;
      const begun = typed[1].toLowerCase();
      const found = commands().filter(({ command }) => command.startsWith(begun));
      if (found.length === 0) return false;
      open(found, { note: t("commands.hint") });
      return true;
    },
  };
}
