// Challenges and paid sounds at the business's desk: the form that goes to review, and the order whose price moves.
import { api } from "../http.js";
import { offerOwnClips, uploadClip } from "./clip-choice.js";

const MICROS = 1_000_000;
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
    if (this.querySelector("[data-own-clips]")) offerOwnClips(this, { wanted: (each) => each.promotional, choose: (video) => (this.#video = video.id) });
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

  async #upload(file) {
    if (!file) return;
    try {
      this.#video = await uploadClip(this, file, this.#form.headline.value);
    } catch (problem) {
      this.querySelector("[data-upload-state]").textContent = problem.detail || problem.message;
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
