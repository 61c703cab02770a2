// One clip of the feed: how it shows itself, and what can be done with it.
import { api } from "/js/http.js";
import { toast } from "/js/ui.js";

const short = new Intl.NumberFormat(document.documentElement.lang || "en", { notation: "compact", maximumFractionDigits: 1 });

/** A takeover whose clip does not begin to play holds nobody up for longer. */
const LATE_START_MILLIS = 2_000;

export class ClipView {
  constructor(item, feed) {
    this.item = item;
    this.feed = feed;
    this.video = item.video;
    this.element = feed.template("clip");
    this.player = this.element.querySelector("ov-player");
    this.draw();
    this.element.addEventListener("click", (event) => this.click(event));
    this.player.addEventListener("heart", () => this.like(true));
  }

  part(name) {
    return this.element.querySelector(`[data-${name}]`);
  }

  draw() {
    const { video, item } = this;
    const player = this.player;
    player.setAttribute("sources", JSON.stringify(video.sources));
    player.setAttribute("poster", video.poster);
    player.setAttribute("duration", video.durationMillis);
    player.setAttribute("label", video.caption);
    if (video.blurhash) player.setAttribute("blurhash", video.blurhash);

    const creator = this.part("creator");
    creator.href = `/@${video.creator.handle}`;
    creator.textContent = `@${video.creator.handle}`;
    const face = this.part("face");
    face.href = creator.href;
    face.setAttribute("aria-label", video.creator.name);
    if (video.creator.avatarUrl) {
      const image = new Image(48, 48);
      image.src = video.creator.avatarUrl;
      image.alt = "";
      face.append(image);
    } else {
      face.textContent = video.creator.name.slice(0, 1).toUpperCase();
    }
    this.caption(this.part("caption"), video.caption);
    if (video.sound) {
      const sound = this.part("sound");
      sound.hidden = false;
      sound.href = `/sounds/${video.sound.id}`;
      sound.querySelector("span").textContent = video.sound.title;
    }
    if (video.effect) {
      const effect = this.part("effect");
      effect.hidden = false;
      effect.href = `/effects/${video.effect.id}`;
      effect.querySelector("img").src = video.effect.icon;
      effect.querySelector("span").textContent = video.effect.sponsor
        ? `${video.effect.name} · ${this.feed.words.sponsored} ${video.effect.sponsor}` : video.effect.name;
    }
    this.part("likes").textContent = short.format(video.likes);
    this.part("comments").textContent = short.format(video.comments);
    this.part("shares").textContent = short.format(video.shares);
    this.part("reason").textContent = item.why[0]?.text ?? "";
    this.element.setAttribute("aria-label", `@${video.creator.handle}: ${video.caption}`);
    this.element.classList.toggle("clip--upright", video.height > video.width);
    this.element.querySelector('[data-do="thank"]').hidden = Boolean(item.ad);
    if (item.ad) this.ad(item.ad);
    this.tell();
  }

  ad(ad) {
    this.element.classList.add("clip--ad");
    this.part("paid").hidden = false;
    this.part("label").textContent = `${this.feed.words.paidBy} ${ad.label}`;
    const call = this.part("call");
    call.hidden = false;
    call.textContent = ad.callToAction;
    call.href = ad.landingUrl;
    if (ad.card) this.card(ad.card, call);
    call.addEventListener("click", () => this.feed.reporter.report("CLICKED", this.item.exposure));
  }

  /** What of ours it leads to: so it stays in this tab. */
  card(card, call) {
    const line = this.part("card");
    line.hidden = false;
    line.querySelector("strong").textContent = card.title;
    const price = card.price && new Intl.NumberFormat(document.documentElement.lang || "en", { style: "currency", currency: card.price.currency }).format(card.price.micros / 1_000_000);
    line.querySelector("span").textContent = [price, card.text].filter(Boolean).join(" · ");
    call.href = card.url;
    call.removeAttribute("target");
  }

  /** The whole screen for a moment, from its first picture on; then it is a clip like any other. */
  takeover(millis) {
    const over = () => this.element.classList.remove("clip--takeover");
    let end = setTimeout(over, millis + LATE_START_MILLIS);
    this.element.classList.add("clip--takeover");
    this.player.addEventListener("progress", () => {
      clearTimeout(end);
      end = setTimeout(over, millis);
    }, { once: true });
    this.player.addEventListener("silent", () => {
      const loud = this.part("loud");
      loud.hidden = false;
      document.addEventListener("ov-muted", () => (loud.hidden = true), { once: true });
    }, { once: true });
  }

  get takesOver() {
    return this.element.classList.contains("clip--takeover");
  }

  /** Hashtags and names become links; all else stays text. */
  caption(into, text) {
    for (const piece of text.split(/([#@][\p{L}\p{N}_.]+)/u)) {
      if (/^#[\p{L}\p{N}_]+$/u.test(piece)) {
        into.append(Object.assign(document.createElement("a"), { href: `/tags/${encodeURIComponent(piece.slice(1).toLowerCase())}`, textContent: piece }));
      } else if (/^@[a-z0-9._]{3,24}$/u.test(piece)) {
        into.append(Object.assign(document.createElement("a"), { href: `/${piece}`, textContent: piece }));
      } else {
        into.append(piece);
      }
    }
  }

  /** Shows what the viewer has done with it. */
  tell() {
    this.element.querySelector('[data-do="like"]').setAttribute("aria-pressed", String(this.item.liked));
    const follow = this.element.querySelector('[data-do="follow"]');
    follow.setAttribute("aria-pressed", String(this.item.following));
    follow.setAttribute("aria-label", this.item.following ? this.feed.words.unfollow : this.feed.words.follow);
    follow.querySelector("use").setAttribute("href", `/img/feed.svg#${this.item.following ? "check" : "plus"}`);
  }

  /** @param distance 0 on screen, 1 the next; further ones hold no decoder */
  near(distance) {
    const on = distance === 0;
    this.player.toggleAttribute("near", Math.abs(distance) <= 1);
    this.player.toggleAttribute("loud", Boolean(this.item.ad?.takeoverMillis));
    this.player.toggleAttribute("active", on);
    if (on && !this.watched) {
      this.watched = true;
      if (this.item.ad?.takeoverMillis) this.takeover(this.item.ad.takeoverMillis);
      this.feed.reporter.watch(this.player, this.item.exposure);
    }
  }

  click(event) {
    const deed = event.target.closest("[data-do]")?.dataset.do;
    if (event.target.closest("[data-creator], [data-face]")) this.feed.reporter.report("PROFILE_OPENED", this.item.exposure);
    if (deed === "like") this.like(!this.item.liked);
    else if (deed === "follow") this.follow(!this.item.following);
    else if (deed === "comments") this.comments();
    else if (deed === "share") this.share();
    else if (deed === "thank") this.thank();
    else if (deed === "why") this.why();
    else if (deed === "more") this.more();
    else if (deed === "loud") this.player.mute(false);
  }

  like(likes) {
    if (this.item.liked === likes) return;
    this.feed.asPerson(async () => {
      this.changeLike(likes);
      try {
        await api(likes ? "PUT" : "DELETE", `/api/v1/videos/${this.video.id}/like?exposure=${encodeURIComponent(this.item.exposure)}`);
      } catch (problem) {
        this.changeLike(!likes);
        throw problem;
      }
    });
  }

  changeLike(likes) {
    this.item.liked = likes;
    this.video.likes += likes ? 1 : -1;
    this.part("likes").textContent = short.format(this.video.likes);
    this.tell();
  }

  follow(follows) {
    this.feed.asPerson(async () => {
      await api(follows ? "PUT" : "DELETE", `/api/v1/people/${this.video.creator.id}/follow`);
      for (const view of this.feed.views) {
        if (view.video.creator.id === this.video.creator.id) {
          view.item.following = follows;
          view.tell();
        }
      }
    });
  }

  comments() {
    this.feed.talk.open(this);
  }

  /** The box of the post's page, in a sheet: nobody loses his place to give coins. */
  thank() {
    if (this.item.ad) return;
    this.feed.asPerson(async () => {
      const sheet = this.feed.sheet("thank");
      const box = sheet.querySelector("[data-thank]");
      const closed = sheet.querySelector("[data-thank-closed]");
      box.replaceChildren();
      closed.hidden = true;
      sheet.showModal();
      await window.htmx.ajax("GET", `/v/${this.video.id}/thanks`, { target: box, swap: "innerHTML" });
      closed.hidden = Boolean(box.querySelector("form"));
    });
  }

  async share() {
    const url = new URL(this.video.url, location.href).href;
    try {
      if (navigator.share && matchMedia("(pointer: coarse)").matches) await navigator.share({ url, text: this.video.caption });
      else {
        await navigator.clipboard.writeText(url);
        toast(this.feed.words.copied);
      }
    } catch {
      return; // the viewer thought better of it
    }
    this.video.shares += 1;
    this.part("shares").textContent = short.format(this.video.shares);
    await api("POST", `/api/v1/videos/${this.video.id}/shares`, { exposure: this.item.exposure }).catch(() => {});
  }

  why() {
    const sheet = this.feed.sheet("why");
    sheet.querySelector("[data-why-text]").textContent = this.item.ad ? `${this.feed.words.whyAd}` : this.feed.words.whyVideo;
    const list = sheet.querySelector("[data-why]");
    list.replaceChildren();
    for (const reason of this.item.why) {
      const term = Object.assign(document.createElement("dt"), { textContent: reason.text });
      const amount = this.item.ad || !reason.points ? "" : `+${reason.points.toLocaleString(document.documentElement.lang, { maximumFractionDigits: 3 })} ${this.feed.words.points}`;
      list.append(term, Object.assign(document.createElement("dd"), { textContent: amount }));
    }
    sheet.showModal();
  }

  more() {
    const sheet = this.feed.sheet("more");
    sheet.returnValue = "close";
    sheet.addEventListener("close", () => {
      if (sheet.returnValue === "not_interested") this.notInterested();
      if (sheet.returnValue === "why") this.why();
      if (sheet.returnValue === "report") this.report();
    }, { once: true });
    sheet.showModal();
  }

  notInterested() {
    this.feed.reporter.report("NOT_INTERESTED", this.item.exposure);
    toast(this.feed.words.hidden);
    this.feed.step(1);
  }

  report() {
    this.feed.asPerson(async () => {
      const sheet = this.feed.sheet("report");
      const form = sheet.querySelector("form");
      form.reset();
      sheet.returnValue = "close";
      sheet.addEventListener("close", async () => {
        if (sheet.returnValue !== "send") return;
        const subject = this.item.ad ? { kind: "ad", id: this.item.ad.id } : { kind: "video", id: this.video.id };
        await this.feed.asPerson(async () => {
          await api("POST", "/api/v1/reports", { subject, reason: form.elements.reason.value, note: form.elements.note.value });
          toast(this.feed.words.reported);
        });
      }, { once: true });
      sheet.showModal();
    });
  }
}
