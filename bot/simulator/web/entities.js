// A message's text and entities become nodes. Offsets are UTF-16 units, which is what a
// JavaScript string counts in.

import { el, icon } from "./dom.js";
import { expandable } from "./quotes.js";
import { safeUrl } from "./links.js";
import { entityTime, fullTime, t } from "./words.js";

const BLOCKS = new Set(["blockquote", "expandable_blockquote", "pre"]);
const PLAIN_TAGS = { bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code" };

/**
 * Draw `text` with its entities.
 *
 * `actions` has `open(url)`, `say(text)`, `write(text)` and `copy(text)`; `now` is the demo's time.
 * Entities that overlap without nesting are cut where they cross, so any input draws something.
 */
export function drawText(text, entities, { actions, now }) {
  const fragment = document.createDocumentFragment();
  draw(fragment, { text, from: 0, to: text.length, actions, now }, inOrder(text, entities ?? []));
  return fragment;
}

/** Drop what makes no sense, and put outer entities before the ones inside them. */
function inOrder(text, entities) {
  return entities
    .filter((entity) => Number.isInteger(entity.offset) && Number.isInteger(entity.length))
    .map((entity) => ({
      entity,
      from: Math.max(0, entity.offset),
      to: Math.min(text.length, entity.offset + entity.length),
    }))
    .filter((span) => span.from < span.to)
    .sort(
      (a, b) => a.from - b.from || b.to - a.to || isBlock(b.entity) - isBlock(a.entity),
    );
}

const isBlock = (entity) => BLOCKS.has(entity.type);

function draw(parent, context, spans) {
  const queue = [...spans];
  let at = context.from;
  while (queue.length > 0) {
    const span = queue.shift();
    if (isBlock(span.entity)) at = drawGap(parent, context, at, span.from, { before: true });
    else at = drawGap(parent, context, at, span.from, {});
    const inside = queue.filter((other) => other.from < span.to);
    const outside = queue.filter((other) => other.from >= span.to);
    const crossing = inside.filter((other) => other.to > span.to);
    const nested = inside.map((other) => ({ ...other, to: Math.min(other.to, span.to) }));
    queue.splice(0, queue.length, ...crossing.map((other) => ({ ...other, from: span.to })), ...outside);
    parent.append(drawSpan(span, context, nested));
    at = isBlock(span.entity) && context.text[span.to] === "\n" ? span.to + 1 : span.to;
  }
  drawGap(parent, context, at, context.to, {});
}

/** Draw plain text; a line break next to a block is the block's own edge, so it is left out. */
function drawGap(parent, { text }, from, to, { before = false }) {
  let plain = text.slice(from, Math.max(from, to));
  if (before && plain.endsWith("\n")) plain = plain.slice(0, -1);
  if (plain !== "") parent.append(plain);
  return Math.max(from, to);
}

function drawSpan({ entity, from, to }, context, nested) {
  const inner = document.createDocumentFragment();
  draw(inner, { ...context, from, to }, nested);
  const written = context.text.slice(from, to);
  const tag = PLAIN_TAGS[entity.type];
  if (tag) return el(tag, {}, inner);
  const special = SPECIAL[entity.type];
  return special ? special({ entity, written, inner, ...context }) : el("span", {}, inner);
}

const SPECIAL = {
  spoiler: ({ inner }) => drawSpoiler(inner),
  pre: drawPre,
  blockquote: ({ inner }) => el("blockquote", { class: "quote", dir: "auto" }, inner),
  expandable_blockquote: ({ inner }) => expandable(inner),
  url: ({ written, inner, actions }) => drawLink(written, inner, actions),
  text_link: ({ entity, inner, actions }) => drawLink(entity.url, inner, actions),
  mention: ({ written, inner, actions }) => drawLink(`https://t.me/${written.slice(1)}`, inner, actions),
  bot_command: ({ written, inner, actions }) => drawAction(inner, () => actions.say(written)),
  hashtag: ({ inner }) => el("span", { class: "hashtag" }, inner),
  cashtag: ({ inner }) => el("span", { class: "hashtag" }, inner),
  date_time: drawTime,
};

/** Draw a link that the page may handle itself; an address that may not be followed stays text. */
export function drawLink(written, inner, actions, className = "link") {
  const url = safeUrl(written);
  if (url === null) return el("span", {}, inner);
  const follow = (event) => {
    if (actions.open(url)) event.preventDefault();
  };
  return el(
    "a",
    {
      class: className,
      href: url.href,
      title: url.href,
      target: "_blank",
      rel: "noopener noreferrer",
      on: { click: follow },
    },
    inner,
  );
}

export function drawAction(inner, act) {
  return el("button", { type: "button", class: "link command", on: { click: act } }, inner);
}

export function drawSpoiler(inner) {
  const content = el("span", { class: "spoiler-text", "aria-hidden": "true" }, inner);
  content.inert = true;
  const cover = el("span", {
    class: "spoiler",
    role: "button",
    tabindex: "0",
    "aria-label": t("message.spoiler"),
  }, content);
  const reveal = (event) => {
    if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    event.stopPropagation();
    // One tap shows every hidden word of the message, as people know it from messengers.
    const message = cover.closest(".text") ?? cover;
    for (const other of [cover, ...message.querySelectorAll(".spoiler")]) uncover(other);
  };
  cover.addEventListener("click", reveal, { once: true });
  cover.addEventListener("keydown", (event) => cover.matches(".spoiler") && reveal(event));
  return cover;
}

function uncover(cover) {
  cover.className = "revealed";
  for (const name of ["role", "tabindex", "aria-label"]) cover.removeAttribute(name);
  const content = cover.querySelector(".spoiler-text");
  content.removeAttribute("aria-hidden");
  content.inert = false;
}

function drawPre({ entity, written, inner, actions }) {
  const copy = el(
    "button",
    { type: "button", class: "pre-copy", on: { click: () => actions.copy(written) } },
    icon("copy"),
    el("span", {}, t("message.copy")),
  );
  const head = el("div", { class: "pre-head" }, el("span", {}, entity.language ?? ""), copy);
  const code = el("pre", { tabindex: "0", dir: "auto" }, el("code", {}, inner));
  return el("div", { class: "pre" }, head, code);
}

function drawTime({ entity, inner, now }) {
  if (!Number.isFinite(entity.unix_time)) return el("span", {}, inner);
  const worded = entityTime(entity.unix_time, entity.date_time_format ?? "", now);
  const moment = new Date(entity.unix_time * 1000);
  if (Number.isNaN(moment.getTime())) return el("span", {}, inner);
  return el(
    "time",
    { class: "moment", datetime: moment.toISOString(), title: fullTime(entity.unix_time) },
    worded ?? inner,
  );
}
