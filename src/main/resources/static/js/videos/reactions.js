// Like, share and follow wherever they stand, by delegation:
//   <button data-like     data-video="ID" data-exposure="TOKEN" aria-pressed="false"> … <span data-count>12</span></button>
//   <button data-share    data-video="ID" data-exposure="TOKEN" data-url="/v/ID"> … <span data-count>3</span></button>
//   <button data-follow   data-person="ID" aria-pressed="false" data-on="Following" data-off="Follow">Follow</button>
//   <button data-block    data-person="ID" aria-pressed="false" data-on="Unblock" data-off="Block">Block</button>
// A visitor is sent to sign in. What was pressed shows at once and is taken back if the server refuses.
import { api } from "../http.js";
import { toast } from "../ui.js";

const compact = new Intl.NumberFormat(document.documentElement.lang || "en", { notation: "compact", maximumFractionDigits: 1 });

export function tellCount(button, count) {
  const place = button.querySelector("[data-count]");
  if (place) {
    place.dataset.count = String(count);
    place.textContent = compact.format(count);
  }
}

function failed(problem) {
  if (problem.status === 401) {
    location.href = `/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`;
    return;
  }
  toast(problem.detail || problem.message, { bad: true });
}

const withExposure = (path, button) =>
  button.dataset.exposure ? `${path}?exposure=${encodeURIComponent(button.dataset.exposure)}` : path;

/** @param on true likes, false takes it back, undefined turns it round */
export async function like(button, on = button.getAttribute("aria-pressed") !== "true") {
  const was = button.getAttribute("aria-pressed") === "true";
  if (was === on) return;
  const path = withExposure(`/api/v1/videos/${button.dataset.video}/like`, button);
  const before = Number(button.querySelector("[data-count]")?.dataset.count || 0);
  button.setAttribute("aria-pressed", String(on));
  tellCount(button, Math.max(0, before + (on ? 1 : -1)));
  try {
    const counts = await api(on ? "PUT" : "DELETE", path);
    tellCount(button, counts.likes);
  } catch (problem) {
    button.setAttribute("aria-pressed", String(was));
    tellCount(button, before);
    failed(problem);
  }
}

async function share(button) {
  const url = new URL(button.dataset.url, location.href).href;
  try {
    if (navigator.share && matchMedia("(pointer: coarse)").matches) await navigator.share({ url });
    else {
      await navigator.clipboard.writeText(url);
      toast(button.dataset.copied || "✓");
    }
  } catch (thrown) {
    if (thrown.name === "AbortError") return;
    toast(url);
  }
  try {
    const counts = await api("POST", withExposure(`/api/v1/videos/${button.dataset.video}/shares`, button));
    tellCount(button, counts.shares);
  } catch (problem) {
    failed(problem);
  }
}

async function relate(button, what) {
  const on = button.getAttribute("aria-pressed") !== "true";
  try {
    await api(on ? "PUT" : "DELETE", withExposure(`/api/v1/people/${button.dataset.person}/${what}`, button));
  } catch (problem) {
    failed(problem);
    return;
  }
  for (const same of document.querySelectorAll(`[data-${what}][data-person="${button.dataset.person}"]`)) {
    same.setAttribute("aria-pressed", String(on));
    const words = on ? same.dataset.on : same.dataset.off;
    if (words) same.textContent = words;
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-like], [data-share], [data-follow], [data-block]");
  if (!button) return;
  event.preventDefault();
  if ("like" in button.dataset) like(button);
  else if ("share" in button.dataset) share(button);
  else if ("follow" in button.dataset) relate(button, "follow");
  else relate(button, "block");
});

for (const button of document.querySelectorAll("[data-like], [data-share]")) {
  tellCount(button, Number(button.querySelector("[data-count]")?.dataset.count || 0));
}
