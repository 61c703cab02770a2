// The upload page: the file goes up while its post is written; the post publishes itself when the clip plays.
import { api } from "../http.js";
import { AttentionReporter } from "./attention.js";
import { MAX_BYTES, Upload, unfinished } from "./upload.js";

const page = document.querySelector("[data-upload]");
const find = (name) => page.querySelector(`[data-${name}]`);
const words = (name) => page.dataset[`w${name}`];
const POLL_MILLIS = 1_000;
const SEARCH_MILLIS = 250;

let upload;
let file;
let posted;
let pollTimer;

function showError(text) {
  find("error").textContent = text || "";
  find("error").hidden = !text;
}

function state(text) {
  if (find("state").textContent !== text) find("state").textContent = text;
}

function percent(share) {
  const value = Math.floor(share * 100);
  find("progress").value = value;
  find("percent").textContent = `${value} %`;
}

/** Back to the beginning, saying why. */
function startOver(text) {
  clearTimeout(pollTimer);
  upload?.forget();
  upload = undefined;
  posted = undefined;
  URL.revokeObjectURL(find("preview").src);
  find("uploading").hidden = true;
  find("drop").hidden = false;
  find("file").value = "";
  showError(text);
  find("file").focus();
}

async function begin(chosen) {
  showError("");
  if (chosen.size > MAX_BYTES) {
    showError(words("TooLarge"));
    return;
  }
  file = chosen;
  upload = new Upload(file);
  find("drop").hidden = true;
  find("unfinished").hidden = true;
  find("uploading").hidden = false;
  find("name").textContent = file.name;
  const preview = find("preview");
  preview.src = URL.createObjectURL(file);
  preview.onloadeddata = () => {
    preview.hidden = false;
    find("blank").hidden = true;
  };
  upload.addEventListener("progress", (event) => percent(event.detail.share));
  upload.addEventListener("cut", () => state(words("Cut")));
  upload.addEventListener("begun", (event) => state(event.detail.resumed ? words("Resumed") : words("Uploading")));
  find("caption").focus();
  await go();
}

async function go() {
  const current = upload;
  find("pause").textContent = words("Pause");
  state(words("Uploading"));
  try {
    const asset = await current.start();
    if (asset && current === upload) {
      find("pause").hidden = true;
      find("cancel").hidden = true;
      poll(asset);
    }
  } catch (problem) {
    if (current === upload) {
      if (problem.status === 401) location.href = "/sign-in?next=/upload";
      else if (problem.status === 0) {
        state(problem.detail);
        find("pause").textContent = words("Resume");
        current.pause();
      } else startOver(problem.detail || problem.message);
    }
  }
}

/** What the server makes of it. */
async function poll(asset) {
  try {
    const found = await api("GET", `/api/v1/assets/${asset}`);
    if (found.state === "refused") {
      find("done").hidden = true;
      startOver(`${found.refusal.detail} ${words("Again")}`);
      return;
    }
    percent(found.progressPercent / 100);
    if (found.state === "ready") {
      upload?.forget();
      state(words("Ready"));
      const poster = find("poster");
      poster.src = found.playback.posterUrl;
      if (find("preview").hidden) {
        poster.hidden = false;
        find("blank").hidden = true;
      }
      if (posted?.publish) finished(words("Published"));
      if (found.progressPercent === 100) return;
    } else {
      state(posted?.publish ? words("Waiting") : words("Processing"));
    }
  } catch {
    // The next look will tell.
  }
  pollTimer = setTimeout(() => poll(asset), POLL_MILLIS);
}

function finished(title) {
  find("uploading").hidden = true;
  find("done").hidden = false;
  find("done-title").textContent = title;
  find("done-link").href = posted.publish ? posted.url : "/desk/creator/videos";
  find("done-link").focus();
}

const length = (text) => [...text.normalize("NFC").trim()].length;

function count() {
  const caption = find("caption");
  const max = Number(caption.dataset.max);
  const used = length(caption.value);
  find("counter").textContent = `${used} / ${max}`;
  find("counter").classList.toggle("is-over", used > max);
  if (used > max) caption.setAttribute("aria-invalid", "true");
  else caption.removeAttribute("aria-invalid");
}

function showFields(problem) {
  let known = false;
  for (const place of page.querySelectorAll("[data-error-of]")) {
    const message = problem?.of?.(place.dataset.errorOf);
    place.textContent = message || "";
    place.hidden = !message;
    known ||= Boolean(message);
  }
  if (problem && !known) showError(problem.detail || problem.message);
}

async function send(publish) {
  const form = find("form");
  if (!upload?.asset || posted) return;
  showFields(null);
  showError("");
  const fields = form.elements;
  const sound = fields.sound.value || form.querySelector("input[name=sound]:checked")?.value;
  const buttons = form.querySelectorAll("button");
  buttons.forEach((each) => (each.disabled = true));
  try {
    const video = await api("POST", "/api/v1/videos", {
      asset: upload.asset,
      caption: fields.caption.value,
      sound: sound || undefined,
      soundTitle: !sound && fields.soundTitle.value ? fields.soundTitle.value : undefined,
      commentsAllowed: fields.commentsAllowed.checked,
      adultsOnly: fields.adultsOnly.checked,
      promotional: fields.promotional.checked,
      publish,
    });
    posted = { ...video, publish };
    if (video.state === "public") finished(words("Published"));
    else if (!publish && upload.share >= 1) finished(words("Draft"));
    else {
      form.hidden = true;
      state(publish ? words("Waiting") : words("Draft"));
    }
  } catch (problem) {
    showFields(problem);
    buttons.forEach((each) => (each.disabled = false));
  }
}

const reporter = new AttentionReporter();
const seenPaid = new Set();

/** A sound that somebody paid to place here says so, and its showing and picking are reported. */
function showPaid(label, radio, paid) {
  const mark = document.createElement("span");
  mark.className = "badge";
  mark.textContent = `${words("PaidSound")} · ${paid.sponsor}`;
  label.append(mark);
  radio.addEventListener("change", () => reporter.report("CLICKED", paid.exposure), { once: true });
  new IntersectionObserver((entries, observer) => {
    if (!entries.some((entry) => entry.isIntersecting) || seenPaid.has(paid.sound)) return;
    seenPaid.add(paid.sound);
    reporter.report("SHOWN", paid.exposure);
    observer.disconnect();
  }, { threshold: 0.5 }).observe(label);
}

let searching;
async function searchSounds() {
  const query = find("sound-search").value.trim();
  const { items } = await api("GET", `/api/v1/sounds?q=${encodeURIComponent(query)}`);
  const chosen = find("form").querySelector("input[name=sound]:checked")?.value;
  const shown = new Set([...find("form").querySelectorAll(":scope fieldset > label input[name=sound]")].map((each) => each.value));
  find("sounds").replaceChildren(
    ...items.filter((item) => !shown.has(item.id)).slice(0, query ? 8 : 3).map((item) => {
      const label = document.createElement("label");
      label.className = "check";
      const radio = document.createElement("input");
      radio.type = "radio";
      radio.name = "sound";
      radio.value = item.id;
      radio.checked = item.id === chosen;
      const title = document.createElement("span");
      title.textContent = item.title;
      label.append(radio, title);
      if (item.paid) showPaid(label, radio, item.paid);
      return label;
    }));
}

if (page) {
  const drop = find("drop");
  find("file").addEventListener("change", (event) => {
    if (event.target.files[0]) begin(event.target.files[0]);
  });
  for (const name of ["dragenter", "dragover"]) {
    page.addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.add("is-over");
    });
  }
  for (const name of ["dragleave", "drop"]) page.addEventListener(name, () => drop.classList.remove("is-over"));
  page.addEventListener("drop", (event) => {
    event.preventDefault();
    if (!drop.hidden && event.dataTransfer.files[0]) begin(event.dataTransfer.files[0]);
  });
  find("pause").addEventListener("click", () => {
    if (!upload) return;
    if (upload.paused) go();
    else {
      upload.pause();
      state(words("Paused"));
      find("pause").textContent = words("Resume");
    }
  });
  find("cancel").addEventListener("click", async () => {
    await upload?.cancel();
    startOver("");
  });
  find("caption").addEventListener("input", count);
  find("sound-search").addEventListener("input", () => {
    clearTimeout(searching);
    searching = setTimeout(() => searchSounds().catch(() => {}), SEARCH_MILLIS);
  });
  find("form").addEventListener("change", () => {
    find("title-field").hidden = Boolean(find("form").querySelector("input[name=sound]:checked")?.value);
  });
  find("form").addEventListener("submit", (event) => {
    event.preventDefault();
    send(true);
  });
  find("draft").addEventListener("click", () => send(false));
  window.addEventListener("beforeunload", (event) => {
    if (upload && upload.share < 1 && !upload.paused) event.preventDefault();
  });
  const left = unfinished();
  if (left.length > 0) {
    find("unfinished").textContent = `${find("unfinished").textContent} ${left[0]}`;
    find("unfinished").hidden = false;
  }
  count();
  find("title-field").hidden = Boolean(find("form").querySelector("input[name=sound]:checked")?.value);
  searchSounds().catch(() => {});
}
