// Closes dialogs, and opens what is edited in place; Escape closes it again and goes back to its button.
document.addEventListener("click", (event) => {
  const closer = event.target.closest("[data-closes]");
  if (closer) closer.closest("dialog").close();
  const editor = event.target.closest("[data-edits]");
  if (editor) {
    const form = document.getElementById(editor.dataset.edits);
    form.hidden = !form.hidden;
    editor.setAttribute("aria-expanded", String(!form.hidden));
    if (!form.hidden) form.querySelector("input:not([type=hidden])").select();
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const form = event.target.closest?.("form[id]");
  const editor = form && document.querySelector(`[data-edits="${form.id}"]`);
  if (!editor) return;
  form.hidden = true;
  editor.setAttribute("aria-expanded", "false");
  editor.focus();
});
