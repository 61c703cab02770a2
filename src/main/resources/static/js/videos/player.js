// <ov-player sources='[{"url","type","height"}]' poster="…" blurhash="…" duration="5200" active>
//
// A clip with its controls, in light DOM, without imports beyond the blurhash. What the page says by attributes:
//   active   play now (and sound as the viewer last chose); without it the clip is paused
//   loud     begins with sound if the browser allows and the viewer has not chosen silence; else "silent" is told
//   near     may load ahead; with neither, the file is let go, so that few decoders are open
// What it tells, as bubbling events:
//   shown    at least half of it is on the screen now (detail.visible is false when that ends)
//   progress while it plays; detail.watchedMillis is the time really watched in this showing
//   ended    the clip has come to its end once (it goes on in a loop)
//   rest     it was paused or left; a good moment to report
//   silent   sound was wanted and the browser refused it
//   heart    double tap; detail {x, y} within the player
// Methods: play(), pause(), toggle(), mute(), seek(seconds), rate(x), reset() for a new showing. Property: watchedMillis.
import { drawBlurhash } from "./blurhash.js";

const SPEEDS = [1, 1.5, 2, 0.5];
const DOUBLE_TAP_MILLIS = 280;
const WORDS = {
  en: { play: "Play", pause: "Pause", mute: "Sound off", unmute: "Sound on", seek: "Seek", speed: "Speed", failed: "This clip cannot be played right now." },
  de: { play: "Abspielen", pause: "Anhalten", mute: "Ton aus", unmute: "Ton an", seek: "Stelle", speed: "Tempo", failed: "Dieser Clip lässt sich gerade nicht abspielen." },
};
const words = () => WORDS[document.documentElement.lang?.slice(0, 2)] || WORDS.en;

let muted = true;
let chosen = false; // whether the viewer has said so
try {
  muted = sessionStorage.getItem("ov-muted") !== "no";
  chosen = sessionStorage.getItem("ov-muted") !== null;
} catch {
  // Then it begins muted each time.
}

const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `/img/icons.svg#${name}`);
  svg.append(use);
  return svg;
}

function button(name, part) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = `player__${part}`;
  made.setAttribute("aria-label", name);
  return made;
}

export class OvPlayer extends HTMLElement {
  static observedAttributes = ["active", "near"];

  #video;
  #controls;
  #seek;
  #time;
  #big;
  #sound;
  #observer;
  #visible = false;
  #watched = 0;
  #lastTick = 0;
  #lastPosition = 0;
  #tap = 0;
  #wanted = false;

  connectedCallback() {
    if (!this.#video) this.#build();
    this.#observer = new IntersectionObserver(
      ([entry]) => this.#seen(entry.intersectionRatio >= 0.5), { threshold: [0, 0.5, 0.51] });
    this.#observer.observe(this);
    document.addEventListener("visibilitychange", this.#onVisibility);
    document.addEventListener("ov-muted", this.#onMuted);
    this.#follow();
  }

  disconnectedCallback() {
    this.#seen(false);
    this.#observer?.disconnect();
    document.removeEventListener("visibilitychange", this.#onVisibility);
    document.removeEventListener("ov-muted", this.#onMuted);
    this.pause();
    this.#release();
  }

  attributeChangedCallback() {
    if (this.#video && this.isConnected) this.#follow();
  }

  get watchedMillis() {
    return Math.round(this.#watched);
  }

  get paused() {
    return this.#video.paused;
  }

  /** A new showing of the same clip begins. */
  reset() {
    this.#watched = 0;
  }

  async play() {
    this.#wanted = true;
    this.#load();
    this.#video.muted = muted && (chosen || !this.hasAttribute("loud"));
    this.#showSound();
    try {
      await this.#video.play();
    } catch (refused) {
      if (refused.name === "NotAllowedError" && !this.#video.muted) {
        this.#video.muted = true;
        this.#showSound();
        this.#tell("silent", {});
        await this.#video.play().catch(() => {});
      }
    }
  }

  pause() {
    this.#wanted = false;
    this.#video?.pause();
  }

  toggle() {
    if (this.#video.paused) this.play();
    else this.pause();
  }

  mute(on = !this.#video.muted) {
    muted = on;
    chosen = true;
    try {
      sessionStorage.setItem("ov-muted", on ? "yes" : "no");
    } catch {
      // For this page only, then.
    }
    document.dispatchEvent(new CustomEvent("ov-muted"));
  }

  seek(seconds) {
    if (Number.isFinite(this.#video.duration)) {
      this.#video.currentTime = Math.min(Math.max(0, seconds), this.#video.duration - 0.05);
    }
  }

  rate(speed) {
    this.#video.playbackRate = speed;
  }

  #build() {
    this.classList.add("player");
    const said = words();
    const canvas = document.createElement("canvas");
    canvas.width = 24;
    canvas.height = 32;
    canvas.className = "player__blur";
    canvas.setAttribute("aria-hidden", "true");
    drawBlurhash(this.getAttribute("blurhash"), canvas);

    const video = document.createElement("video");
    video.className = "player__video";
    video.playsInline = true;
    video.loop = false;
    video.muted = muted;
    video.preload = "none";
    video.tabIndex = -1;
    if (this.hasAttribute("label")) video.setAttribute("aria-label", this.getAttribute("label"));
    if (this.hasAttribute("poster")) video.poster = this.getAttribute("poster");
    this.#video = video;

    this.#big = button(said.play, "big");
    this.#big.append(icon("play"));
    this.#controls = document.createElement("div");
    this.#controls.className = "player__controls";
    this.#seek = document.createElement("input");
    this.#seek.type = "range";
    this.#seek.className = "player__seek";
    this.#seek.min = "0";
    this.#seek.max = "1000";
    this.#seek.value = "0";
    this.#seek.setAttribute("aria-label", said.seek);
    this.#time = document.createElement("span");
    this.#time.className = "player__time";
    this.#sound = button(said.unmute, "button");
    const speed = button(said.speed, "button player__speed");
    speed.textContent = "1×";
    this.#controls.append(this.#seek, this.#time, speed, this.#sound);
    this.replaceChildren(canvas, video, this.#big, this.#controls);
    this.#showSound();
    this.#showTime();

    video.addEventListener("timeupdate", () => this.#tick());
    video.addEventListener("playing", () => {
      this.classList.add("is-playing");
      this.#big.setAttribute("aria-label", words().pause);
      this.#lastTick = performance.now();
    });
    video.addEventListener("pause", () => {
      this.#tick();
      this.classList.remove("is-playing");
      this.#big.setAttribute("aria-label", words().play);
      this.#tell("rest", { watchedMillis: this.watchedMillis });
    });
    video.addEventListener("ended", () => {
      this.#tick();
      this.#tell("ended", { watchedMillis: this.watchedMillis });
      if (this.#wanted) {
        video.currentTime = 0;
        video.play().catch(() => {});
      }
    });
    video.addEventListener("error", () => {
      if (video.getAttribute("src")) this.#fail();
    });
    this.#seek.addEventListener("input", () => this.seek((this.#seek.value / 1000) * this.#length()));
    this.#sound.addEventListener("click", () => this.mute());
    speed.addEventListener("click", () => {
      const next = SPEEDS[(SPEEDS.indexOf(video.playbackRate) + 1) % SPEEDS.length];
      this.rate(next);
      speed.textContent = `${next}×`;
    });
    this.#big.addEventListener("click", (event) => {
      if (event.detail === 0) this.toggle(); // by keyboard: at once; taps wait for a second one
    });
    for (const target of [video, this.#big]) target.addEventListener("pointerup", (event) => this.#tapped(event));
  }

  #tapped(event) {
    if (event.button > 0) return;
    const now = performance.now();
    if (now - this.#tap < DOUBLE_TAP_MILLIS) {
      this.#tap = 0;
      const box = this.getBoundingClientRect();
      this.#tell("heart", { x: event.clientX - box.left, y: event.clientY - box.top });
      return;
    }
    this.#tap = now;
    setTimeout(() => {
      if (this.#tap === now) this.toggle();
    }, DOUBLE_TAP_MILLIS);
  }

  #follow() {
    if (this.hasAttribute("active")) {
      this.play();
    } else {
      this.pause();
      if (this.hasAttribute("near")) this.#load();
      else this.#release();
    }
  }

  #load() {
    if (this.#video.getAttribute("src")) return;
    const source = this.#pick();
    if (!source) return;
    this.#video.preload = "auto";
    this.#video.src = source.url;
  }

  #release() {
    if (!this.#video?.getAttribute("src")) return;
    this.#video.removeAttribute("src");
    this.#video.preload = "none";
    this.#video.load();
  }

  /** The smallest that fills the place; on a saved line the smallest at all. */
  #pick() {
    let sources;
    try {
      sources = JSON.parse(this.getAttribute("sources") || "[]");
    } catch {
      sources = [];
    }
    sources.sort((a, b) => a.height - b.height);
    if (navigator.connection?.saveData) return sources[0];
    const wanted = this.clientHeight * Math.min(devicePixelRatio || 1, 2) * 0.75;
    return sources.find((source) => source.height >= wanted) || sources.at(-1);
  }

  #fail() {
    if (this.querySelector(".player__failed")) return;
    const said = document.createElement("p");
    said.className = "player__failed";
    said.textContent = words().failed;
    this.append(said);
  }

  #length() {
    return Number.isFinite(this.#video.duration) ? this.#video.duration : Number(this.getAttribute("duration") || 0) / 1000;
  }

  /** Counts time that passed while it moved and could be seen; a jump by the seek bar is no watching. */
  #tick() {
    const now = performance.now();
    const moved = this.#video.currentTime !== this.#lastPosition;
    if (!this.#video.seeking && moved && this.#lastTick && !document.hidden) {
      this.#watched += Math.min(now - this.#lastTick, 1000);
    }
    this.#lastTick = now;
    this.#lastPosition = this.#video.currentTime;
    this.#showTime();
    if (!this.#video.paused) this.#tell("progress", { watchedMillis: this.watchedMillis });
  }

  #showTime() {
    const length = this.#length();
    this.#seek.value = length ? String(Math.round((this.#video.currentTime / length) * 1000)) : "0";
    this.#seek.setAttribute("aria-valuetext", `${clock(this.#video.currentTime)} / ${clock(length)}`);
    this.#time.textContent = `${clock(this.#video.currentTime)} / ${clock(length)}`;
    this.#seek.style.setProperty("--done", `${this.#seek.value / 10}%`);
  }

  #showSound() {
    this.#sound.replaceChildren(icon(this.#video.muted ? "muted" : "sound"));
    this.#sound.setAttribute("aria-label", this.#video.muted ? words().unmute : words().mute);
  }

  #seen(visible) {
    if (visible === this.#visible) return;
    this.#visible = visible;
    this.#tell("shown", { visible });
  }

  #onVisibility = () => {
    this.#tick();
    if (document.hidden) {
      const wanted = this.#wanted;
      this.#video.pause();
      this.#wanted = wanted;
    } else if (this.#wanted && this.hasAttribute("active")) {
      this.#lastTick = performance.now();
      this.play();
    }
  };

  #onMuted = () => {
    this.#video.muted = muted;
    this.#showSound();
  };

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }));
  }
}

if (!customElements.get("ov-player")) customElements.define("ov-player", OvPlayer);
