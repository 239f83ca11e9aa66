// The top of the chat: which one it is, who the person is in it, and what is going on.

import { byId, icon } from "./dom.js";
import { symbolOf } from "./chats.js";
import { t } from "./words.js";

const ROLES = {
  group: { creator: "status.groupOwner", administrator: "status.groupAdministrator", member: "status.groupMember" },
  channel: { creator: "status.channelOwner", administrator: "status.channelAdministrator", member: "status.channelMember" },
};

/** `context()` has `bot`, `chat`, `topic` (its name), `person`, and `online`, `connecting`, `blocked` as they are. */
export function createHeader({ context }) {
  const status = byId("chat-status");
  let typing = false;
  let unread = 0;

  function title() {
    const { bot, chat, topic } = context();
    return [topic, chat?.title ?? (bot.name || t("page.title"))].filter(Boolean).join(" · ");
  }

  function words({ online, connecting, blocked, bot, chat, person }) {
    if (!online || connecting) return t("status.connecting");
    if (blocked && chat.type === "private") return t("status.blocked");
    if (!bot.is_awake) return t("status.starting");
    if (typing) return chat.type === "private" ? t("status.typing") : t("status.typingHere", { name: bot.name });
    if (chat.type === "private") return t("status.bot");
    const roles = ROLES[chat.type === "channel" ? "channel" : "group"];
    return t(roles[chat.status] ?? roles.member, { name: person.name });
  }

  function draw() {
    const now = context();
    byId("chat-title").textContent = title();
    const symbol = now.chat ? symbolOf(now.chat) : "mark";
    for (const face of ["chat-face", "intro-face"]) byId(face).replaceChildren(icon(symbol));
    status.textContent = words(now);
    status.classList.toggle("lively", typing && now.online);
    document.title = unread > 0 ? `(${unread}) ${title()}` : title();
  }

  return {
    draw,
    setTyping(active) {
      typing = active;
      draw();
    },
    setUnread(count) {
      unread = count;
      draw();
    },
  };
}
