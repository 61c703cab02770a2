// A week of half hours: drawn over with the pointer, or toggled with arrows and space.
const SLOTS = 48;
const DAYS = 7;

class DayParts extends HTMLElement {
  #cells = [];
  #painting = null;

  connectedCallback() {
    const names = this.dataset.days.split(",");
    for (let day = 0; day < DAYS; day++) {
      const row = document.createElement("div");
      row.className = "dayparts__day";
      const name = document.createElement("span");
      name.className = "dayparts__name muted small";
      name.textContent = names[day];
      row.append(name);
      for (let slot = 0; slot < SLOTS; slot++) row.append(this.#cell(day, slot, names[day]));
      this.append(row);
    }
    this.addEventListener("pointerup", () => (this.#painting = null));
    this.addEventListener("pointerleave", () => (this.#painting = null));
    this.addEventListener("keydown", (event) => this.#move(event));
  }

  /** 336 characters; empty if none or all are chosen. */
  get value() {
    const text = this.#cells.map((cell) => (cell.getAttribute("aria-pressed") === "true" ? "1" : "0")).join("");
    return text.includes("1") && text.includes("0") ? text : "";
  }

  set value(text) {
    this.#cells.forEach((cell, place) => cell.setAttribute("aria-pressed", String(text[place] === "1")));
  }

  #cell(day, slot, name) {
    const cell = document.createElement("button");
    cell.type = "button";
    cell.className = "dayparts__slot";
    cell.setAttribute("aria-pressed", "false");
    const clock = `${String(Math.floor(slot / 2)).padStart(2, "0")}:${slot % 2 ? "30" : "00"}`;
    cell.setAttribute("aria-label", `${name} ${clock}`);
    cell.title = `${name} ${clock}`;
    cell.tabIndex = this.#cells.length === 0 ? 0 : -1;
    cell.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      this.#focus(cell);
      cell.releasePointerCapture?.(event.pointerId);
      this.#painting = cell.getAttribute("aria-pressed") !== "true";
      this.#paint(cell);
    });
    cell.addEventListener("pointerenter", () => {
      if (this.#painting !== null) this.#paint(cell);
    });
    cell.addEventListener("keydown", (event) => {
      if (event.key !== " " && event.key !== "Enter") return;
      event.preventDefault();
      this.#painting = cell.getAttribute("aria-pressed") !== "true";
      this.#paint(cell);
      this.#painting = null;
    });
    this.#cells.push(cell);
    return cell;
  }

  #paint(cell) {
    cell.setAttribute("aria-pressed", String(this.#painting));
    this.dispatchEvent(new Event("input", { bubbles: true }));
  }

  #move(event) {
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -SLOTS, ArrowDown: SLOTS }[event.key];
    const here = this.#cells.indexOf(event.target);
    if (!step || here < 0) return;
    event.preventDefault();
    const next = this.#cells[here + step];
    if (!next) return;
    this.#focus(next);
  }

  /** One of them is in the order of tabs: where the keyboard goes on. */
  #focus(cell) {
    for (const other of this.#cells) if (other.tabIndex === 0) other.tabIndex = -1;
    cell.tabIndex = 0;
    cell.focus();
  }
}

customElements.define("day-parts", DayParts);
