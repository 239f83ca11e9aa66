// Dialogs: how they close, and how a form in one is asked.

/** Show a dialog and resolve to whether its form was sent. */
export function ask(dialog, form) {
  return new Promise((resolve) => {
    let sent = false;
    form.onsubmit = () => {
      sent = true;
    };
    dialog.addEventListener("close", () => resolve(sent), { once: true });
    dialog.showModal();
  });
}

/** Make every dialog close by its close buttons and by a press beside it. */
export function wireDialogs() {
  for (const dialog of document.querySelectorAll("dialog")) {
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog && outside(dialog, event)) dialog.close();
      if (event.target.closest("[data-close]")) dialog.close();
    });
  }
}

function outside(dialog, { clientX, clientY }) {
  const box = dialog.getBoundingClientRect();
  const beside = clientX < box.left || clientX > box.right;
  return beside || clientY < box.top || clientY > box.bottom;
}
