// A rich message's blocks become nodes (Bot API, RichMessage): headings, lists, parts that unfold.

import { el, icon } from "./dom.js";
import { drawAction, drawLink, drawSpoiler } from "./entities.js";
import { expandable } from "./quotes.js";

const STYLES = {
  bold: "strong",
  italic: "em",
  underline: "u",
  strikethrough: "s",
  code: "code",
  marked: "mark",
  subscript: "sub",
  superscript: "sup",
};

/** Draw a rich message; `context` is that of `drawMessage`. What is not known draws its words. */
export const drawRich = (rich, context) => drawBlocks(rich.blocks, context);

/** The words alone, a line for each block. */
export const plainOf = (rich) => (rich ? rich.blocks.map(wordsOf).join("\n") : undefined);

function wordsOf(node) {
  if (node === undefined || typeof node === "string") return node ?? "";
  if (Array.isArray(node)) return node.map(wordsOf).join("");
  return [node.summary, node.text, ...(node.blocks ?? node.items ?? [])].map(wordsOf).join("\n").trim();
}

function drawBlocks(blocks, context) {
  const fragment = document.createDocumentFragment();
  for (const block of blocks ?? []) fragment.append((BLOCKS[block.type] ?? drawParagraph)(block, context));
  return fragment;
}

const BLOCKS = {
  heading: ({ text, size }, context) =>
    el("p", { class: "rich-heading", role: "heading", "aria-level": size, dir: "auto" }, drawWords(text, context)),
  divider: () => el("hr", { class: "rich-rule" }),
  footer: ({ text }, context) => el("p", { class: "rich-footer", dir: "auto" }, drawWords(text, context)),
  pre: ({ text }, context) => el("pre", { class: "rich-pre", dir: "auto" }, drawWords(text, context)),
  list: drawList,
  blockquote: (block, context) => el("blockquote", { class: "quote", dir: "auto" }, drawQuoted(block, context)),
  expandable_blockquote: (block, context) => expandable(drawQuoted(block, context)),
  pullquote: (block, context) => el("blockquote", { class: "quote", dir: "auto" }, drawWords(block.text, context)),
  details: drawDetails,
};

function drawParagraph(block, context) {
  return el("p", { class: "rich-line", dir: "auto" }, drawWords(block.text ?? "", context), drawBlocks(block.blocks, context));
}

function drawList({ items }, context) {
  const numbered = items.some((item) => item.label !== "•");
  const points = items.map((item) => el("li", { dir: "auto" }, drawBlocks(item.blocks, context)));
  return el(numbered ? "ol" : "ul", { class: "rich-list" }, ...points);
}

function drawQuoted({ blocks, credit }, context) {
  const fragment = drawBlocks(blocks, context);
  if (credit) fragment.append(el("cite", {}, drawWords(credit, context)));
  return fragment;
}

function drawDetails({ summary, blocks, is_open: open }, context) {
  const label = el("span", { dir: "auto" }, drawWords(summary, context));
  return el(
    "details",
    { class: "unfold", open: open === true },
    el("summary", {}, label, icon("chevron")),
    el("div", { class: "unfold-body" }, drawBlocks(blocks, context)),
  );
}

function drawWords(text, context) {
  const fragment = document.createDocumentFragment();
  for (const piece of Array.isArray(text) ? text : [text]) fragment.append(drawPiece(piece, context));
  return fragment;
}

function drawPiece(piece, context) {
  if (typeof piece === "string") return piece;
  const inner = drawWords(piece.text ?? "", context);
  const tag = STYLES[piece.type];
  if (tag) return el(tag, {}, inner);
  const special = SPECIAL[piece.type];
  return special ? special(piece, inner, context.actions) : el("span", {}, inner);
}

const SPECIAL = {
  url: ({ url }, inner, actions) => drawLink(url, inner, actions),
  mention: ({ username }, inner, actions) => drawLink(`https://t.me/${username}`, inner, actions),
  bot_command: ({ bot_command: command }, inner, actions) => drawAction(inner, () => actions.say(command)),
  hashtag: (_piece, inner) => el("span", { class: "hashtag" }, inner),
  cashtag: (_piece, inner) => el("span", { class: "hashtag" }, inner),
  spoiler: (_piece, inner) => drawSpoiler(inner),
};

/** Tell below which headings a message is unfolded, so that an edit can leave it so. */
export const unfolded = (node) => new Set(partsOf(node).filter((part) => part.open).map(headingOf));

export function unfoldAgain(node, headings) {
  for (const part of partsOf(node)) part.open ||= headings.has(headingOf(part));
}

const partsOf = (node) => Array.from(node.querySelectorAll(".unfold"));

function headingOf(part) {
  let before = part.previousElementSibling;
  while (before && !before.matches(".rich-heading")) before = before.previousElementSibling;
  return before?.textContent ?? "";
}
