// The simulator's HTTP interface, and the stream of what happens in a person's chats.

const EVENTS = ["message", "edit", "delete", "callback_answer", "action", "commands", "keyboard", "clock", "bot", "chats"];
const SLOWEST_RETRY = 8000;

/** The server said no; `status` is 0 where it could not be reached at all. */
export class ServerError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

async function answerOf(request) {
  let response;
  try {
    response = await request;
  } catch {
    throw new ServerError(0, "");
  }
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new ServerError(response.status, body.error ?? String(response.status));
  return body;
}

export function post(path, body) {
  const request = fetch(`/sim/${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  return answerOf(request);
}

/**
 * Follow one of a person's chats, `{ user, chat, topic }`, until `close()`, and hear what is new in the others.
 *
 * Every connection begins with the whole state, so nothing missed while offline stays missing.
 * `onState(state)`, `onEvent(name, data)`, `onOnline(bool)`, and `onGone()` where the server does
 * not know the person (it was started again).
 */
export function follow(place, { onState, onEvent, onOnline, onGone }) {
  let closed = false;
  let stream = null;
  let timer = null;
  let wait = 500;
  const which = new URLSearchParams(place);

  async function connect() {
    clearTimeout(timer);
    try {
      const state = await answerOf(fetch(`/sim/state?${which}`));
      if (closed) return;
      onState(state);
      listen(state.cursor ?? 0);
    } catch (error) {
      if (closed) return;
      if (!(error instanceof ServerError)) throw error;
      if (error.status >= 400 && error.status < 500) onGone();
      else retry();
    }
  }

  function listen(after) {
    stream?.close();
    stream = new EventSource(`/sim/events?${which}&after=${after}`);
    stream.addEventListener("open", () => {
      wait = 500;
      onOnline(true);
    });
    stream.addEventListener("error", retry);
    for (const name of EVENTS) {
      stream.addEventListener(name, (event) => onEvent(name, JSON.parse(event.data)));
    }
  }

  function retry() {
    stream?.close();
    if (closed) return;
    onOnline(false);
    clearTimeout(timer);
    timer = setTimeout(connect, wait);
    wait = Math.min(wait * 2, SLOWEST_RETRY);
  }

  const hurry = () => stream?.readyState !== EventSource.OPEN && !closed && connect();
  addEventListener("online", hurry);
  connect();
  return {
    close() {
      closed = true;
      clearTimeout(timer);
      stream?.close();
      removeEventListener("online", hurry);
    },
  };
}
