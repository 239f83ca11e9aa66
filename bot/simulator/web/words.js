// The page's own words, in the page's language, and the dates and times in them.

import { recall, remember } from "./memory.js";

const FALLBACK = "en";
const DAY = 86400;

let catalogues = {};
let language = FALLBACK;
let region = FALLBACK;

/** Read the words and pick a language: the address, then the last choice, then the browser. */
export async function loadWords() {
  const answer = await fetch("/assets/strings.json");
  catalogues = await answer.json();
  const asked = new URLSearchParams(location.search).get("lang");
  useLanguage(matching(asked ?? recall("language", null)) ?? browserLanguage());
}

function matching(code) {
  return Object.hasOwn(catalogues, code ?? "") ? code : null;
}

function browserLanguage() {
  for (const code of navigator.languages) {
    const primary = code.toLowerCase().split("-")[0];
    if (primary === "zh") return "zh-Hans";
    if (matching(primary)) return primary;
  }
  return FALLBACK;
}

/** Words come in the page's language; the order of a date is that of the person's own region. */
function useLanguage(code) {
  language = code;
  const primary = code.split("-")[0];
  region = navigator.languages.find((known) => known.split("-")[0] === primary) ?? code;
  document.documentElement.lang = code;
  applyWords(document);
}

export const pageLanguage = () => language;
export const pageLanguages = () => Object.keys(catalogues);

export function choosePageLanguage(code) {
  remember("language", code);
  useLanguage(code);
}

/** Say one of the page's sentences; `{name}` in it becomes `fields.name`. */
export function t(key, fields = {}) {
  const sentence = catalogues[language]?.[key] ?? key;
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => fields[name] ?? whole);
}

/** Fill in the words that the page's HTML asks for by key. */
function applyWords(root) {
  for (const node of root.querySelectorAll("[data-t]")) node.textContent = t(node.dataset.t);
  for (const node of root.querySelectorAll("[data-t-label]")) {
    node.setAttribute("aria-label", t(node.dataset.tLabel));
    if (node.matches("button")) node.title = t(node.dataset.tLabel);
  }
  for (const node of root.querySelectorAll("[data-t-placeholder]")) {
    node.placeholder = t(node.dataset.tPlaceholder);
  }
}

const format = (unix, options) =>
  new Intl.DateTimeFormat(region, { hourCycle: "h23", ...options }).format(unix * 1000);

const startOfDay = (unix) => new Date(unix * 1000).setHours(0, 0, 0, 0) / 1000;

export const timeOf = (unix) => format(unix, { hour: "2-digit", minute: "2-digit" });

/** What time it is in an IANA zone. */
export const localTime = (zone) =>
  format(Date.now() / 1000, { hour: "2-digit", minute: "2-digit", timeZone: zone });

/** An IANA zone as the page's language calls it. */
export function zoneName(zone) {
  const words = new Intl.DateTimeFormat(language, { timeZone: zone, timeZoneName: "longGeneric" });
  return words.formatToParts().find(({ type }) => type === "timeZoneName").value;
}

export const weekdayAndTime = (unix) =>
  format(unix, { weekday: "short", hour: "2-digit", minute: "2-digit" });

export const fullTime = (unix) => format(unix, { dateStyle: "full", timeStyle: "medium" });

/** An hour of the same day needs no weekday. */
export const soonTime = (unix, now) => (sameDay(unix, now) ? timeOf(unix) : weekdayAndTime(unix));

/** The heading over the messages of one day. */
export function dayOf(unix, now) {
  const days = Math.round((startOfDay(now) - startOfDay(unix)) / DAY);
  if (days === 0) return t("chat.today");
  if (days === 1) return t("chat.yesterday");
  const sameYear = new Date(unix * 1000).getFullYear() === new Date(now * 1000).getFullYear();
  const year = sameYear ? {} : { year: "numeric" };
  return format(unix, { weekday: "long", day: "numeric", month: "long", ...year });
}

export const sameDay = (one, other) => startOfDay(one) === startOfDay(other);

const PARTS = {
  w: { weekday: "short" },
  d: { day: "2-digit", month: "2-digit", year: "2-digit" },
  D: { day: "numeric", month: "long", year: "numeric" },
  t: { hour: "2-digit", minute: "2-digit" },
  T: { hour: "2-digit", minute: "2-digit", second: "2-digit" },
};

/** Word a date_time entity by its format (`r|w?[dD]?[tT]?`, Bot API 9.5); null keeps the text. */
export function entityTime(unix, pattern, now) {
  if (pattern === "r") return relative(unix - now);
  if (!/^w?[dD]?[tT]?$/.test(pattern) || pattern === "") return null;
  return format(unix, Object.assign({}, ...Array.from(pattern, (letter) => PARTS[letter])));
}

function relative(seconds) {
  const words = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  const steps = [["day", DAY], ["hour", 3600], ["minute", 60]];
  const [unit, size] = steps.find(([, length]) => Math.abs(seconds) >= length) ?? ["second", 1];
  return words.format(Math.trunc(seconds / size), unit);
}
