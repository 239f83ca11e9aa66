// Groups and channels: made, joined, divided into topics, and who is what in them.

import { askForTitle, askWhere, rules, symbolOf } from "./chats.js";
import { byId, el, icon } from "./dom.js";
import { post } from "./server.js";
import { t } from "./words.js";

const ROLES = {
  creator: "members.creator",
  administrator: "members.administrator",
  member: "members.member",
  restricted: "members.restricted",
  left: "members.left",
  kicked: "members.kicked",
};

/**
 * Look after them.
 *
 * `place()` is who looks at what, `chat()` the chat on the page with its members, `ruled(kind)` those
 * that who looks administers; `enter(chat, topic)` shows another, `enterAs(person, chat)` to somebody else, whom `newPerson(lead, onPerson)`
 * asks for; `attempt(action)` says what failed.
 */
export function createGroups({ place, chat, ruled, enter, enterAs, newPerson, attempt }) {
  const sheet = byId("members");
  const body = byId("members-body");

  /** Make a group or channel with the bot in it and show it. */
  function make(kind) {
    return attempt(async () => {
      const title = await askForTitle(kind);
      if (title) enter((await post("chats/new", { ...place(), kind, title })).id);
    });
  }

  /** Follow a link that brings the bot into a group or channel, and show it. */
  function add(kind, payload) {
    return attempt(async () => {
      const where = await askWhere(kind, ruled(kind));
      if (!where?.id && !where?.title) return;
      const made = { ...place(), kind, title: where.title, payload };
      const linked = { ...place(), chat: where.id, payload };
      enter((await post(...(where.id ? ["chats/link", linked] : ["chats/new", made]))).id);
    });
  }

  /** Open a topic in the shown group; with the first it becomes a forum with another id. */
  function makeTopic() {
    return attempt(async () => {
      const name = await askForTitle("topic");
      if (!name) return;
      const opened = await post("chats/topic", { ...place(), name });
      enter(opened.id, opened.topic);
    });
  }

  /** Close the shown topic, or open it again; all who look at it hear so by the message. */
  function closeTopic(isClosed) {
    return attempt(() => post("chats/topic/status", { ...place(), is_closed: isClosed }));
  }

  function join() {
    const group = place().chat;
    newPerson(t("person.joinLead"), async (somebody) => {
      await post("chats/add", { ...place(), person: somebody.id });
      enterAs(somebody, group);
    });
  }

  function change(member, status) {
    const { chat: id, topic } = place();
    return attempt(async () => {
      await post("chats/status", { ...place(), person: member.id, status });
      enter(id, topic);
    });
  }

  function choices(member) {
    const isMine = member.id === place().user;
    if (!rules(chat()) || isMine || member.status === "creator") return [];
    const promote = ["members.promote", "administrator"];
    const remove = ["members.remove", "kicked"];
    const isChannel = chat().type === "channel";
    if (member.status === "administrator") return isChannel ? [remove] : [["members.demote", "member"], remove];
    if (member.status === "member") return [promote, remove];
    return [["members.add", isChannel ? "administrator" : "member"]];
  }

  function drawMember(member) {
    const name = member.first_name;
    const face = member.is_bot ? icon(symbolOf({ type: "private" })) : (Array.from(name)[0] ?? "");
    const keys = choices(member).map(([words, status]) => {
      const label = t("members.of", { action: t(words), name });
      const attributes = { type: "button", class: "pill", "aria-label": label };
      return el("button", { ...attributes, on: { click: () => change(member, status) } }, t(words));
    });
    return el(
      "li",
      { class: "member" },
      el("span", { class: "face", "aria-hidden": "true" }, face),
      el("span", { class: "chat-name" }, el("strong", { dir: "auto" }, name), el("span", { class: "quiet" }, t(ROLES[member.status]))),
      el("span", { class: "member-keys" }, ...keys),
    );
  }

  function draw() {
    if (!sheet.open) return;
    const focused = Array.from(body.querySelectorAll("button")).indexOf(document.activeElement);
    body.replaceChildren(...(chat()?.members ?? []).map(drawMember));
    if (focused < 0) return;
    const keys = body.querySelectorAll("button");
    (keys[Math.min(focused, keys.length - 1)] ?? sheet.querySelector("[data-close]")).focus();
  }

  function showMembers() {
    sheet.showModal();
    draw();
  }

  return { make, add, makeTopic, closeTopic, join, showMembers, draw };
}
