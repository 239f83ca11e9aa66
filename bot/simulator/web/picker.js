// The list above the message box: one listbox for commands and for inline results.

import { byId, el, show } from "./dom.js";

/**
 * Look after the list. An item is `{nodes, className, pick(), write?()}`.
 *
 * The focus may be in the message box or in the list itself; `handleKey` serves both.
 */
export function createPicker({ onOpen }) {
  const panel = byId("suggestions");
  const list = byId("choices");
  const hint = byId("choices-hint");
  const box = byId("message");
  let items = [];
  let at = -1;
  let opener = null;

  function mark(index) {
    at = index;
    Array.from(list.children).forEach((node, position) => {
      node.setAttribute("aria-selected", String(position === at));
    });
    const current = list.children[at];
    for (const holder of [list, box]) {
      if (current) holder.setAttribute("aria-activedescendant", current.id);
      else holder.removeAttribute("aria-activedescendant");
    }
    current?.scrollIntoView({ block: "nearest" });
  }

  function close() {
    if (panel.hidden) return;
    const focusInside = panel.contains(document.activeElement);
    show(panel, false);
    items = [];
    list.replaceChildren();
    mark(-1);
    onOpen(false);
    if (focusInside) (opener ?? box).focus();
    opener = null;
  }

  function open(found, { label, note = "", selected = 0, focus = null }) {
    items = found;
    list.setAttribute("aria-label", label);
    list.replaceChildren(...items.map(drawItem));
    show(list, items.length > 0);
    hint.textContent = note;
    hint.classList.toggle("alone", items.length === 0);
    show(hint, note !== "");
    show(panel, true);
    mark(items.length > 0 ? Math.min(selected, items.length - 1) : -1);
    onOpen(true);
    opener = focus;
    if (focus) list.focus();
  }

  function drawItem(item, index) {
    const attributes = { role: "option", class: `choice ${item.className}`, id: `choice-${index}` };
    const node = el("div", attributes, ...item.nodes);
    // The message box must not lose the focus to the list by a press of the mouse.
    node.addEventListener("pointerdown", (event) => event.preventDefault());
    node.addEventListener("pointermove", () => at !== index && mark(index));
    node.addEventListener("click", () => choose(index));
    return node;
  }

  function choose(index) {
    const item = items[index];
    if (!item.keepsOpen) close();
    item.pick();
  }

  /** Answer true where the key was for the list. */
  function handleKey(event) {
    if (panel.hidden || event.isComposing) return false;
    if (event.key === "Escape") close();
    else if (items.length === 0) return false;
    else if (event.key === "ArrowDown") mark((at + 1) % items.length);
    else if (event.key === "ArrowUp") mark((at - 1 + items.length) % items.length);
    else if (event.key === "Enter" && !event.shiftKey) choose(at);
    else if (event.key === "Tab" && !event.shiftKey && items[at].write) write(items[at]);
    else return false;
    event.preventDefault();
    return true;
  }

  function write(item) {
    close();
    item.write();
  }

  list.addEventListener("keydown", (event) => {
    if (handleKey(event)) event.stopPropagation();
    else if (event.key === "Tab") close();
  });
  for (const name of ["pointerdown", "focusin"]) {
    document.addEventListener(name, ({ target }) => {
      if (!target.closest(".dock")) close();
    });
  }

  return { open, close, handleKey, isOpen: () => !panel.hidden };
}
