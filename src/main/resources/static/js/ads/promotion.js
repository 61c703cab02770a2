// Challenges and paid sounds at the business's desk: the form that goes to review, and the order whose price moves.
import { api } from "../http.js";
import { Upload } from "../videos/upload.js";

const MICROS = 1_000_000;
const wait = (millis) => new Promise((resolve) => setTimeout(resolve, millis));
const language = document.documentElement.lang;

class PromotionForm extends HTMLElement {
  #form;
  #video = null;

  connectedCallback() {
    this.#form = this.querySelector("form");
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send();
    });
    this.querySelector("#clip")?.addEventListener("change", (event) => this.#upload(event.target.files[0]));
    if (this.querySelector("[data-own-clips]")) this.#offerOwnClips();
    const search = this.querySelector("[data-sound-search]");
    let searching;
    search?.addEventListener("input", () => {
      clearTimeout(searching);
      searching = setTimeout(() => this.#sounds(search.value), 250);
    });
    if (search) this.#sounds("");
  }

  async #sounds(query) {
    const { items } = await api("GET", `/api/v1/sounds?q=${encodeURIComponent(query.trim())}`).catch(() => ({ items: [] }));
    const select = this.#form.elements.sound;
    const chosen = select.value;
    const kept = [...select.options].filter((option) => !option.value || option.value === chosen);
    select.replaceChildren(...kept, ...items.filter((item) => item.id !== chosen).slice(0, 20).map((item) => new Option(item.title, item.id)));
  }

  /** Clips of earlier ads can be used again. */
  async #offerOwnClips() {
    const mine = await api("GET", "/api/v1/videos/mine?limit=50").catch(() => ({ items: [] }));
    for (const video of mine.items.filter((each) => each.promotional && each.state === "public" && each.poster)) {
      const image = Object.assign(new Image(54, 96), { src: video.poster, alt: video.caption || video.id });
      const button = Object.assign(document.createElement("button"), { type: "button", className: "clip-choice" });
      button.setAttribute("aria-pressed", "false");
      button.append(image);
      button.addEventListener("click", () => this.#choose(video.id, button));
      this.querySelector("[data-own-clips]").append(button);
    }
  }

  #choose(video, button) {
    this.#video = video;
    for (const other of this.querySelectorAll(".clip-choice")) other.setAttribute("aria-pressed", String(other === button));
  }

  async #upload(file) {
    if (!file) return;
    const state = this.querySelector("[data-upload-state]");
    const progress = this.querySelector("[data-upload-progress]");
    progress.hidden = false;
    state.textContent = this.dataset.uploading;
    const upload = new Upload(file);
    const moving = setInterval(() => (progress.value = upload.share * 100), 200);
    try {
      const asset = await upload.start();
      state.textContent = this.dataset.processing;
      const post = await api("POST", "/api/v1/videos", { asset, caption: this.#form.headline.value, promotional: true });
      upload.forget();
      this.#video = await this.#playable(post.id, progress);
      state.textContent = this.dataset.ready;
    } catch (problem) {
      state.textContent = problem.detail || problem.message;
    } finally {
      clearInterval(moving);
      progress.hidden = true;
    }
  }

  async #playable(id, progress) {
    for (;;) {
      const post = await api("GET", `/api/v1/videos/mine/${id}`);
      if (post.state === "public") return id;
      if (post.state === "refused") throw new Error(post.refusal || this.dataset.failed);
      progress.value = post.progressPercent;
      await wait(700);
    }
  }

  #body() {
    const body = this.querySelector("#clip") ? { video: this.#video } : {}; // a sound has none
    for (const field of this.#form.elements) {
      if (!field.name) continue;
      if (field.type === "checkbox") body[field.name] = field.checked;
      else if (field.name === "regions") body.regions = field.value.split(/[,;\s]+/).filter(Boolean);
      else body[field.name] = field.value || null;
    }
    return body;
  }

  async #send() {
    const trouble = this.querySelector("[data-trouble]");
    trouble.hidden = true;
    for (const place of this.querySelectorAll("[data-error-of]")) place.hidden = true;
    try {
      const made = await api("POST", this.dataset.url, this.#body());
      location.href = `${this.dataset.done}/${made.id}?done=sent`;
    } catch (problem) {
      let told = false;
      for (const place of this.querySelectorAll("[data-error-of]")) {
        const message = problem.of?.(place.dataset.errorOf);
        place.textContent = message || "";
        place.hidden = !message;
        told ||= Boolean(message);
      }
      if (told) {
        this.querySelector("[data-error-of]:not([hidden])").scrollIntoView({ block: "center" });
        return;
      }
      trouble.textContent = problem.detail || this.dataset.failed;
      trouble.hidden = false;
    }
  }
}

class PromotionOrder extends HTMLElement {
  #form;
  #asking;
  #asked = 0;

  connectedCallback() {
    this.#form = this.querySelector("form");
    this.#form.addEventListener("input", () => {
      clearTimeout(this.#asking);
      this.#asking = setTimeout(() => this.#quote(), 200);
    });
    this.#quote();
  }

  #money(name) {
    const text = this.#form.elements[name]?.value.trim().replace(",", ".");
    return text && Number(text) >= 0 ? { micros: Math.round(Number(text) * MICROS), currency: this.dataset.currency } : null;
  }

  async #quote() {
    const number = ++this.#asked;
    const value = (name) => this.#form.elements[name]?.value || null;
    const checked = (name) => [...this.#form.querySelectorAll(`[name=${name}]:checked`)].map((each) => each.value);
    const shares = value("shares")?.split(/[,;\s]+/).filter(Boolean).map(Number);
    const order = { markets: checked("markets"), firstDay: value("firstDay"), lastDay: value("lastDay"), openUntil: value("openUntil"), boosts: this.#money("boosts") };
    if (this.#form.elements.prize) Object.assign(order, { prize: this.#money("prize"), prizeShares: shares });
    if (this.#form.querySelector("[name=places]")) Object.assign(order, { places: checked("places"), exclusive: this.#form.querySelector("[name=exclusive]").checked });
    let quote = null;
    let said = "";
    try {
      quote = await api("POST", this.dataset.url, order);
    } catch (problem) {
      said = problem.errors?.map((error) => error.message).join(" ") || "";
    }
    if (number !== this.#asked) return;
    const money = (amount) => new Intl.NumberFormat(language, { style: "currency", currency: amount.currency }).format(amount.micros / MICROS);
    this.querySelector("[data-price]").textContent = quote ? money(quote.total) : "–";
    this.querySelector("[data-parts]").textContent = quote
      ? this.dataset.parts.replace("{0}", money(quote.places)).replace("{1}", money(quote.prizes)).replace("{2}", money(quote.boosts))
      : said;
    this.querySelector("[data-short]").hidden = !quote || quote.total.micros <= Number(this.dataset.prepaid);
    this.#form.elements.atMost.value = quote ? quote.total.micros : "";
  }
}

customElements.define("promotion-form", PromotionForm);
customElements.define("promotion-order", PromotionOrder);
