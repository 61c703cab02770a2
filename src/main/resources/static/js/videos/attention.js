// Reports what was shown and watched: in batches, each event with an id of its own, kept until the server has answered for
// it. A page that is closed, a line that is cut, an answer that is lost: the event goes again, and the id makes it count once.
import { api } from "../http.js";

const KEY = "ov-attention:";
const FIRST_WATCH_MILLIS = 2_000;
const NEXT_WATCH_MILLIS = 5_000;
/** Half of the picture for so long, without a break: MRC's viewable video. */
const VIEWABLE_MILLIS = 2_000;
const WAIT_MILLIS = 1_000;
const LONGEST_WAIT_MILLIS = 60_000;
/** A request that outlives its page may carry 64 KB; an event has about 500 bytes. */
const BATCH = 90;
const KEPT = 1_000;
/** An event of another tab is taken over only when that tab is surely gone or cut off. */
const ORPHAN_MILLIS = 30_000;

function store() {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

export class AttentionReporter {
  #waiting = new Map();
  #sending = new Set();
  #watching = new Map();
  #timer = 0;
  #pause = WAIT_MILLIS;
  #url;

  constructor({ url = "/api/v1/attention" } = {}) {
    this.#url = url;
    this.#adoptOrphans();
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") this.#leave();
    });
    window.addEventListener("pagehide", () => this.#leave());
    window.addEventListener("online", () => this.flush());
  }

  /**
   * Follows an <ov-player>: reports SHOWN once it is half on the screen, WATCHED at 2 s, then every 5 s, and when it rests.
   * Call again with another exposure when the same player shows something else. Of ads also VIEWABLE, once.
   */
  watch(player, exposure, { viewable = false } = {}) {
    const before = this.#watching.get(player);
    if (before) {
      if (before.exposure === exposure) return;
      this.unwatch(player);
    }
    const showing = { exposure, shown: false, reported: 0, viewable: !viewable, visible: false, since: 0, off: new AbortController() };
    this.#watching.set(player, showing);
    const on = (name, does) => player.addEventListener(name, does, { signal: showing.off.signal });
    on("shown", (event) => {
      showing.visible = event.detail.visible;
      if (event.detail.visible) this.#shown(showing);
      else {
        showing.since = 0;
        this.#watched(showing, player.watchedMillis);
      }
    });
    on("progress", (event) => {
      this.#shown(showing);
      this.#viewable(showing);
      const { watchedMillis } = event.detail;
      const next = showing.reported < FIRST_WATCH_MILLIS ? FIRST_WATCH_MILLIS : showing.reported + NEXT_WATCH_MILLIS;
      if (watchedMillis >= next) this.#watched(showing, watchedMillis);
    });
    on("ended", () => this.#watched(showing, player.watchedMillis));
    on("rest", () => {
      showing.since = 0; // what does not play is not looked at
      this.#watched(showing, player.watchedMillis);
    });
    const box = player.getBoundingClientRect();
    const half = Math.min(box.bottom, innerHeight) - Math.max(box.top, 0) >= box.height / 2;
    if (box.height > 0 && half) {
      showing.visible = true;
      this.#shown(showing);
    }
  }

  /** Reports what is left to say of it and lets it go. */
  unwatch(player) {
    const showing = this.#watching.get(player);
    if (!showing) return;
    this.#watched(showing, player.watchedMillis);
    showing.off.abort();
    this.#watching.delete(player);
    player.reset();
  }

  /** CLICKED, PROFILE_OPENED, NOT_INTERESTED. */
  report(type, exposure) {
    this.#add({ id: crypto.randomUUID(), exposure, type });
  }

  /** Sends what waits. @returns when the server has answered */
  async flush({ keepalive = false } = {}) {
    clearTimeout(this.#timer);
    this.#timer = 0;
    const batch = [...this.#waiting.values()].filter((event) => !this.#sending.has(event.id)).slice(0, BATCH);
    if (batch.length === 0) return;
    batch.forEach((event) => this.#sending.add(event.id));
    try {
      const { verdicts } = await api("POST", this.#url, { events: batch }, { keepalive });
      verdicts.forEach((verdict) => this.#forget(verdict.id));
      this.#pause = WAIT_MILLIS;
    } catch (problem) {
      if (problem.status >= 400 && problem.status < 500 && ![401, 403, 408, 429].includes(problem.status)) {
        batch.forEach((event) => this.#forget(event.id)); // it will never be taken
      } else {
        this.#pause = Math.min(this.#pause * 2, LONGEST_WAIT_MILLIS);
      }
    } finally {
      batch.forEach((event) => this.#sending.delete(event.id));
    }
    if (this.#waiting.size > 0) this.#later();
  }

  #shown(showing) {
    if (showing.shown) return;
    showing.shown = true;
    this.#add({ id: crypto.randomUUID(), exposure: showing.exposure, type: "SHOWN" });
  }

  /** Asked again and again while it plays. */
  #viewable(showing) {
    if (document.hidden || !showing.visible) showing.since = 0;
    else if (!showing.since) showing.since = performance.now();
    else if (!showing.viewable && performance.now() - showing.since >= VIEWABLE_MILLIS) {
      showing.viewable = true;
      this.#add({ id: crypto.randomUUID(), exposure: showing.exposure, type: "VIEWABLE" });
    }
  }

  #watched(showing, watchedMillis) {
    if (watchedMillis <= showing.reported) return;
    showing.reported = watchedMillis;
    this.#add({ id: crypto.randomUUID(), exposure: showing.exposure, type: "WATCHED", watchedMillis });
  }

  #leave() {
    for (const [player, showing] of this.#watching) this.#watched(showing, player.watchedMillis);
    this.flush({ keepalive: true });
  }

  #add(event) {
    this.#waiting.set(event.id, event);
    try {
      if (this.#waiting.size <= KEPT) store()?.setItem(KEY + event.id, JSON.stringify({ event, at: Date.now() }));
    } catch {
      // Full: it is in memory all the same.
    }
    this.#later();
  }

  #forget(id) {
    this.#waiting.delete(id);
    store()?.removeItem(KEY + id);
  }

  #later() {
    if (!this.#timer) this.#timer = setTimeout(() => this.flush(), this.#pause);
  }

  #adoptOrphans() {
    const kept = store();
    if (!kept) return;
    for (const key of Object.keys(kept).filter((each) => each.startsWith(KEY))) {
      try {
        const { event, at } = JSON.parse(kept.getItem(key));
        if (Date.now() - at > ORPHAN_MILLIS) this.#waiting.set(event.id, event);
      } catch {
        kept.removeItem(key);
      }
    }
    if (this.#waiting.size > 0) this.#later();
  }
}
