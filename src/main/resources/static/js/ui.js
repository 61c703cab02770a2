// What every page has: toasts, relative times, the theme, menus, shortcuts, confirmation.
import { csrfToken } from "./http.js";

const root = document.documentElement;

/** Says something for a moment. `action` ({label, run}) adds a button such as Undo. */
export function toast(text, { bad = false, action, millis = 5000 } = {}) {
  const box = document.createElement("div");
  box.className = bad ? "toast toast--bad" : "toast";
  const words = document.createElement("span");
  words.textContent = text;
  box.append(words);
  if (action) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = action.label;
    button.addEventListener("click", () => {
      box.remove();
      action.run();
    });
    box.append(button);
  }
  document.getElementById("toasts")?.append(box);
  setTimeout(() => box.remove(), millis);
  return box;
}

/**
 * Asks before something grave. With `typed`, the word must be typed.
 * @returns a promise of true or false
 */
export function confirmation({ title, text = "", typed = "" }) {
  const dialog = document.getElementById("confirm");
  dialog.querySelector("[data-confirm-title]").textContent = title;
  dialog.querySelector("[data-confirm-text]").textContent = text;
  const field = dialog.querySelector("[data-confirm-typed]");
  const input = field.querySelector("input");
  const yes = dialog.querySelector("button[value=yes]");
  field.hidden = !typed;
  field.querySelector("label").textContent = typed;
  input.value = "";
  yes.disabled = Boolean(typed);
  input.oninput = () => (yes.disabled = input.value.trim() !== typed);
  dialog.returnValue = "no";
  dialog.showModal();
  return new Promise((resolve) =>
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true }));
}

const UNITS = [["year", 31536000], ["month", 2592000], ["week", 604800], ["day", 86400], ["hour", 3600], ["minute", 60]];

export function relative(date, now = Date.now()) {
  const seconds = Math.round((date - now) / 1000);
  const words = new Intl.RelativeTimeFormat(root.lang || "en", { numeric: "auto", style: "short" });
  for (const [unit, size] of UNITS) {
    if (Math.abs(seconds) >= size) return words.format(Math.trunc(seconds / size), unit);
  }
  return words.format(0, "second");
}

function tellTimes(within = document) {
  for (const time of within.querySelectorAll("time[data-relative]")) {
    const date = new Date(time.dateTime);
    if (Number.isNaN(date.getTime())) continue;
    time.title ||= date.toLocaleString(root.lang || "en", { dateStyle: "medium", timeStyle: "short" });
    time.textContent = relative(date.getTime());
  }
}

function switchTheme() {
  const dark = getComputedStyle(root).colorScheme === "dark"
    || (root.dataset.theme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  root.dataset.theme = dark ? "light" : "dark";
  try {
    localStorage.setItem("theme", root.dataset.theme);
  } catch {
    // For this page only, then.
  }
}

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-theme-switch]")) switchTheme();
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
  const opener = event.target.closest("[data-opens]");
  if (opener) document.getElementById(opener.dataset.opens)?.showModal();
  const copied = event.target.closest("[data-copy]");
  if (copied) {
    navigator.clipboard?.writeText(copied.dataset.copy).then(() => toast(copied.dataset.copied || "✓"));
  }
});

// <form data-confirm="Title" data-confirm-text="…" data-confirm-typed="word">
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.dataset.confirm || form.dataset.confirmed) return;
  event.preventDefault();
  const agreed = await confirmation({
    title: form.dataset.confirm, text: form.dataset.confirmText, typed: form.dataset.confirmTyped });
  if (agreed) {
    form.dataset.confirmed = "yes";
    form.requestSubmit(event.submitter);
    delete form.dataset.confirmed;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    for (const menu of document.querySelectorAll("details[data-menu][open]")) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  }
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "?") {
    document.getElementById("shortcuts")?.showModal();
  } else if (event.key === "/") {
    const search = document.querySelector("[data-search]");
    event.preventDefault();
    if (search) search.focus();
    else location.href = "/discover";
  }
});

document.addEventListener("htmx:configRequest", (event) => {
  event.detail.headers["X-XSRF-TOKEN"] = csrfToken();
});
document.addEventListener("htmx:afterSwap", (event) => {
  tellTimes(event.target);
  for (const box of document.querySelectorAll("[data-toast]:not([data-timed])")) {
    box.dataset.timed = "yes";
    setTimeout(() => box.remove(), 6000);
  }
});

// On the phone faces lie side by side; the one we are on comes into view.
for (const strip of document.querySelectorAll(".side, .tabs")) {
  const here = strip.querySelector("[aria-current]");
  if (here && strip.scrollWidth > strip.clientWidth) strip.scrollLeft = here.offsetLeft - (strip.clientWidth - here.offsetWidth) / 2;
}

tellTimes();
setInterval(() => tellTimes(), 60_000);
