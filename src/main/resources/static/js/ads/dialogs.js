// Closes dialogs, and opens what is edited in place.
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
