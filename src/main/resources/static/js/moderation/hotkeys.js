// A approves, R rejects; not while a note is written.
const form = document.querySelector("[data-decision]");
document.addEventListener("keydown", (event) => {
  if (!form || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("textarea, input:not([type=radio])")) return;
  const key = event.key.toLowerCase();
  if (key !== "a" && key !== "r") return;
  event.preventDefault();
  if (key === "r" && !form.querySelector("[name=reason]:checked")) {
    form.querySelector("[name=reason]").focus();
    return;
  }
  form.requestSubmit(form.querySelector(`[name=approved][value=${key === "a"}]`));
});
