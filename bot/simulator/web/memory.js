// What the browser remembers between visits. A browser that refuses storage still gets a chat.

const PREFIX = "simulator.";

export function recall(key, fallback) {
  try {
    const kept = localStorage.getItem(PREFIX + key);
    return kept === null ? fallback : JSON.parse(kept);
  } catch {
    return fallback;
  }
}

export function remember(key, value) {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify(value));
  } catch {
    // Private windows may refuse: then the choice holds until the page is closed.
  }
}
