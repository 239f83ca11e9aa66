// One message: its bubble, and what hangs on it.

import { el, icon } from "./dom.js";
import { drawLink, drawText } from "./entities.js";
import { drawKeyboard } from "./keyboards.js";
import { isWeb, ownUrl, readLink, safeUrl, shortUrl } from "./links.js";
import { drawRich, plainOf } from "./rich.js";
import { fullTime, t, timeOf } from "./words.js";

const LINKS = new Set(["url", "text_link"]);

export const textOf = (message) => message.text ?? message.caption ?? plainOf(message.rich_message) ?? "";
const entitiesOf = (message) => message.entities ?? message.caption_entities ?? [];
/** A channel's posts are nobody's own: they come from the channel. */
export const isMine = (message, { person }) => message.from?.id === person.id;

/** The forum topic it stands in, 0 for the chat itself. */
export const topicOf = (message) => (message.is_topic_message ? message.message_thread_id : 0);

export const senderId = (message) => message.from?.id ?? message.sender_chat?.id;

export function senderName(message, context) {
  if (isMine(message, context)) return t("message.you");
  return message.from ? nameOf(message.from, context) : message.sender_chat?.title;
}

const nameOf = (user, { bot }) => (user.is_bot ? bot.name : user.first_name);

/** Word what a messenger says of the chat itself; "" for what somebody wrote. */
export function serviceWords(message, context) {
  const name = message.from ? nameOf(message.from, context) : "";
  const named = (users) => users.map((user) => nameOf(user, context)).join(", ");
  if (message.new_chat_members) return t("message.added", { name, others: named(message.new_chat_members) });
  if (message.left_chat_member) return t("message.removed", { name, others: named([message.left_chat_member]) });
  if (message.forum_topic_created) return t("message.topic", { name, topic: message.forum_topic_created.name });
  if (message.forum_topic_closed) return t("message.topicClosed", { name });
  if (message.forum_topic_reopened) return t("message.topicReopened", { name });
  return message.migrate_from_chat_id ? t("message.forum", { name }) : "";
}

/** Draw a message; `context` has `actions`, `now`, `bot`, and the `chat` and `person` shown. */
export function drawMessage(message, context) {
  const service = serviceWords(message, context);
  if (service) return el("li", { class: "day", data: { id: message.message_id } }, el("span", { dir: "auto" }, service));
  const bubble = el(
    "div",
    { class: "bubble" },
    drawSender(message, context),
    drawVia(message),
    drawPhoto(message),
    drawFile(message),
    drawShared(message),
    ...drawContent(message, context),
  );
  const body = el("div", { class: "body" }, bubble, drawKeyboard(message, context.actions));
  const side = isMine(message, context) ? "mine" : "theirs";
  return el("li", { class: `message ${side}`, data: { id: message.message_id } }, body);
}

/** Who wrote it: seen where there are several, else only heard. */
function drawSender(message, context) {
  const name = senderName(message, context);
  if (context.chat.type === "private" || isMine(message, context)) {
    return el("span", { class: "unseen" }, t("message.said", { name, text: "" }));
  }
  return el("p", { class: "sender", dir: "auto" }, name);
}

function drawVia(message) {
  const via = message.via_bot?.username;
  return via ? el("p", { class: "via" }, t("message.via", { name: `@${via}` })) : null;
}

/** The text, the preview on the side the bot asked for, and the time after the last of them. */
function drawContent(message, context) {
  const preview = drawPreview(message, context);
  const meta = drawMeta(message);
  const above = message.link_preview_options?.show_above_text;
  const text = el("div", { class: "text", dir: "auto" });
  text.append(
    message.rich_message
      ? drawRich(message.rich_message, context)
      : drawText(textOf(message), entitiesOf(message), context),
  );
  if (preview && !above) return [text, preview, meta];
  text.append(meta);
  if (preview) preview.classList.add("above");
  return [preview, text];
}

function drawMeta(message) {
  const edited = message.edit_date ? `${t("message.edited")} ` : "";
  const moment = new Date(message.date * 1000).toISOString();
  const time = { datetime: moment, title: fullTime(message.date) };
  return el("span", { class: "meta" }, edited, el("time", time, timeOf(message.date)));
}

function drawPhoto(message) {
  const photo = Array.isArray(message.photo) ? message.photo.at(-1) : message.photo;
  const source = ownUrl(photo?.url);
  return source ? el("img", { class: "photo", src: source, alt: t("message.photo") }) : null;
}

/** Draw what a person shared by a button: a place, a chat. */
function drawShared(message) {
  if (message.location) {
    const { latitude, longitude } = message.location;
    return el("span", { class: "file" }, icon("place"), el("span", {}, `${latitude}, ${longitude}`));
  }
  if (!message.chat_shared) return null;
  return el("span", { class: "file" }, icon("channel"), el("span", {}, t("message.channel")));
}

function drawFile(message) {
  if (!message.document) return null;
  const name = message.document.file_name ?? t("message.document");
  const source = ownUrl(message.document.url);
  const label = el("span", { dir: "auto" }, name);
  if (source === null) return el("span", { class: "file" }, icon("file"), label);
  return el("a", { class: "file", href: source, download: name }, icon("file"), label);
}

/** Draw the card of the link that the bot chose, or else of the first link in the text. */
function drawPreview(message, { actions, bot }) {
  const options = message.link_preview_options ?? {};
  if (options.is_disabled) return null;
  const url = safeUrl(options.url || firstLink(message));
  if (url === null || !isWeb(url) || readLink(url, bot.username).kind !== "web") return null;
  const title = linkTitle(message, url);
  const card = document.createDocumentFragment();
  card.append(
    el("span", { class: "preview-site" }, url.hostname.replace(/^www\./, "")),
    title ? el("span", { class: "preview-title", dir: "auto" }, title) : "",
    el("span", { class: "preview-path", dir: "ltr" }, shortUrl(url)),
  );
  return drawLink(url.href, card, actions, "preview");
}

function firstLink(message) {
  const entity = entitiesOf(message).find((candidate) => LINKS.has(candidate.type));
  return entity && addressOf(message, entity);
}

const addressOf = (message, entity) => entity.url ?? wordsOf(message, entity);

const wordsOf = (message, entity) =>
  textOf(message).slice(entity.offset, entity.offset + entity.length);

/** What the message itself calls the link; a bare address has no better name. */
function linkTitle(message, url) {
  const named = entitiesOf(message).find(
    (entity) => entity.type === "text_link" && safeUrl(entity.url)?.href === url.href,
  );
  return named ? wordsOf(message, named).trim() : "";
}
