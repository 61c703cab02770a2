// TopView's desk: the price that moves with day and share, and a creative from a clip to its review.
import { api } from "../http.js";
import { offerOwnClips, uploadClip } from "./clip-choice.js";

const MICROS = 1_000_000;
const language = document.documentElement.lang;

class TopViewOrder extends HTMLElement {
  #form;
  #asking;
  #asked = 0;

  connectedCallback() {
    this.#form = this.querySelector("form");
    this.#form.addEventListener("input", () => {
      this.querySelector("[data-share]").textContent = `${this.#form.share.value} %`;
      clearTimeout(this.#asking);
      this.#asking = setTimeout(() => this.#quote(), 150);
    });
  }

  async #quote() {
    const number = ++this.#asked;
    const query = new URLSearchParams({ market: this.#form.market.value, day: this.#form.day.value, share: this.#form.share.value });
    let quote = null;
    try {
      quote = await api("GET", `/api/v1/businesses/${this.dataset.business}/topview/quote?${query}`);
    } catch {
      quote = null; // a day that cannot be booked: the form says so when it is sent
    }
    if (number !== this.#asked) return;
    const money = (amount) => new Intl.NumberFormat(language, { style: "currency", currency: amount.currency }).format(amount.micros / MICROS);
    this.querySelector("[data-price]").textContent = quote ? money(quote.price) : "–";
    this.querySelector("[data-impressions]").textContent = quote
      ? this.dataset.impressions.replace("{0}", quote.impressions.toLocaleString(language)).replace("{1}", money(quote.cpm))
      : this.dataset.none;
    this.querySelector("[data-left]").textContent = quote ? this.dataset.left.replace("{0}", quote.free) : "";
    this.querySelector("[data-less]").hidden = !quote || quote.free >= quote.share;
    this.querySelector("[data-short]").hidden = !quote || quote.price.micros <= Number(this.dataset.prepaid);
    this.#form.atMost.value = quote ? quote.price.micros : "";
  }
}

class TopViewCreative extends HTMLElement {
  #form;
  #video = null;

  connectedCallback() {
    this.#form = this.querySelector("form");
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send();
    });
    this.querySelector("#clip").addEventListener("change", (event) => this.#upload(event.target.files[0]));
    offerOwnClips(this, { wanted: (each) => each.promotional, choose: (video) => (this.#video = video.id) });
  }

  async #upload(file) {
    if (!file) return;
    try {
      this.#video = await uploadClip(this, file, this.#form.displayName.value);
    } catch (problem) {
      this.querySelector("[data-upload-state]").textContent = problem.detail || problem.message;
    }
  }

  async #send() {
    const trouble = this.querySelector("[data-trouble]");
    trouble.hidden = true;
    try {
      await api("POST", `/api/v1/businesses/${this.dataset.business}/topview/creatives`, {
        video: this.#video,
        displayName: this.#form.displayName.value,
        callToAction: this.#form.callToAction.value,
        landingUrl: this.#form.landingUrl.value,
      });
      location.href = this.dataset.done;
    } catch (problem) {
      trouble.textContent = problem.errors?.map((error) => error.message).join(" ") || problem.detail || this.dataset.failed;
      trouble.hidden = false;
    }
  }
}

customElements.define("topview-order", TopViewOrder);
customElements.define("topview-creative", TopViewCreative);
