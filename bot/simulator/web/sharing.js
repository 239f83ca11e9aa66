// What a bot may ask for by a button: the person's place, or one of their chats.

import { ask } from "./dialogs.js";
import { byId, el, show } from "./dom.js";
import { toast } from "./notices.js";
import { post } from "./server.js";
import { localTime, t, zoneName } from "./words.js";

// A place in each of the zones that people are likely to try.
const PLACES = [
  ["America/Los_Angeles", 34.05, -118.24],
  ["America/New_York", 40.71, -74.01],
  ["America/Sao_Paulo", -23.55, -46.63],
  ["Europe/London", 51.51, -0.13],
  ["Europe/Berlin", 52.52, 13.4],
  ["Africa/Lagos", 6.52, 3.38],
  ["Europe/Moscow", 55.75, 37.62],
  ["Asia/Dubai", 25.2, 55.27],
  ["Asia/Kolkata", 28.61, 77.21],
  ["Asia/Shanghai", 31.23, 121.47],
  ["Asia/Tokyo", 35.68, 139.69],
  ["Australia/Sydney", -33.87, 151.21],
  ["Pacific/Auckland", -36.85, 174.76],
];
const NEW = "new";

export const deviceZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";

/** Ask for a place and share it; false where the person thought better of it. */
export async function sharePlace(user) {
  const select = byId("place-choice");
  const zone = deviceZone();
  select.replaceChildren(
    ...PLACES.map(([name], index) =>
      el("option", { value: index, selected: name === zone }, placeName(name)),
    ),
  );
  if (!(await ask(byId("place"), byId("place-form")))) return false;
  const [, latitude, longitude] = PLACES[Number(select.value)];
  await post("location", { user, latitude, longitude });
  return true;
}

function placeName(zone) {
  const city = zone.split("/").at(-1).replaceAll("_", " ");
  return `${city} · ${zoneName(zone)} · ${localTime(zone)}`;
}

/** Ask for one of `channels`, made on the spot where there is none, and share it with the bot. */
export async function shareChat(user, request, channels) {
  if (!request.chat_is_channel) {
    toast(t("button.unsupported"));
    return false;
  }
  const select = byId("channel-choice");
  const title = byId("channel-name");
  const options = channels.map(({ id, title: name }) => el("option", { value: id }, name));
  select.replaceChildren(...options, el("option", { value: NEW }, t("channel.new")));
  const isNew = () => select.value === NEW;
  const draw = () => {
    show(byId("channel-new"), isNew());
    title.required = isNew();
  };
  select.onchange = draw;
  title.value = "";
  draw();
  if (!(await ask(byId("channel"), byId("channel-form")))) return false;
  const chat = isNew()
    ? (await post("chats/new", { user, kind: "channel", title: title.value.trim() })).id
    : Number(select.value);
  await post("share-chat", { user, request_id: request.request_id, chat });
  return true;
}
