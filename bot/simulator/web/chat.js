// The page: puts the parts together and keeps what they share.

import { createAbout } from "./about.js";
import { createCallbacks } from "./callbacks.js";
import { createClock } from "./clock.js";
import { createComposer } from "./composer.js";
import { createConversation } from "./conversation.js";
import { byId, el, icon, show } from "./dom.js";
import { readLink } from "./links.js";
import { copy, explain, openShare, toast, wireDialogs } from "./notices.js";
import { askForPerson, changeLanguage, choosePerson, currentPerson, reborn } from "./people.js";
import { createReplyKeyboard } from "./reply_keyboard.js";
import { follow, post } from "./server.js";
import { createSettings } from "./settings.js";
import { shareChat, sharePlace } from "./sharing.js";
import { loadWords, t } from "./words.js";

let person = null;
let connection = null;
let bot = { name: "", username: "", description: "" };
let commands = [];
let blocked = false;
let online = true;
let connecting = true;
let typing = false;
let unread = 0;

const user = () => person.id;
const username = () => bot.username;

async function attempt(action, failed = "error.generic") {
  try {
    await action();
    return true;
  } catch (error) {
    toast(t(failed, { reason: explain(error) }));
    return false;
  }
}

const say = (text) => attempt(() => post("say", { user: user(), text }), "composer.failed");

function start(payload) {
  return say(payload ? `/start ${payload}` : "/start");
}

/** Follow a link inside the page; false where the browser should open it. */
function open(url) {
  const meaning = readLink(url, bot.username);
  if (meaning.kind === "share") openShare(meaning);
  else if (meaning.kind === "start") start(meaning.payload);
  return meaning.kind !== "web";
}

const callbacks = createCallbacks({
  user,
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

const clock = createClock({ user });

const conversation = createConversation({
  context: () => ({ actions, bot, now: clock.now() }),
  onUnread(count) {
    unread = count;
    drawTitle();
  },
  onTyping(active) {
    typing = active;
    drawStatus();
  },
});

const composer = createComposer({
  say,
  user,
  username,
  start,
  commands: () => commands,
  focusButtons: () => conversation.focusButtons(),
});

const replyKeyboard = createReplyKeyboard({
  say,
  place: () => share(() => sharePlace(user())),
  chat: (request) => share(() => shareChat(user(), request)),
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

const about = createAbout({
  say,
  username,
  write: composer.write,
  skip: clock.skip,
  person: newPerson,
  commands: () => commands,
});

createSettings({
  person: () => person,
  blocked: () => blocked,
  onPerson: (chosen) => enter(choosePerson(chosen)),
  onNewPerson: newPerson,
  onBlock: block,
  onClientLanguage: (code) =>
    attempt(async () => {
      // The bot's name, description and commands come in this language too.
      enter(await changeLanguage(person, code));
    }),
  onPageLanguage() {
    conversation.redraw();
    draw();
  },
});

function newPerson() {
  askForPerson({ onPerson: enter, onError: (error) => toast(explain(error)) });
}

function block(wanted) {
  return attempt(async () => {
    await post("block", { user: user(), blocked: wanted });
    blocked = wanted;
    draw();
    if (!wanted) composer.focus();
  });
}

function drawTitle() {
  const name = bot.name || t("page.title");
  document.title = unread > 0 ? `(${unread}) ${name}` : name;
}

function drawStatus() {
  const status = byId("bot-status");
  status.textContent = statusWords();
  status.classList.toggle("lively", typing && online);
}

function statusWords() {
  if (!online || connecting) return t("status.connecting");
  if (blocked) return t("status.blocked");
  if (!bot.is_awake) return t("status.starting");
  return typing ? t("status.typing") : t("status.bot");
}

/** Draw all that depends on the shared state, except the messages. */
function draw() {
  const empty = conversation.isEmpty();
  byId("bot-name").textContent = bot.name;
  byId("intro-title").textContent = t("chat.intro");
  byId("intro-text").textContent = bot.description || t("chat.empty");
  show(byId("intro"), empty && !connecting);
  show(byId("blocked-gate"), blocked);
  show(byId("start-gate"), !blocked && empty && !connecting);
  show(byId("composer"), !blocked && !empty);
  show(byId("offline"), !online);
  byId("offline").replaceChildren(icon("offline"), el("span", {}, t("offline.title")));
  drawTitle();
  drawStatus();
  about.draw();
  clock.draw();
}

function takeState(state) {
  ({ bot, commands, blocked } = state);
  clock.set(state);
  connecting = false;
  show(byId("waiting"), false);
  byId("scroller").removeAttribute("aria-busy");
  conversation.reset(state.messages);
  replyKeyboard.set(state.keyboard);
  draw();
}

const EVENTS = {
  message: takeMessage,
  edit: (message) => conversation.put(message),
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
  clock: clock.set,
  bot(change) {
    bot = { ...bot, ...change };
    drawStatus();
  },
};

function takeMessage(message) {
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

/** Open a person's chat. */
function enter(somebody) {
  connection?.close();
  person = somebody;
  connecting = true;
  conversation.reset([]);
  conversation.setTyping(false);
  connection = follow(person.id, {
    onState: takeState,
    onOnline: setOnline,
    onEvent: (name, data) => EVENTS[name](data),
    onGone: () =>
      attempt(async () => {
        enter(await reborn(person));
        toast(t("chat.restarted"));
      }),
  });
}

async function begin() {
  await loadWords();
  wireDialogs();
  byId("start").addEventListener("click", () => start(""));
  byId("unblock").addEventListener("click", () => block(false));
  try {
    enter(await currentPerson());
  } catch {
    const retry = el("button", { type: "button", class: "pill", on: { click: () => location.reload() } }, t("page.retry"));
    byId("waiting").replaceChildren(el("span", {}, `${t("page.failed")} `), retry);
  }
}

begin();
