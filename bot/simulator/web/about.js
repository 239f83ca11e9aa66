// What this page is and what to try: beside the chat where there is room, else in the settings.

import { byId, el } from "./dom.js";
import { t } from "./words.js";

// Each suggestion, and what it does; a command the bot does not have is not suggested.
const TRIES = [
  { words: "about.tryStart", command: "start" },
  { words: "about.tryLatest", command: "latest" },
  { words: "about.tryTag", command: "tag", rest: "芯片" },
  { words: "about.tryDigest", command: "digest" },
  { words: "about.trySkip", act: "skip", label: "clock.next" },
  { words: "about.tryInline", act: "inline" },
  { words: "about.tryGroup", act: "group", label: "chats.newGroup" },
  { words: "about.tryPerson", act: "person", label: "person.new" },
];

/**
 * `say(text)`, `write(text)`, `skip()`, `group()` and `person()` do what is tried; `commands()` and
 * `username()` are the bot's.
 */
export function createAbout({ say, write, skip, group, person, commands, username }) {
  function drawTry({ words, command, rest, act, label }) {
    const text = command ? [`/${command}`, rest].filter(Boolean).join(" ") : "";
    const inline = `@${username()} chips`;
    const acts = { skip, group, person, inline: () => write(inline) };
    const shown = { inline }[act] ?? (label ? t(label) : text);
    const click = acts[act] ?? (() => say(text));
    const button = el(
      "button",
      { type: "button", class: "try", on: { click } },
      el("strong", { dir: "auto" }, shown),
      el("span", {}, t(words)),
    );
    return el("li", {}, button);
  }

  return {
    draw() {
      const known = new Set(commands().map(({ command }) => command));
      const tries = TRIES.filter(({ command }) => !command || command === "start" || known.has(command));
      byId("tries").replaceChildren(...tries.map(drawTry));
    },
  };
}

/** The same words in short, for screens with no room beside the chat. */
export function drawAbout(heading) {
  return el(
    "section",
    { class: "about-copy group" },
    el(heading, { class: "label" }, t("about.title")),
    el("p", {}, t("about.what")),
    el("p", {}, t("about.sampleText")),
  );
}
