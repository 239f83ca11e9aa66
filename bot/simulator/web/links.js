// What may be followed, and what is handled inside the page instead of leaving it.

const WEB = new Set(["http:", "https:"]);
const ALLOWED = new Set([...WEB, "tg:"]);
const TELEGRAM_HOSTS = new Set(["t.me", "telegram.me", "telegram.dog"]);

/** Parse an address somebody wrote; null for anything but http, https and tg. */
export function safeUrl(written) {
  if (typeof written !== "string") return null;
  const text = written.trim();
  const absolute = /^[a-z][a-z0-9+.-]*:/i.test(text) && !/^[\w.-]+:\d+(\/|$)/.test(text);
  try {
    const url = new URL(absolute ? text : `https://${text}`);
    return ALLOWED.has(url.protocol) ? url : null;
  } catch {
    return null;
  }
}

/** A picture or file may only come from this page's own server, or be held in the message. */
export function ownUrl(written) {
  if (typeof written !== "string") return null;
  if (/^data:image\/(png|jpeg|gif|webp);base64,/.test(written)) return written;
  try {
    const url = new URL(written, location.origin);
    return url.origin === location.origin ? url.href : null;
  } catch {
    return null;
  }
}

/**
 * Say what a link means to this page: `start`, `share` and `add` (the bot to a group or channel)
 * stay in it, `self` is the bot's own address, `web` leaves it.
 */
export function readLink(url, botUsername) {
  const query = url.searchParams;
  if (url.protocol === "tg:") return readTelegramScheme(url, botUsername);
  if (!TELEGRAM_HOSTS.has(url.hostname)) return { kind: "web" };
  const path = url.pathname.replace(/^\/+|\/+$/g, "");
  if (path === "share/url" || path === "share") return share(query);
  if (isBot(path, botUsername)) return start(query);
  return { kind: "web" };
}

function readTelegramScheme(url, botUsername) {
  const action = url.hostname || url.pathname.replace(/^\/+/, "");
  if (action === "msg_url") return share(url.searchParams);
  if (action === "resolve" && isBot(url.searchParams.get("domain") ?? "", botUsername)) {
    return start(url.searchParams);
  }
  return { kind: "web" };
}

const isBot = (name, username) => name.toLowerCase() === username.toLowerCase();

const share = (query) => ({
  kind: "share",
  url: query.get("url") ?? "",
  text: query.get("text") ?? "",
});

function start(query) {
  if (query.has("start")) return { kind: "start", payload: query.get("start") };
  if (query.has("startgroup")) return { kind: "add", to: "group", payload: query.get("startgroup") };
  return query.has("startchannel") ? { kind: "add", to: "channel", payload: "" } : { kind: "self" };
}

/** A short form of an address for people: host and path, no scheme. */
export function shortUrl(url) {
  const path = decodePath(url.pathname).replace(/\/$/, "");
  return url.hostname.replace(/^www\./, "") + path;
}

function decodePath(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

export const isWeb = (url) => WEB.has(url.protocol);
