// What a Shop Ad sells: a card of the business's own, or an address. The list comes from the house and changes with the search.

const UUID_LENGTH = 36;

export class CardChoice {
  #host;
  #offered = false;
  #chosen = null;

  constructor(host) {
    this.#host = host;
    const field = this.#field();
    field.addEventListener("change", (event) => {
      if (event.target.name === "card") this.#choose(event.target.value ? { card: event.target.value, title: event.target.dataset.title } : null);
    });
    field.querySelector("[data-card-search] input").addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault();
    });
    field.addEventListener("htmx:afterSwap", () => this.#listed());
  }

  /** What was chosen, for a draft: {card, title}, or null for an address. */
  get chosen() {
    return this.#chosen;
  }

  /** As an ad takes it: {kind, id}, or null for an address. */
  get destination() {
    if (!this.#offered || !this.#chosen) return null;
    const { card } = this.#chosen;
    return { kind: card.slice(0, -UUID_LENGTH - 1), id: card.slice(-UUID_LENGTH) };
  }

  /** Whether the campaign's goal lets it sell something here. */
  offer(offered) {
    this.#offered = offered;
    this.#draw();
  }

  /** Of a draft. It may be gone since: the house says so when it is sent. */
  restore(chosen) {
    this.#choose(chosen?.card ? chosen : null);
  }

  #choose(chosen) {
    this.#chosen = chosen;
    this.#draw();
  }

  /** A new list has come: what was chosen stays chosen, also if it is not in it. */
  #listed() {
    const search = this.#field().querySelector("[data-card-search]");
    if (this.#field().querySelector("#cards [name=card]")) search.hidden = false;
    this.#draw();
  }

  #draw() {
    const field = this.#field();
    field.hidden = !this.#offered;
    for (const radio of field.querySelectorAll("[name=card]")) radio.checked = radio.value === (this.#chosen?.card || "");
    const words = field.querySelector("[data-card-chosen]");
    words.textContent = this.#chosen ? words.dataset.text.replace("%title%", this.#chosen.title) : "";
    words.hidden = !this.#chosen;
    const toCard = this.destination !== null;
    const address = this.#host.querySelector('[data-field="landingUrl"]');
    address.hidden = toCard;
    address.querySelector("input").required = !toCard;
    const shown = this.#host.querySelector("[data-preview-card]");
    shown.textContent = toCard ? this.#chosen.title : "";
    shown.hidden = !toCard;
  }

  #field() {
    return this.#host.querySelector('[data-field="destination"]');
  }
}
