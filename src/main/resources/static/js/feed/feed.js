// The feed: one clip a screen, the next page before the last clip, keyboard, wheel and swipe.
import { api } from "/js/http.js";
import { toast } from "/js/ui.js";
import "/js/videos/player.js";
import { AttentionReporter } from "/js/videos/attention.js";
import { ClipView } from "/js/feed/clip.js";
import { Talk } from "/js/feed/talk.js";

const PAGE = 10;
const AHEAD = 4; // ask for more when so few are left

class Feed {
  constructor(root) {
    this.root = root;
    this.list = root.querySelector("[data-list]");
    this.words = root.querySelector("[data-words]").dataset;
    this.mode = root.dataset.mode;
    this.signedIn = root.dataset.signedIn === "true";
    this.reporter = new AttentionReporter();
    this.talk = new Talk(this.sheet("comments"), this);
    this.views = [];
    this.known = new Set();
    this.current = -1;
    this.cursor = undefined;
    this.watch();
    this.load();
  }

  template(name) {
    return this.root.querySelector(`template[data-template="${name}"]`).content.firstElementChild.cloneNode(true);
  }

  sheet(name) {
    return this.root.querySelector(`dialog[data-sheet="${name}"]`);
  }

  async load() {
    if (this.loading || this.cursor === null) return;
    if (this.mode === "following" && !this.signedIn) {
      this.finish();
      return;
    }
    this.loading = true;
    this.list.setAttribute("aria-busy", "true");
    this.root.querySelector("[data-trouble]")?.remove();
    try {
      const cursor = this.cursor ? `&cursor=${encodeURIComponent(this.cursor)}` : "";
      const page = await api("GET", `/api/v1/feed?mode=${this.mode}&limit=${PAGE}${cursor}`);
      this.cursor = page.next ?? null;
      for (const item of page.items) this.add(item);
      if (this.cursor === null) this.finish();
    } catch (problem) {
      this.trouble(problem);
    } finally {
      this.loading = false;
      this.list.querySelector("[data-loading]")?.remove();
      this.list.setAttribute("aria-busy", "false");
    }
    if (this.current < 0 && this.views.length) this.show(0);
  }

  add(item) {
    const key = item.ad ? item.exposure : item.video.id;
    if (this.known.has(key)) return;
    this.known.add(key);
    const view = new ClipView(item, this);
    this.views.push(view);
    this.list.append(view.element);
    this.sight.observe(view.element);
  }

  finish() {
    this.list.querySelector("[data-loading]")?.remove();
    if (this.list.querySelector("[data-end]")) return;
    const end = this.template("end");
    end.dataset.end = "";
    end.querySelector("[data-again]")?.addEventListener("click", async () => {
      await api("POST", "/api/v1/feed/reset");
      location.reload();
    });
    this.list.append(end);
  }

  trouble(problem) {
    const box = this.template("trouble");
    box.dataset.trouble = "";
    box.querySelector("[data-detail]").textContent = problem.detail ?? problem.message;
    box.querySelector("[data-retry]").addEventListener("click", () => {
      box.remove();
      this.load();
    });
    this.list.append(box);
  }

  watch() {
    // The clip that fills more than half of the list is the one that plays.
    this.sight = new IntersectionObserver((entries) => {
      for (const entry of entries) {
        if (entry.isIntersecting) this.show(this.views.findIndex((view) => view.element === entry.target));
      }
    }, { root: this.list, threshold: 0.6 });
    document.addEventListener("keydown", (event) => this.key(event));
    this.root.querySelector("[data-next]").addEventListener("click", () => this.step(1));
    this.root.querySelector("[data-previous]").addEventListener("click", () => this.step(-1));
  }

  show(index) {
    if (index < 0 || index === this.current) return;
    this.current = index;
    this.views.forEach((view, at) => view.near(at - index));
    if (this.views.length - index <= AHEAD) this.load();
  }

  get clip() {
    return this.views[this.current];
  }

  step(by) {
    if (this.clip?.takesOver) return;
    const target = this.list.children[Math.max(0, this.current + by)];
    if (!target) return;
    const quiet = matchMedia("(prefers-reduced-motion: reduce)").matches;
    target.scrollIntoView({ behavior: quiet ? "instant" : "smooth", block: "start" });
  }

  key(event) {
    if (event.target.closest("input, textarea, select, dialog[open]") || event.ctrlKey || event.metaKey || event.altKey) return;
    const onButton = event.target.closest("button, a");
    const deeds = {
      ArrowDown: () => this.step(1),
      j: () => this.step(1),
      ArrowUp: () => this.step(-1),
      k: () => this.step(-1),
      l: () => this.clip?.like(true),
      c: () => this.clip?.comments(),
      g: () => this.clip?.thank(),
      m: () => this.clip?.player.mute(),
      n: () => this.clip?.notInterested(),
      w: () => this.clip?.why(),
      " ": () => !onButton && this.clip?.player.toggle(),
    };
    const deed = deeds[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!deed || (event.key === " " && onButton)) return;
    event.preventDefault();
    deed();
  }

  /** Runs what needs an account, or says so. */
  async asPerson(deed) {
    if (!this.signedIn) {
      this.sheet("sign-in").showModal();
      return;
    }
    try {
      await deed();
    } catch (problem) {
      toast(problem.detail ?? problem.message, { bad: true });
    }
  }
}

new Feed(document.querySelector("[data-feed]"));
