// The chats of a person: a column where there is room, else a sheet behind a button.

import { ask } from "./dialogs.js";
import { byId, el, icon, show } from "./dom.js";
import { t } from "./words.js";

const SYMBOLS = { private: "mark", group: "group", supergroup: "group", channel: "channel" };
const KINDS = { group: "chats.group", supergroup: "chats.group", channel: "chats.channel" };

const RULERS = new Set(["creator", "administrator"]);

export const symbolOf = (chat) => SYMBOLS[chat.type];

const isGroup = (chat) => KINDS[chat?.type] === "chats.group";

/** Whether who looks decides what others may do in a chat. */
export const rules = (chat) => RULERS.has(chat?.status);

/**
 * Look after the list.
 *
 * `shown()` is the chat on the page, `topic()` the topic of it, and `botName()` names the private
 * chat; `open(id, topic)` shows another, `make(kind)` begins a group or channel, and of the shown
 * one `join()` comes into it as somebody else, `makeTopic()` divides it, `showMembers()` lists them,
 * and `closeTopic(isClosed)` closes the topic on the page, or opens it again.
 */
export function createChats({ shown, topic, botName, open, make, join, makeTopic, closeTopic, showMembers }) {
  const column = byId("chats-column");
  const sheet = byId("chats");
  const button = byId("chats-button");
  const badge = byId("chats-badge");
  let chats = [];

  function draw() {
    drawIn(column);
    drawIn(byId("chats-body"));
    const unread = chats.reduce((sum, chat) => sum + (isShown(chat) ? 0 : chat.unread), 0);
    show(badge, unread > 0);
    badge.textContent = countWords(unread);
    const label = unread > 0 ? t("chats.buttonUnread", { count: unread }) : t("chats.button");
    button.setAttribute("aria-label", label);
    button.title = label;
  }

  function drawIn(place) {
    const focused = Array.from(place.querySelectorAll("button")).indexOf(document.activeElement);
    place.replaceChildren(
      el("ul", { class: "chat-rows", "aria-label": t("chats.title") }, ...chats.map(drawRow)),
      action("group", "chats.newGroup", () => make("group")),
      action("channel", "chats.newChannel", () => make("channel")),
      ...actions(),
    );
    if (focused >= 0) place.querySelectorAll("button")[focused]?.focus();
  }

  const isShown = (chat) => chat.id === shown()?.id;
  const isCurrent = (chat, id) => (isShown(chat) && topic() === id ? "true" : null);

  function actions() {
    const chat = shown();
    const can = [];
    if (isGroup(chat) && rules(chat)) can.push(action("topic", "chats.newTopic", makeTopic));
    const here = chat?.topics.find(({ id }) => id === topic());
    if (here && rules(chat)) {
      const words = here.is_closed ? "chats.reopenTopic" : "chats.closeTopic";
      can.push(action("lock", words, () => closeTopic(!here.is_closed)));
    }
    if (isGroup(chat)) can.push(action("join", "chats.join", join));
    if (chat && chat.type !== "private") can.push(action("group", "chats.members", showMembers));
    return can;
  }

  function drawTopic(chat, { id, name, is_closed: isClosed }) {
    const click = () => {
      sheet.close();
      open(chat.id, id);
    };
    const attributes = { type: "button", class: "row topic-row", "aria-current": isCurrent(chat, id), on: { click } };
    const closed = isClosed ? el("span", { class: "quiet" }, t("chats.closed")) : null;
    return el("li", {}, el("button", attributes, icon(isClosed ? "lock" : "topic"), el("span", { dir: "auto" }, name), closed));
  }

  function drawRow(chat) {
    const unread = isShown(chat) ? 0 : chat.unread;
    const count = unread > 0 ? el("span", { class: "count", "aria-hidden": "true" }, countWords(unread)) : null;
    const row = el(
      "button",
      { type: "button", class: "row chat-row", "aria-current": isCurrent(chat, 0) },
      el("span", { class: "face" }, icon(symbolOf(chat))),
      el(
        "span",
        { class: "chat-name" },
        el("strong", { dir: "auto" }, chat.title ?? botName()),
        el("span", { class: "quiet" }, t(chat.is_forum ? "chats.general" : (KINDS[chat.type] ?? "chats.private"))),
      ),
      count,
      unread > 0 ? el("span", { class: "unseen" }, t("chats.unread", { count: unread })) : null,
    );
    row.addEventListener("click", () => {
      sheet.close();
      open(chat.id, 0);
    });
    const topics = chat.topics.map((one) => drawTopic(chat, one));
    const label = t("chats.topics", { name: chat.title });
    return el("li", {}, row, topics.length > 0 ? el("ul", { "aria-label": label }, ...topics) : null);
  }

  function action(symbol, words, act) {
    const click = () => {
      sheet.close();
      act();
    };
    const attributes = { type: "button", class: "row new", on: { click } };
    return el("button", attributes, el("span", { class: "face" }, icon(symbol)), t(words));
  }

  button.addEventListener("click", () => sheet.showModal());

  return {
    draw,
    set(list) {
      chats = list;
      draw();
    },
    channels: () => chats.filter((chat) => chat.type === "channel"),
    ruled: (to) => chats.filter((chat) => KINDS[chat.type] === KINDS[to] && rules(chat)),
  };
}

const countWords = (count) => (count > 99 ? "99+" : String(count));

const MAKING = {
  group: { title: "chats.newGroup", lead: "making.groupLead", placeholder: "making.groupPlaceholder", blank: "making.newGroup" },
  topic: { title: "chats.newTopic", lead: "making.topicLead", placeholder: "making.topicPlaceholder" },
  channel: { title: "chats.newChannel", lead: "making.channelLead", placeholder: "channel.namePlaceholder", blank: "channel.new" },
};
const NEW = "";

/** Ask for the name of a new group, topic or channel; "" where the person thought better of it. */
export async function askForTitle(kind) {
  return (await askWhere(kind, []))?.title ?? "";
}

/**
 * Ask for a chat to bring the bot into: one of `known`, by its `id`, or a new one, by its `title`;
 * null where the person thought better of it.
 */
export async function askWhere(kind, known) {
  const words = MAKING[kind];
  const title = byId("making-name");
  const select = byId("making-choice");
  const isLink = known.length > 0;
  byId("making-title").textContent = t(isLink ? "making.link" : words.title);
  byId("making-send").textContent = t(isLink ? "making.add" : "making.create");
  title.placeholder = t(words.placeholder);
  title.value = "";
  const options = known.map(({ id, title: name }) => el("option", { value: id }, name));
  select.replaceChildren(...options, el("option", { value: NEW }, isLink ? t(words.blank) : ""));
  const draw = () => {
    const isNew = select.value === NEW;
    byId("making-lead").textContent = t(isNew ? words.lead : "making.linkLead");
    show(byId("making-new"), isNew);
    title.required = isNew;
  };
  select.onchange = draw;
  show(byId("making-where"), isLink);
  draw();
  if (!(await ask(byId("making"), byId("making-form")))) return null;
  return select.value === NEW ? { title: title.value.trim() } : { id: Number(select.value) };
}
