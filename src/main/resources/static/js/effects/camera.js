// The camera page: a source, an effect over it, a take, a post. Opens and uses are reported with the effect's exposure.
import { api } from "../http.js";
import { Upload } from "../videos/upload.js";
import { Engine } from "./engine.js";
import { movable } from "./moving.js";
import { showSpot } from "./script.js";
import { MOST_MILLIS, Take } from "./recorder.js";
import { camera, clip } from "./sources.js";

const page = document.querySelector("[data-camera]");
const find = (name) => page.querySelector(`[data-${name}]`);
const words = (name) => page.dataset[`w${name}`];
const POLL_MILLIS = 1_000;

let engine;
let source;
let facing = "user";
let effects = [];
let chosen = null;
let take = null;
let file = null;
let madeWith = null;
let clock;

function report(type, effect) {
  const event = { id: crypto.randomUUID(), exposure: effect.exposure, type, watchedMillis: 0 };
  api("POST", "/api/v1/attention", { events: [event] }, { keepalive: true }).catch(() => {});
}

function trouble(name) {
  find("starting").hidden = true;
  find("trouble-title").textContent = words(name);
  find("trouble-text").textContent = words(`${name}Text`);
  find("trouble").hidden = false;
  find("record").disabled = true;
}

function use(found) {
  source?.stop();
  source = found;
  engine.show(found.video, found.mirror);
  find("trouble").hidden = true;
  find("starting").hidden = true;
  find("record").disabled = false;
}

async function openCamera() {
  find("trouble").hidden = true;
  find("starting").hidden = false;
  try {
    use(await camera(facing));
    const devices = await navigator.mediaDevices.enumerateDevices();
    find("flip").hidden = devices.filter((each) => each.kind === "videoinput").length < 2;
  } catch (refused) {
    trouble({ NotAllowedError: "Denied", SecurityError: "Denied", NotFoundError: "None", OverconstrainedError: "None" }[refused.name] ?? "Broken");
  }
}

function drawTray() {
  const none = { id: "", name: words("NoEffect"), icon: "/img/effects/none.svg" };
  find("tray").replaceChildren(...[none, ...effects].map((effect) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "camera__effect";
    button.dataset.effectId = effect.id;
    button.setAttribute("aria-pressed", String((chosen?.id ?? "") === effect.id));
    const icon = new Image(56, 56);
    icon.src = effect.icon;
    icon.alt = "";
    const name = document.createElement("span");
    name.className = "truncate";
    name.textContent = effect.name;
    button.append(icon, name);
    if (effect.sponsor) {
      const label = document.createElement("small");
      label.textContent = `${words("Sponsored")} ${effect.sponsor}`;
      button.append(label);
    }
    button.addEventListener("click", () => choose(effect.id ? effect : null));
    return button;
  }));
}

async function choose(effect) {
  if (take) return;
  const fresh = effect && effect !== chosen;
  chosen = effect;
  for (const button of find("tray").children) button.setAttribute("aria-pressed", String(button.dataset.effectId === (effect?.id ?? "")));
  find("tray").querySelector("[aria-pressed=true]")?.scrollIntoView({ block: "nearest", inline: "center" });
  find("label").hidden = !effect?.sponsor;
  find("label").textContent = effect?.sponsor ? `${words("Sponsored")} ${effect.sponsor}` : "";
  find("move-hint").hidden = !effect?.layers.some((layer) => layer.movable);
  drawSpot(effect?.spot, effect);
  await engine.load(effect);
  page.dataset.loaded = effect?.id ?? "";
  if (fresh) report("OPENED", effect);
}

/** The one place that leads to the sponsor; it is on the screen, never in the recording. */
function drawSpot(spot, effect) {
  const button = find("spot");
  showSpot(button, spot);
  if (!spot) return;
  button.textContent = spot.callToAction;
  button.setAttribute("aria-label", `${spot.text}: ${spot.callToAction}`);
  button.onclick = () => {
    find("popup-label").textContent = `${words("Sponsored")} ${effect.sponsor}`;
    find("popup-text").textContent = spot.text;
    const call = find("popup-call");
    call.textContent = spot.callToAction;
    call.href = spot.landingUrl;
    call.onclick = () => report("CLICKED", effect);
    find("popup").showModal();
  };
}

function tell() {
  const seconds = Math.floor(take.millis / 1000);
  find("time").textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  if (take.millis >= MOST_MILLIS) stop();
}

async function record() {
  if (take) return stop();
  find("record").setAttribute("aria-pressed", "true");
  find("record-text").textContent = words("Stop");
  find("time").hidden = false;
  page.classList.add("is-recording");
  madeWith = chosen;
  take = new Take(engine.canvas, source.audio());
  await source.rewind?.(() => take && stop());
  take.begin();
  tell();
  clock = setInterval(tell, 250);
}

async function stop() {
  const ending = take;
  clearInterval(clock);
  find("record").setAttribute("aria-pressed", "false");
  find("record-text").textContent = words("Record");
  find("time").hidden = true;
  page.classList.remove("is-recording");
  file = await ending.end();
  take = null;
  if (madeWith) report("USED", madeWith);
  review();
}

function review() {
  engine.stop();
  source.stop();
  find("live").hidden = true;
  find("review").hidden = false;
  const shown = find("take");
  shown.src = URL.createObjectURL(file);
  const label = find("made-with");
  label.hidden = !madeWith;
  if (madeWith) {
    const icon = new Image(24, 24);
    icon.src = madeWith.icon;
    icon.alt = "";
    label.replaceChildren(icon, madeWith.name + (madeWith.sponsor ? ` · ${words("Sponsored")} ${madeWith.sponsor}` : ""));
  }
  page.querySelector("#caption").focus();
}

function retake() {
  URL.revokeObjectURL(find("take").src);
  find("take").removeAttribute("src");
  find("review").hidden = true;
  find("live").hidden = false;
  engine.start();
  openCamera();
}

function fail(problem) {
  const field = page.querySelector("[data-error-of=caption]");
  field.textContent = problem.of?.("caption") ?? "";
  field.hidden = !field.textContent;
  find("error").textContent = field.textContent ? "" : problem.of?.("effect") ?? problem.detail ?? problem.message;
  find("error").hidden = !find("error").textContent;
  find("state").textContent = "";
  find("progress").hidden = true;
  for (const name of ["publish", "retake"]) find(name).disabled = false;
}

let uploaded;
async function publish() {
  for (const name of ["publish", "retake"]) find(name).disabled = true;
  find("error").hidden = true;
  find("progress").hidden = false;
  find("state").textContent = words("Uploading");
  const fields = find("form").elements;
  try {
    if (uploaded?.file !== file) {
      const upload = new Upload(file);
      upload.addEventListener("progress", (event) => (find("progress").value = event.detail.share * 100));
      uploaded = { file, asset: await upload.start(), upload };
    }
    const post = await api("POST", "/api/v1/videos", {
      asset: uploaded.asset, caption: fields.caption.value, effect: madeWith?.id, commentsAllowed: fields.commentsAllowed.checked, publish: true,
    });
    uploaded.upload.forget();
    find("state").textContent = words("Processing");
    await ready(uploaded.asset);
    find("form").hidden = true;
    find("done").hidden = false;
    find("done-link").href = post.url;
    find("done-link").focus();
  } catch (problem) {
    fail(problem);
  }
}

async function ready(asset) {
  for (;;) {
    const found = await api("GET", `/api/v1/assets/${asset}`);
    if (found.state === "refused") throw new Error(found.refusal.detail);
    if (found.state === "ready") return;
    await new Promise((resolve) => setTimeout(resolve, POLL_MILLIS));
  }
}

async function begin() {
  try {
    engine = new Engine(find("stage"));
  } catch {
    trouble("NoGl");
    find("again").hidden = true;
    return;
  }
  engine.start();
  movable(engine);
  find("record").addEventListener("click", record);
  find("again").addEventListener("click", openCamera);
  find("retake").addEventListener("click", retake);
  find("flip").addEventListener("click", () => {
    facing = facing === "user" ? "environment" : "user";
    openCamera();
  });
  find("clip").addEventListener("change", async (event) => {
    const picked = event.target.files[0];
    event.target.value = "";
    if (!picked) return;
    try {
      use(await clip(picked));
    } catch {
      find("trouble-title").textContent = words("ClipBad");
      find("trouble-text").textContent = "";
      find("trouble").hidden = false;
    }
  });
  find("form").addEventListener("submit", (event) => {
    event.preventDefault();
    publish();
  });
  window.addEventListener("beforeunload", (event) => {
    if (file && find("done").hidden) event.preventDefault();
  });
  const camera = openCamera();
  effects = (await api("GET", "/api/v1/effects")).items;
  const wanted = page.dataset.effect;
  if (wanted && !effects.some((effect) => effect.id === wanted)) {
    await api("GET", `/api/v1/effects/${wanted}`).then((effect) => effects.unshift(effect)).catch(() => {});
  }
  drawTray();
  await camera;
  const first = effects.find((effect) => effect.id === wanted);
  if (first) await choose(first);
}

begin();
