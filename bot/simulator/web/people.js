// Who talks to the bot: people made in this browser, each with a chat of their own.

import { byId, el } from "./dom.js";
import { recall, remember } from "./memory.js";
import { post } from "./server.js";
import { deviceZone } from "./sharing.js";
import { t } from "./words.js";

// What a messenger may tell a bot about its language, each named by those who speak it.
export const CLIENT_LANGUAGES = [
  ["en", "English"],
  ["zh-hans", "简体中文"],
  ["zh-hant", "繁體中文"],
  ["es", "Español"],
  ["ru", "Русский"],
  ["ja", "日本語"],
  ["de", "Deutsch"],
  ["fr", "Français"],
];

export const languageName = (code) =>
  CLIENT_LANGUAGES.find(([known]) => known === code)?.[1] ?? code;

function browserLanguage() {
  const code = navigator.language.toLowerCase();
  if (code.startsWith("zh")) return /hant|tw|hk|mo/.test(code) ? "zh-hant" : "zh-hans";
  const primary = code.split("-")[0];
  return CLIENT_LANGUAGES.some(([known]) => known === primary) ? primary : "en";
}

export const knownPeople = () => recall("people", []);

function keep(people, current) {
  remember("people", people);
  remember("person", current);
}

async function create(name, language) {
  const { id } = await post("users", {
    first_name: name,
    language_code: language,
    time_zone: deviceZone(),
  });
  const person = { id, name, language };
  keep([...knownPeople(), person], id);
  return person;
}

/** The person of the last visit, or a new one. */
export async function currentPerson() {
  const people = knownPeople();
  const last = people.find(({ id }) => id === recall("person", null));
  return last ?? create(t("person.default"), browserLanguage());
}

export function choosePerson(person) {
  remember("person", person.id);
  return person;
}

/** Forget people of a world that is gone, and make the same person anew. */
export async function reborn(person) {
  keep([], null);
  return create(person.name, person.language);
}

export async function changeLanguage(person, language) {
  await post("language", { user: person.id, language_code: language });
  const changed = { ...person, language };
  const people = knownPeople().map((known) => (known.id === person.id ? changed : known));
  keep(people, person.id);
  return changed;
}

export function fillLanguages(select, chosen) {
  const options = CLIENT_LANGUAGES.map(([code, name]) =>
    el("option", { value: code, lang: code, selected: code === chosen }, name),
  );
  select.replaceChildren(...options);
}

/** Ask for a new person; `onPerson(person)` and `onError(error)` hear what came of it. */
export function askForPerson({ lead, onPerson, onError }) {
  byId("person-lead").textContent = lead;
  const form = byId("person-form");
  form.reset();
  fillLanguages(byId("person-language"), browserLanguage());
  form.onsubmit = async () => {
    try {
      await onPerson(await create(form.elements.name.value.trim(), form.elements.language.value));
    } catch (error) {
      onError(error);
    }
  };
  byId("person").showModal();
  byId("person-name").focus();
}
