// The settings sheet: who you are, languages, appearance, and blocking the bot.

import { byId, el } from "./dom.js";
import { drawAbout } from "./about.js";
import { remember } from "./memory.js";
import { fillLanguages, knownPeople, languageName } from "./people.js";
import { choosePageLanguage, pageLanguage, pageLanguages, t } from "./words.js";

const PAGE_LANGUAGES = { en: "English", "zh-Hans": "简体中文" };

/**
 * Wire the sheet. `person()` and `blocked()` tell the present; `onPerson(person)`, `onNewPerson()`,
 * `onClientLanguage(code)`, `onPageLanguage()` and `onBlock(bool)` take what was chosen.
 */
export function createSettings(chat) {
  const sheet = byId("settings");

  function draw() {
    const person = chat.person();
    byId("settings-body").replaceChildren(
      group("menu.person", ...drawPeople(person)),
      drawClientLanguage(person),
      switcher("menu.page", "page-language", pageChoices(), pageLanguage(), (code) => {
        choosePageLanguage(code);
        chat.onPageLanguage();
        redrawAt("page-language");
      }),
      switcher("menu.theme", "theme", themeChoices(), document.documentElement.dataset.theme, useTheme),
      group("menu.bot", blockRow()),
      drawAbout("h3"),
    );
  }

  function redrawAt(name) {
    draw();
    sheet.querySelector(`input[name="${name}"]:checked`)?.focus();
  }

  function drawPeople(person) {
    const described = t("person.described", {
      name: person.name,
      language: languageName(person.language),
    });
    const others = knownPeople().filter(({ id }) => id !== person.id);
    return [
      el("p", { class: "me" }, face(person), el("span", { dir: "auto" }, described)),
      el("p", { class: "label" }, t("menu.switch")),
      ...others.map((other) =>
        row(other.name, "", face(other), () => chat.onPerson(other), languageName(other.language)),
      ),
      row(t("person.new"), "new", null, chat.onNewPerson),
    ];
  }

  function row(label, kind, picture, act, detail = "") {
    const close = () => {
      sheet.close();
      act();
    };
    const quiet = detail ? el("span", { class: "quiet" }, detail) : null;
    const attributes = { type: "button", class: `row ${kind}`, on: { click: close } };
    return el("button", attributes, picture, el("span", { dir: "auto" }, label), quiet);
  }

  function blockRow() {
    const blocked = chat.blocked();
    const label = t(blocked ? "menu.unblock" : "menu.block");
    return row(label, blocked ? "new" : "danger", null, () => chat.onBlock(!blocked));
  }

  function drawClientLanguage(person) {
    const select = el("select", { id: "client-language", "aria-describedby": "client-hint" });
    fillLanguages(select, person.language);
    select.addEventListener("change", () => chat.onClientLanguage(select.value));
    return el(
      "div",
      { class: "group" },
      el("label", { for: "client-language", class: "label" }, t("menu.client")),
      select,
      el("p", { class: "quiet", id: "client-hint" }, t("menu.clientHint")),
    );
  }

  byId("settings-button").addEventListener("click", () => {
    draw();
    sheet.showModal();
  });
}

const face = (person) =>
  el("span", { class: "face", "aria-hidden": "true" }, Array.from(person.name)[0] ?? "");

function group(title, ...children) {
  const heading = el("p", { class: "label" }, t(title));
  return el("div", { class: "group", role: "group", "aria-label": t(title) }, heading, ...children);
}

function switcher(title, name, choices, chosen, choose) {
  const labels = choices.map(([value, label]) => {
    const checked = value === chosen;
    const input = el("input", { type: "radio", name, value, checked });
    input.addEventListener("change", () => choose(value));
    return el("label", {}, input, el("span", {}, label));
  });
  const legend = el("legend", {}, t(title));
  return el("fieldset", { class: "group" }, legend, el("div", { class: "switcher" }, ...labels));
}

const pageChoices = () => pageLanguages().map((code) => [code, PAGE_LANGUAGES[code]]);

const themeChoices = () => [
  ["auto", t("menu.themeAuto")],
  ["light", t("menu.themeLight")],
  ["dark", t("menu.themeDark")],
];

function useTheme(theme) {
  remember("theme", theme);
  document.documentElement.dataset.theme = theme;
}
