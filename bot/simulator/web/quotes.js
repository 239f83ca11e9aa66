// A quotation that shows three lines until it is opened.

import { calm, el, icon } from "./dom.js";
import { t } from "./words.js";

const sizes = new ResizeObserver((entries) => {
  for (const { target } of entries) measure(target.parentElement);
});

/** A quotation short enough to be seen whole has nothing to open. */
function measure(quote) {
  const body = quote.firstElementChild;
  if (quote.dataset.open === "yes" || body.clientHeight === 0) return;
  quote.dataset.long = body.scrollHeight > body.clientHeight + 2 ? "yes" : "no";
}

export function expandable(inner) {
  const body = el("div", { class: "quote-body" }, inner);
  const toggle = el(
    "button",
    { type: "button", class: "quote-toggle", "aria-expanded": "false", "aria-label": t("message.expand") },
    icon("chevron"),
  );
  const quote = el(
    "blockquote",
    { class: "quote expandable", dir: "auto", data: { open: "no", long: "no" } },
    body,
    toggle,
  );
  quote.addEventListener("click", (event) => {
    if (quote.dataset.long !== "yes") return;
    const onToggle = toggle.contains(event.target);
    if (!onToggle && (event.target.closest("a, button, .spoiler") || selecting())) return;
    setOpen(quote, quote.dataset.open === "no");
  });
  // A link in the folded part that gets the focus must be seen.
  body.addEventListener("focusin", () => quote.dataset.long === "yes" && setOpen(quote, true));
  sizes.observe(body);
  return quote;
}

const selecting = () => String(getSelection()) !== "";

function setOpen(quote, open, { animated = true } = {}) {
  const [body, toggle] = quote.children;
  const before = body.clientHeight;
  quote.dataset.open = open ? "yes" : "no";
  toggle.setAttribute("aria-expanded", String(open));
  toggle.setAttribute("aria-label", t(open ? "message.collapse" : "message.expand"));
  if (!animated || calm()) return;
  const heights = [{ maxHeight: `${before}px` }, { maxHeight: `${body.clientHeight}px` }];
  body.animate(heights, { duration: 180, easing: "ease-out" });
}

/** Tell which quotations of a message are open, so that an edit can leave them so. */
export const openQuotes = (node) =>
  Array.from(node.querySelectorAll(".expandable"), (quote) => quote.dataset.open === "yes");

export function reopenQuotes(node, open) {
  node.querySelectorAll(".expandable").forEach((quote, index) => {
    if (!open[index]) return;
    quote.dataset.long = "yes";
    setOpen(quote, true, { animated: false });
  });
}
