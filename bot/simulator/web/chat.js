// The page: puts the parts together and keeps what they share.

import { createAbout } from "./about.js";
import { createCallbacks } from "./callbacks.js";
import { createChats, rules } from "./chats.js";
import { createClock } from "./clock.js";
import { createComposer } from "./composer.js";
import { createConversation } from "./conversation.js";
import { wireDialogs } from "./dialogs.js";
import { byId, el, icon, show } from "./dom.js";
import { createGroups } from "./groups.js";
import { createHeader } from "./header.js";
import { readLink } from "./links.js";
import { recall, remember } from "./memory.js";
import { topicOf } from "./message.js";
import { attempt, copy, explain, openShare, toast, wireShare } from "./notices.js";
import { askForPerson, changeLanguage, choosePerson, currentPerson, reborn } from "./people.js";
import { createReplyKeyboard } from "./reply_keyboard.js";
import { follow, post } from "./server.js";
import { createSettings } from "./settings.js";
import { shareChat, sharePlace } from "./sharing.js";
import { loadWords, t } from "./words.js";

let person = null;
let chat = null;
let chatId = null;
let topicId = 0;
let connection = null;
let bot = { name: "", username: "", description: "" };
let commands = [];
let blocked = false;
let online = true;
let connecting = true;

const user = () => person.id;
const place = () => ({ user: person.id, chat: chatId, topic: topicId });
const username = () => bot.username;
const isHome = () => chatId === person.id;
const isHere = (message) => topicOf(message) === topicId;
const topicHere = () => chat?.topics.find(({ id }) => id === topicId);
const topicName = () => topicHere()?.name;

const say = (text) => attempt(() => post("say", { ...place(), text }), "composer.failed");

/** Say something to the bot in private, whatever chat is shown. */
function sayAtHome(text) {
  if (!isHome()) enter(person);
  return say(text);
}

function start(payload) {
  return sayAtHome(payload ? `/start ${payload}` : "/start");
}

/** Follow a link inside the page; false where the browser should open it. */
function open(url) {
  const meaning = readLink(url, bot.username);
  if (meaning.kind === "share") openShare(meaning);
  else if (meaning.kind === "start") start(meaning.payload);
  else if (meaning.kind === "add") groups.add(meaning.to, meaning.payload);
  return meaning.kind !== "web";
}

const callbacks = createCallbacks({
  place,
  onBusy: (...change) => conversation.setBusy(...change),
  open: (url) => open(url) || window.open(url.href, "_blank", "noopener"),
});

const actions = {
  open,
  say,
  copy,
  press: callbacks.press,
  isBusy: callbacks.isBusy,
  writeInline: (query) => composer.write(`@${bot.username} ${query}`),
  unsupported: () => toast(t("button.unsupported")),
};

const clock = createClock({ place });
const header = createHeader({
  context: () => ({ bot, chat, topic: topicName(), person, online, connecting, blocked }),
});

const conversation = createConversation({
  context: () => ({ actions, bot, chat, person, now: clock.now() }),
  onUnread: header.setUnread,
  onTyping: header.setTyping,
});

const composer = createComposer({
  say,
  place,
  username,
  start,
  commands: () => commands,
  focusButtons: () => conversation.focusButtons(),
});

const replyKeyboard = createReplyKeyboard({
  say,
  place: () => share(() => sharePlace(user())),
  chat: (request) => share(() => shareChat(user(), request, chats.channels())),
  unsupported: actions.unsupported,
  focusBox: () => composer.focus(),
});

/** Carry out a sharing; false where it failed or the person thought better of it. */
async function share(sharing) {
  let shared = false;
  const done = await attempt(async () => {
    shared = await sharing();
  });
  return done && shared;
}

const groups = createGroups({
  place,
  attempt,
  newPerson,
  chat: () => chat,
  ruled: (kind) => chats.ruled(kind),
  enter: (...where) => enter(person, ...where),
  enterAs: enter,
});

const chats = createChats({
  ...groups,
  botName: () => bot.name,
  shown: () => chat,
  topic: () => topicId,
  open: (id, topic) => (id !== chatId || topic !== topicId) && enter(person, id, topic),
});

const about = createAbout({
  say: sayAtHome,
  username,
  write: composer.write,
  skip: clock.skip,
  group: () => groups.make("group"),
  person: () => newPerson(),
  commands: () => commands,
});

createSettings({
  person: () => person,
  blocked: () => blocked,
  onPerson: (chosen) =>
    enter(choosePerson(chosen), ...(chat.members.some(({ id }) => id === chosen.id) ? [chatId, topicId] : [])),
  onNewPerson: () => newPerson(),
  onBlock: block,
  onClientLanguage: (code) =>
    attempt(async () => {
      // The bot's name, description and commands come in this language too.
      enter(await changeLanguage(person, code), chatId, topicId);
    }),
  onPageLanguage() {
    conversation.redraw();
    draw();
  },
});

function newPerson(lead = t("person.lead"), onPerson = enter) {
  askForPerson({ lead, onPerson, onError: (error) => toast(explain(error)) });
}

function block(wanted) {
  return attempt(async () => {
    await post("block", { user: user(), blocked: wanted });
    blocked = wanted;
    draw();
    if (!wanted) composer.focus();
  });
}

/** Draw all that depends on the shared state, except the messages. */
function draw() {
  const empty = conversation.isEmpty();
  const canStart = isHome() && empty;
  const isClosed = !rules(chat) && topicHere()?.is_closed === true;
  byId("intro-title").textContent = isHome() ? t("chat.intro") : (topicName() ?? chat?.title);
  byId("intro-text").textContent = introduction();
  show(byId("intro"), empty && !connecting);
  show(byId("blocked-gate"), blocked && isHome());
  show(byId("start-gate"), !blocked && canStart && !connecting);
  show(byId("closed-gate"), isClosed);
  show(byId("composer"), !canStart && !(blocked && isHome()) && !isClosed);
  show(byId("commands-button"), chat?.type !== "channel");
  show(byId("offline"), !online);
  byId("offline").replaceChildren(icon("offline"), el("span", {}, t("offline.title")));
  header.draw();
  chats.draw();
  groups.draw();
  about.draw();
  clock.draw();
}

const introduction = () =>
  chat?.type === "channel" ? t("chats.channelIntro", { name: bot.name }) : (isHome() && bot.description) || t("chat.empty");

function takeState(state) {
  ({ bot, chat, commands, blocked } = state);
  chats.set(state.chats);
  clock.set(state);
  connecting = false;
  show(byId("waiting"), false);
  byId("scroller").removeAttribute("aria-busy");
  conversation.reset(state.messages.filter(isHere));
  replyKeyboard.set(state.keyboard);
  draw();
}

const EVENTS = {
  message: takeMessage,
  edit: (message) => isHere(message) && conversation.put(message),
  delete: ({ message_id: id }) => {
    conversation.remove(id);
    draw();
  },
  callback_answer: callbacks.answered,
  action: () => conversation.setTyping(true),
  commands(list) {
    commands = list.commands ?? list;
    about.draw();
  },
  keyboard: ({ keyboard }) => replyKeyboard.set(keyboard),
  chats: (list) => chats.set(list.chats),
  clock: clock.set,
  bot(change) {
    bot = { ...bot, ...change };
    header.draw();
  },
};

function takeMessage(message) {
  if (message.forum_topic_closed || message.forum_topic_reopened) return enter(person, chatId, topicId);
  if (!isHere(message)) return;
  const first = conversation.isEmpty();
  conversation.put(message);
  if (!first) return;
  const startHadFocus = document.activeElement === byId("start");
  draw();
  if (startHadFocus) composer.focus();
}

function setOnline(now) {
  if (online === now) return;
  online = now;
  if (online) toast(t("offline.back"));
  draw();
}

/** Open one of a person's chats or a topic of it, the one with the bot if none is named. */
function enter(somebody, id = somebody.id, topic = 0) {
  connection?.close();
  person = somebody;
  chatId = id;
  topicId = topic;
  remember("place", place());
  connecting = true;
  conversation.reset([]);
  conversation.setTyping(false);
  composer.empty();
  connection = follow(place(), {
    onState: takeState,
    onOnline: setOnline,
    onEvent: (name, data) => EVENTS[name](data),
    onGone: () =>
      attempt(async () => {
        if (!isHome()) return enter(person);
        enter(await reborn(person));
        toast(t("chat.restarted"));
      }),
  });
}

async function begin() {
  await loadWords();
  wireDialogs();
  wireShare();
  byId("start").addEventListener("click", () => start(""));
  byId("unblock").addEventListener("click", () => block(false));
  try {
    const somebody = await currentPerson();
    const last = recall("place", {});
    enter(somebody, ...(last.user === somebody.id ? [last.chat, last.topic] : []));
  } catch {
    const retry = el("button", { type: "button", class: "pill", on: { click: () => location.reload() } }, t("page.retry"));
    byId("waiting").replaceChildren(el("span", {}, `${t("page.failed")} `), retry);
  }
}

begin();
