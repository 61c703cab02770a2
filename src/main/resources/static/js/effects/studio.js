// The studio: a form of an effect's parts beside the running effect. What is dragged on the stage moves in the script.
import { api, csrfToken, Problem } from "../http.js";
import { Engine, middle } from "./engine.js";
import { movable } from "./moving.js";
import { scene } from "./scene.js";
import { forEngine, showSpot } from "./script.js";

const page = document.querySelector("[data-studio]");
const form = page.querySelector("[data-form]");
const fields = form.elements;
const engine = new Engine(page.querySelector("[data-stage]"));
const known = page.dataset.effect ? JSON.parse(page.dataset.effect) : null;
const home = `/api/v1/businesses/${page.dataset.business}/effects`;
const pictures = {};
const places = { sticker: { x: 0, y: 0, width: 180, height: 180, rotation: 0 }, text: { x: 0, y: 120 } };

/** A form's choice as layer source: a preset, a picture of one's own that is there, or nothing. */
function chosen(kind) {
  const value = fields[kind].value;
  if (value === "own") return pictures[kind] ? { image: pictures[kind] } : null;
  return value ? { preset: value } : null;
}

function script() {
  const layers = [];
  const lut = chosen("lut");
  if (lut) layers.push({ type: "lut", ...lut, strengthPercent: Number(fields.strength.value) });
  const frame = chosen("frame");
  if (frame) layers.push({ type: "frame", ...frame, blend: "normal" });
  if (fields.particles.value) layers.push({ type: "particles", preset: fields.particles.value, blend: "normal" });
  const sticker = chosen("sticker");
  if (sticker) layers.push({ type: "sticker", ...sticker, ...places.sticker, anchor: fields.anchor.value, blend: fields.blend.value, movable: fields.movable.checked });
  if (fields.text.value.trim()) {
    layers.push({ type: "text", text: fields.text.value.trim(), ...places.text, anchor: "bottom", size: Number(fields.size.value) || 44, color: fields.color.value, blend: "normal", movable: false });
  }
  const spot = fields.spot.checked ? {
    x: Number(fields.spotX.value), y: Number(fields.spotY.value), width: Number(fields.spotWidth.value), height: Number(fields.spotHeight.value),
    text: fields.spotText.value, callToAction: fields.spotCall.value, landingUrl: fields.spotUrl.value,
  } : null;
  return { layers, spot };
}

async function show() {
  const made = script();
  const running = forEngine(made);
  running.layers.forEach((layer) => {
    if (layer.type === "sticker" || layer.type === "text") layer.movable = true; // in here all can be moved
  });
  await engine.load(running);
  for (const kind of ["lut", "frame", "sticker"]) form.querySelector(`[data-own=${kind}]`).hidden = fields[kind].value !== "own";
  form.querySelector("[data-spot]").hidden = !made.spot;
  showSpot(page.querySelector("[data-spot-shown]"), made.spot);
}

/** Back from the stage's places to lengths that are counted from the anchor. */
function moved(layer, each) {
  const place = places[layer.type];
  if (!place) return;
  const zero = middle({ ...layer, x: 0, y: 0 }, each.width, each.height);
  const anchor = layer.anchor ?? "center";
  place.x = Math.round((each.x - zero.x) * (anchor.includes("right") ? -1 : 1));
  place.y = Math.round((each.y - zero.y) * (anchor.startsWith("bottom") ? -1 : 1));
  if (layer.type === "sticker") {
    place.width = Math.round(each.width);
    place.height = Math.round(each.height);
    place.rotation = Math.round(((((each.turn * 180) / Math.PI) % 360) + 540) % 360) - 180;
  }
}

function tell(problem) {
  const trouble = page.querySelector("[data-trouble]");
  form.querySelectorAll(".field__error").forEach((each) => each.remove());
  let rest = problem && problem.errors?.length === 0 ? problem.detail : "";
  const last = script().layers;
  for (const error of problem?.errors ?? []) {
    const layer = error.field.match(/^layers\[(\d+)\]\.(\w+)/);
    const name = layer ? last[Number(layer[1])]?.type : error.field;
    const place = form.querySelector(`[data-field="${name}"]`);
    if (place) place.append(Object.assign(document.createElement("p"), { className: "field__error", textContent: error.message }));
    else rest += ` ${error.field}: ${error.message}`;
  }
  trouble.textContent = rest;
  trouble.hidden = !rest;
  form.querySelector(".field__error")?.scrollIntoView({ block: "center" });
}

async function keep(input) {
  const file = input.files[0];
  if (!file) return;
  const kind = input.dataset.picture;
  const answer = await fetch(`${home}/pictures?kind=${kind}`, {
    method: "POST", body: file, headers: { "Content-Type": "application/octet-stream", "X-XSRF-TOKEN": csrfToken(), Accept: "application/json" },
  });
  const said = await answer.json();
  if (!answer.ok) {
    const problem = new Problem(answer.status, said);
    problem.errors = problem.errors.map((error) => ({ ...error, field: kind }));
    input.value = "";
    throw problem;
  }
  pictures[kind] = said.id;
}

function fill(effect) {
  fields.name.value = effect.name;
  fields.sponsor.value = effect.sponsor;
  const icon = effect.icon.match(/pictures\/(.+)$/);
  if (icon) pictures.icon = icon[1];
  for (const layer of effect.script.layers) {
    if (layer.image) pictures[layer.type] = layer.image;
    if (fields[layer.type] && layer.type !== "text") fields[layer.type].value = layer.image ? "own" : layer.preset;
    if (layer.type === "lut") fields.strength.value = layer.strengthPercent;
    if (layer.type === "sticker") {
      Object.assign(places.sticker, { x: layer.x, y: layer.y, width: layer.width, height: layer.height, rotation: layer.rotation });
      fields.anchor.value = layer.anchor;
      fields.blend.value = layer.blend;
      fields.movable.checked = layer.movable;
    }
    if (layer.type === "text") {
      Object.assign(places.text, { x: layer.x, y: layer.y });
      fields.text.value = layer.text;
      fields.size.value = layer.size;
      fields.color.value = layer.color;
    }
  }
  const spot = effect.script.spot;
  fields.spot.checked = Boolean(spot);
  if (spot) {
    for (const [name, value] of [["spotX", spot.x], ["spotY", spot.y], ["spotWidth", spot.width], ["spotHeight", spot.height], ["spotText", spot.text], ["spotCall", spot.callToAction], ["spotUrl", spot.landingUrl]]) fields[name].value = value;
  }
}

const key = crypto.randomUUID();
async function send() {
  const button = form.querySelector("[type=submit]");
  button.setAttribute("aria-busy", "true");
  tell(null);
  const body = { name: fields.name.value, icon: pictures.icon, sponsor: fields.sponsor.value, script: script(), version: known?.version };
  try {
    // A changed form is another request: the key follows what is sent.
    const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(JSON.stringify(body)));
    const suffix = [...new Uint8Array(hash).slice(0, 8)].map((each) => each.toString(16).padStart(2, "0")).join("");
    await (known ? api("PUT", `${home}/${known.id}`, body) : api("POST", home, body, { idempotencyKey: `${key}-${suffix}` }));
    location.href = page.dataset.done;
  } catch (problem) {
    tell(problem);
    button.removeAttribute("aria-busy");
  }
}

engine.show(scene());
engine.start();
movable(engine, (layer, each) => moved(layer, each));
if (known) fill(known);
form.addEventListener("input", (event) => event.target.type !== "file" && show());
form.addEventListener("change", (event) => {
  if (event.target.dataset.picture) keep(event.target).then(() => { tell(null); return show(); }).catch(tell);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  send();
});
show();
