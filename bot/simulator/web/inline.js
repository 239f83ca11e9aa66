// Inline mode: "@botname words" in the message box shows results to choose from.

import { el } from "./dom.js";
import { ownUrl } from "./links.js";
import { explain, toast } from "./notices.js";
import { post } from "./server.js";
import { t } from "./words.js";

const PAUSE = 300;

/** `clear()` empties the message box after a choice; `start(payload)` follows a results button. */
export function createInline({ picker, place, username, clear, start }) {
  let timer = null;
  let asked = 0;
  let results = [];

  function note(text) {
    picker.open([], { label: t("inline.label"), note: text });
  }

  async function ask(query, offset) {
    const number = (asked += 1);
    try {
      const answer = await post("inline", { ...place(), query, offset });
      if (number !== asked) return;
      const selected = offset ? results.length : 0;
      results = offset ? results.concat(answer.results ?? []) : (answer.results ?? []);
      present(query, answer, selected);
    } catch (error) {
      if (number === asked) note(error.status ? explain(error) : t("inline.failed"));
    }
  }

  function present(query, answer, selected) {
    const items = results.map(resultItem);
    if (answer.button?.start_parameter) {
      const pick = () => start(answer.button.start_parameter);
      items.unshift({ className: "", nodes: [el("div", { class: "choice-name" }, answer.button.text)], pick });
    }
    if (answer.next_offset) items.push(moreItem(query, answer.next_offset));
    if (items.length === 0) return note(t("inline.none"));
    picker.open(items, { label: t("inline.label"), selected });
  }

  function moreItem(query, offset) {
    return {
      className: "",
      keepsOpen: true,
      nodes: [el("div", { class: "choice-name" }, t("inline.more"))],
      pick: () => ask(query, offset),
    };
  }

  function resultItem(result) {
    const title = result.title ?? result.caption ?? result.id;
    const text = el("div", { class: "choice-text", dir: "auto" }, result.description ?? "");
    return {
      className: "result-choice",
      nodes: [face(result, title), el("div", {}, el("div", { class: "choice-title", dir: "auto" }, title), text)],
      pick: () => choose(result.id),
    };
  }

  async function choose(id) {
    clear();
    try {
      await post("choose", { ...place(), result_id: id });
    } catch (error) {
      toast(t("error.generic", { reason: explain(error) }));
    }
  }

  return {
    /** Ask the bot when the text addresses it; false where it does not. */
    offer(text) {
      clearTimeout(timer);
      asked += 1;
      const begun = `@${username()} `;
      if (!text.toLowerCase().startsWith(begun.toLowerCase())) return false;
      if (!picker.isOpen()) note(t("inline.searching"));
      timer = setTimeout(() => ask(text.slice(begun.length).trim(), ""), PAUSE);
      return true;
    },
  };
}

function face(result, title) {
  const picture = ownUrl(result.thumbnail_url);
  const inside = picture ? el("img", { src: picture, alt: "" }) : (Array.from(title)[0] ?? "");
  return el("div", { class: "choice-face", "aria-hidden": "true" }, inside);
}
