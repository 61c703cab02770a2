// Resumable upload by the tus protocol (tus.io, version 1.0, with creation): pieces of 5 MB, each acknowledged; after a cut
// it asks how far it came and goes on from there, also after a reload with the same file.
import { Problem, csrfToken } from "../http.js";

const CHUNK = 5 * 1024 * 1024;
const PAUSES_MILLIS = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000];
const VERSION = "1.0.0";
const KEY = "ov-upload:";
export const MAX_BYTES = 500 * 1024 * 1024;

const wait = (millis) => new Promise((resolve) => setTimeout(resolve, millis));

async function answer(response) {
  let document = {};
  try {
    document = await response.json();
  } catch {
    // An answer without words.
  }
  return new Problem(response.status, document);
}

export class Upload extends EventTarget {
  #file;
  #url;
  #offset = 0;
  #paused = false;
  #request;
  #running = false;

  constructor(file) {
    super();
    this.#file = file;
  }

  /** The asset's id, known once the upload has begun. */
  get asset() {
    return this.#url?.split("/").pop();
  }

  get paused() {
    return this.#paused;
  }

  get share() {
    return this.#file.size ? this.#offset / this.#file.size : 0;
  }

  /** Resolves with the asset's id when all bytes have arrived. @throws Problem for a refusal */
  async start() {
    if (this.#running) return undefined;
    this.#running = true;
    this.#paused = false;
    try {
      await this.#begin();
      let failures = 0;
      while (this.#offset < this.#file.size && !this.#paused) {
        try {
          await this.#piece();
          failures = 0;
        } catch (problem) {
          if (this.#paused) break;
          if (!this.#passing(problem) || failures >= PAUSES_MILLIS.length) throw problem;
          this.#tell("cut", { again: PAUSES_MILLIS[failures] });
          await wait(PAUSES_MILLIS[failures++]);
          await this.#ask().catch((again) => {
            if (!this.#passing(again)) throw again;
          });
        }
      }
    } finally {
      this.#running = false;
    }
    if (this.#paused) return undefined;
    this.#tell("arrived", {});
    return this.asset;
  }

  pause() {
    this.#paused = true;
    this.#request?.abort();
    this.#tell("paused", {});
  }

  /** Gives it up, here and on the server. */
  async cancel() {
    this.#paused = true;
    this.#request?.abort();
    this.forget();
    if (this.#url) {
      await fetch(this.#url, { method: "DELETE", headers: { "Tus-Resumable": VERSION, "X-XSRF-TOKEN": csrfToken() } }).catch(() => {});
    }
  }

  /** The post is written or the file refused: the next upload of this file is a new one. */
  forget() {
    localStorage.removeItem(this.#fingerprint());
  }

  #fingerprint() {
    return KEY + [this.#file.name, this.#file.size, this.#file.lastModified].join("|");
  }

  async #begin() {
    if (!this.#url) this.#url = localStorage.getItem(this.#fingerprint());
    if (this.#url) {
      try {
        await this.#ask();
        this.#tell("begun", { resumed: this.#offset > 0 });
        return;
      } catch (problem) {
        if (problem.status !== 404 && problem.status !== 410) throw problem;
        this.#url = undefined;
      }
    }
    const response = await fetch("/api/v1/uploads", {
      method: "POST",
      headers: {
        "Tus-Resumable": VERSION,
        "Upload-Length": String(this.#file.size),
        "X-XSRF-TOKEN": csrfToken(),
        Accept: "application/json",
      },
    });
    if (response.status !== 201) throw await answer(response);
    this.#url = new URL(response.headers.get("Location"), location.href).pathname;
    this.#offset = 0;
    localStorage.setItem(this.#fingerprint(), this.#url);
    this.#tell("begun", { resumed: false });
  }

  async #ask() {
    const response = await fetch(this.#url, { method: "HEAD", headers: { "Tus-Resumable": VERSION } });
    if (!response.ok) throw new Problem(response.status, {});
    this.#offset = Number(response.headers.get("Upload-Offset"));
    this.#progress(this.#offset);
  }

  /** XMLHttpRequest, because fetch does not tell how far the sending is. */
  #piece() {
    const from = this.#offset;
    const piece = this.#file.slice(from, from + CHUNK);
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      this.#request = request;
      request.open("PATCH", this.#url);
      request.setRequestHeader("Tus-Resumable", VERSION);
      request.setRequestHeader("Upload-Offset", String(from));
      request.setRequestHeader("Content-Type", "application/offset+octet-stream");
      request.setRequestHeader("X-XSRF-TOKEN", csrfToken());
      request.setRequestHeader("Accept", "application/json");
      request.upload.onprogress = (event) => this.#progress(from + event.loaded);
      request.onload = () => {
        if (request.status === 204) {
          this.#offset = Number(request.getResponseHeader("Upload-Offset"));
          this.#progress(this.#offset);
          resolve();
          return;
        }
        let document = {};
        try {
          document = JSON.parse(request.responseText);
        } catch {
          // An answer without words.
        }
        reject(new Problem(request.status, document));
      };
      request.onerror = () => reject(new Problem(0, { code: "offline" }));
      request.onabort = () => reject(new Problem(0, { code: "paused" }));
      request.send(piece);
    });
  }

  /** Whether the same may succeed a little later. */
  #passing(problem) {
    return problem.status === 0 || problem.status === 409 || problem.status === 423 || problem.status >= 500;
  }

  #progress(bytes) {
    this.#tell("progress", { share: this.#file.size ? Math.min(1, bytes / this.#file.size) : 0 });
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

/** Names of files whose upload was begun and not finished, here. */
export function unfinished() {
  return Object.keys(localStorage)
    .filter((key) => key.startsWith(KEY))
    .map((key) => key.slice(KEY.length).split("|")[0]);
}
