// A new campaign in three steps, with the phone beside it and the reach that moves.
import { api } from "../http.js";
import { CardChoice } from "./card-choice.js";
import { offerOwnClips, uploadClip } from "./clip-choice.js";

const STEP_OF = {
  name: 1, objective: 1, lifetimeCap: 1, budget: 1, budgetKind: 1, startsAt: 1, endsAt: 1,
  regions: 2, ageBands: 2, interests: 2, wants: 2, excludes: 2, inventory: 2, timeZone: 2, dayparts: 2, billing: 2, strategy: 2, goal: 2, event: 2,
  targetRoasPercent: 2, bid: 2, capImpressions: 2, capDays: 2, pacing: 2,
  video: 3, spark: 3, displayName: 3, callToAction: 3, landingUrl: 3, destination: 3,
};
const LAST = 3;
const MICROS = 1_000_000;

const micros = (text) => Math.round(Number(String(text).trim().replace(",", ".")) * MICROS);

class CampaignWizard extends HTMLElement {
  #step = 1;
  #video = null;
  #spark = null;
  #cards;
  #form;
  #asking;
  #question = null;
  #draft = new URLSearchParams(location.search).get("draft") || crypto.randomUUID();

  connectedCallback() {
    this.#form = this.querySelector("form");
    this.#cards = new CardChoice(this);
    this.#form.addEventListener("input", () => {
      this.#preview();
      this.#estimateSoon();
    });
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (this.#step < LAST) this.#next();
      else this.#send();
    });
    this.querySelector("[data-next]").addEventListener("click", () => this.#next());
    this.querySelector("[data-back]").addEventListener("click", () => this.#show(this.#step - 1));
    this.querySelector("#clip").addEventListener("change", (event) => this.#upload(event.target.files[0]));
    this.querySelector("[data-redeem]").addEventListener("click", () => this.#redeem());
    this.querySelector("#spark-code").addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      this.#redeem();
    });
    this.querySelector("[data-draft]").addEventListener("click", () => this.#saveDraft());
    for (const objective of this.querySelectorAll("[name=objective]")) {
      objective.addEventListener("change", () => {
        this.#offerBillings();
        this.#strategies();
      });
    }
    for (const aim of this.querySelectorAll("[name=aim]")) aim.addEventListener("change", () => this.#bidFor(aim.value));
    this.querySelector("#billing").addEventListener("change", (event) => {
      this.#form.bid.value = { CPM: "4.00", CPC: "0.40", CPV: "0.02", OCPM: "10.00" }[event.target.value];
      this.#strategies();
    });
    this.querySelector("#strategy").addEventListener("change", () => this.#strategies());
    this.#offerBillings();
    this.#strategies();
    this.#preview();
    this.#estimateSoon();
    this.#restoreDraft().then(() =>
      offerOwnClips(this, { wanted: () => true, chosen: () => this.#video, choose: (video) => this.#choose(video) }));
  }

  #show(step) {
    this.#step = step;
    for (const section of this.querySelectorAll("[data-step]")) section.hidden = Number(section.dataset.step) !== step;
    for (const mark of this.querySelectorAll("[data-mark]")) {
      const number = Number(mark.dataset.mark);
      mark.classList.toggle("done", number < step);
      if (number === step) mark.setAttribute("aria-current", "step");
      else mark.removeAttribute("aria-current");
    }
    this.querySelector("[data-back]").hidden = step === 1;
    this.querySelector("[data-next]").hidden = step === LAST;
    this.querySelector("[data-send]").hidden = step !== LAST;
    this.querySelector(`[data-step="${step}"] :is(input, select)`)?.focus();
  }

  /** What goes with what: the same rules as the house asks. */
  #strategies() {
    const { billing, strategy } = this.#form;
    for (const option of strategy.options) option.disabled = !option.dataset.with.split(" ").includes(billing.value);
    if (strategy.selectedOptions[0].disabled) strategy.value = "bid_cap";
    this.querySelector('[data-field="event"]').hidden = billing.value !== "OCPM";
    this.querySelector('[data-field="targetRoasPercent"]').hidden = strategy.value !== "target_roas";
    this.querySelector('[data-field="bid"]').hidden = strategy.value === "lowest_cost";
    if (strategy.value === "lowest_cost" || strategy.value === "cost_cap") this.#form.pacing.value = "smooth";
    const label = this.querySelector("[data-bid-label]");
    label.textContent = label.dataset[{ cost_cap: "cost", target_roas: "worth" }[strategy.value] || "cap"];
    this.#selling();
  }

  /** Of a Shop Ad two questions come first: what it sells, and whether orders or their value count. */
  #selling() {
    const sells = this.#sells();
    this.#cards.offer(sells);
    this.querySelector('[data-field="aim"]').hidden = !sells || this.#form.billing.value !== "OCPM";
    for (const aim of this.querySelectorAll("[name=aim]")) aim.checked = aim.value === (this.#form.strategy.value === "target_roas" ? "return" : "orders");
  }

  #sells() {
    return this.querySelector("[name=objective]:checked")?.value === "product_sales";
  }

  /** Both are kept by the guarantee. */
  #bidFor(aim) {
    this.#form.strategy.value = aim === "return" ? "target_roas" : "cost_cap";
    this.#form.event.value = "purchase";
    this.#strategies();
    this.#estimateSoon();
  }

  #goal() {
    const { billing, strategy, event, roas } = this.#form;
    return {
      strategy: strategy.value,
      event: billing.value === "OCPM" ? event.value.trim() : null,
      targetRoasPercent: strategy.value === "target_roas" ? Number(roas.value) || 0 : null,
    };
  }

  /** On with it, if what must be there is there. */
  #next() {
    const section = this.querySelector(`[data-step="${this.#step}"]`);
    for (const input of section.querySelectorAll("input, select")) {
      if (!input.closest("[hidden]") && !input.reportValidity()) return;
    }
    this.#show(this.#step + 1);
  }

  #all(name) {
    return [...this.#form.querySelectorAll(`[name="${name}"]:checked`)].map((box) => box.value);
  }

  #words(name) {
    return (this.#form.elements[name]?.value || "").split(/[\s,]+/).map((word) => word.replace(/^#/, "").toLowerCase()).filter(Boolean);
  }

  #interests() {
    return this.#words("interests");
  }

  /** Beside regions, ages and interests. */
  #wants() {
    const wants = {};
    for (const box of this.#form.querySelectorAll("[data-want]:checked")) (wants[box.dataset.dimension] ??= []).push(box.value);
    if (this.#words("tags").length > 0) wants.tag = this.#words("tags");
    const deeds = this.#words("deedTags").map((tag) => `${this.#form.deed.value}:tag:${tag}:${this.#form.deedDays.value}`);
    if (deeds.length > 0) wants.behaviour = deeds;
    return wants;
  }

  #excludes() {
    const excludes = {};
    if (this.#words("notInterests").length > 0) excludes.interest = this.#words("notInterests");
    if (this.#words("notTags").length > 0) excludes.tag = this.#words("notTags");
    if (this.#form.elements.notAudience?.value) excludes.audience = [this.#form.elements.notAudience.value];
    return excludes;
  }

  #money(text) {
    return { micros: micros(text), currency: this.dataset.currency };
  }

  #preview() {
    this.querySelector("[data-preview-name]").textContent = this.#form.displayName.value;
    this.querySelector("[data-preview-call]").textContent = this.#form.callToAction.selectedOptions[0].text;
  }

  #estimateSoon() {
    clearTimeout(this.#asking);
    this.#asking = setTimeout(() => this.#estimate(), 250);
  }

  /** What the goal can be paid by; the first is what usually serves it. */
  #offerBillings() {
    const chosen = this.querySelector("[name=objective]:checked");
    const offered = (chosen?.dataset.billings || "").split(",");
    const select = this.#form.billing;
    for (const option of select.options) {
      option.hidden = !offered.includes(option.value);
      option.disabled = option.hidden;
    }
    const preset = offered.find((each) => [...select.options].some((option) => option.value === each));
    if (preset && select.value !== preset) {
      select.value = preset;
      select.dispatchEvent(new Event("change", { bubbles: true }));
    }
    if (this.#sells() && select.value === "OCPM" && this.#form.strategy.value === "bid_cap") this.#form.strategy.value = "cost_cap";
  }

  async #estimate() {
    const shown = this.querySelector("[data-reach]");
    const money = this.querySelector("[data-reach-money]");
    const asked = (this.#question = Symbol("question"));
    try {
      const reach = await api("POST", `/api/v1/businesses/${this.dataset.business}/ad-forecasts`, this.#adGroup());
      if (asked !== this.#question) return; // a later one is on its way
      const number = new Intl.NumberFormat(document.documentElement.lang);
      const none = reach.seats === 0 || reach.impressionsTo === 0;
      shown.textContent = none
        ? reach.seats === 0 ? this.dataset.reachNone : this.dataset.reachLost
        : this.dataset.reach
            .replace("%people%", `${number.format(reach.peopleFrom)}–${number.format(reach.peopleTo)}`)
            .replace("%from%", number.format(reach.impressionsFrom))
            .replace("%to%", number.format(reach.impressionsTo));
      const amount = new Intl.NumberFormat(document.documentElement.lang, { style: "currency", currency: this.dataset.currency });
      money.textContent = none ? "" : this.dataset.money.replace("%money%", amount.format(reach.spendMicros / MICROS));
    } catch {
      shown.textContent = "–";
      money.textContent = "";
    }
  }

  /** Under an id of this page's own, so that saving twice keeps one. */
  async #saveDraft() {
    const state = this.querySelector("[data-draft-state]");
    const fields = {};
    for (const [name, value] of new FormData(this.#form)) {
      if (typeof value !== "string" || name.startsWith("_")) continue;
      (fields[name] ??= []).push(value);
    }
    const form = { name: this.#form.name.value, fields, dayparts: this.querySelector("day-parts").value, video: this.#video, spark: this.#spark, destination: this.#cards.chosen };
    try {
      await api("PUT", `/api/v1/businesses/${this.dataset.business}/ad-drafts/${this.#draft}`, form);
      history.replaceState(null, "", `?draft=${this.#draft}`);
      state.textContent = this.dataset.saved;
    } catch (problem) {
      state.textContent = problem.detail || this.dataset.failed;
    }
  }

  /** It became a campaign: what was kept of it would only start a second one. */
  async #forgetDraft() {
    if (!new URLSearchParams(location.search).has("draft")) return;
    await api("DELETE", `/api/v1/businesses/${this.dataset.business}/ad-drafts/${this.#draft}`).catch(() => {});
  }

  async #restoreDraft() {
    if (!new URLSearchParams(location.search).has("draft")) return;
    const draft = await api("GET", `/api/v1/businesses/${this.dataset.business}/ad-drafts/${this.#draft}`).catch(() => null);
    if (!draft) return;
    for (const input of this.#form.elements) {
      const values = draft.form.fields?.[input.name];
      if (input.type === "checkbox" || input.type === "radio") {
        if (input.name) input.checked = Boolean(values?.includes(input.value));
      } else if (values && input.type !== "file" && input.type !== "hidden") {
        input.value = values[0];
      }
    }
    this.querySelector("day-parts").value = draft.form.dayparts || "";
    for (const more of this.querySelectorAll("details.more")) more.open = this.#filled(more);
    this.#restoreGoal(draft.form.fields || {});
    this.#cards.restore(draft.form.destination);
    this.#video = draft.form.video || null;
    await this.#restoreSpark(draft.form.spark);
    this.#preview();
    this.#estimateSoon();
  }

  /** Billing decides what strategies there are, and both reset the bid: so in this order. */
  #restoreGoal(fields) {
    this.#offerBillings();
    for (const name of ["billing", "strategy"]) {
      if (fields[name]) this.#form[name].value = fields[name][0];
      this.#strategies();
    }
    for (const name of ["bid", "pacing"]) if (fields[name]) this.#form[name].value = fields[name][0];
  }

  /** A code that has ended since is left out: another must be asked for. */
  async #restoreSpark(id) {
    if (!id) return;
    const spark = await api("GET", `/api/v1/businesses/${this.dataset.business}/sparks/${id}`).catch(() => null);
    if (spark?.state === "redeemed") await this.#useSpark(spark);
  }

  /** Something in it is not as the page was served. */
  #filled(more) {
    if (more.querySelector("day-parts")?.value?.length) return true;
    return [...more.querySelectorAll("input, select")].some((input) => {
      if (input.type === "checkbox") return input.checked;
      if (input.tagName === "SELECT") return input.selectedIndex > 0;
      return input.value !== input.defaultValue;
    });
  }

  async #choose(video) {
    this.#video = video.id;
    this.#noSpark();
    const whole = await api("GET", `/api/v1/videos/${video.id}`).catch(() => null);
    const sources = whole?.video?.sources || whole?.sources || [];
    this.#play(sources[0]?.url, video.poster);
  }

  #noSpark() {
    this.#spark = null;
    this.querySelector("[data-spark-found]").hidden = true;
  }

  /** A creator's code: her post becomes the creative, and what she gets of the spend is said. */
  async #redeem() {
    const input = this.querySelector("#spark-code");
    this.#wrong("spark", null);
    this.#noSpark();
    try {
      const spark = await api("POST", `/api/v1/businesses/${this.dataset.business}/sparks`, { code: input.value });
      await this.#useSpark(spark);
    } catch (problem) {
      this.#wrong("spark", problem.of?.("code") || problem.detail || problem.message);
    }
  }

  async #useSpark(spark) {
    const found = this.querySelector("[data-spark-found]");
    const until = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium" });
    found.textContent = found.dataset.text
      .replace("%handle%", spark.handle)
      .replace("%percent%", spark.sharePercent)
      .replace("%until%", until.format(new Date(spark.expiresAt)));
    found.hidden = false;
    this.#spark = spark.id;
    this.#video = null;
    this.#wrong("video", null);
    for (const other of this.querySelectorAll(".clip-choice")) other.setAttribute("aria-pressed", "false");
    const whole = await api("GET", `/api/v1/videos/${spark.video}`).catch(() => null);
    const sources = whole?.video?.sources || whole?.sources || [];
    this.#play(sources[0]?.url, spark.poster);
  }

  #play(url, poster) {
    const preview = this.querySelector("[data-preview]");
    if (poster) preview.poster = poster;
    if (url) {
      preview.src = url;
      preview.play().catch(() => {});
    }
  }

  async #upload(file) {
    if (!file) return;
    this.#noSpark();
    this.#wrong("video", null);
    this.#play(URL.createObjectURL(file));
    try {
      this.#video = await uploadClip(this, file, this.#form.name.value);
    } catch (problem) {
      this.#wrong("video", problem.detail || problem.message);
    }
  }

  #wrong(field, message) {
    const box = this.querySelector(`[data-field="${field}"]`);
    if (!box) return false;
    box.querySelector(".field__error")?.remove();
    const input = box.querySelector("input, select");
    input?.removeAttribute("aria-invalid");
    if (message) {
      const words = document.createElement("p");
      words.className = "field__error";
      words.setAttribute("role", "alert");
      words.textContent = message;
      box.append(words);
      input?.setAttribute("aria-invalid", "true");
    }
    return true;
  }

  #adGroup() {
    const form = this.#form;
    return {
      name: form.name.value,
      budgetKind: form.budgetKind.value,
      budget: this.#money(form.budget.value),
      endsAt: form.endsAt.value ? `${form.endsAt.value}T23:59:59Z` : null,
      regions: this.#all("regions"),
      ageBands: this.#all("ageBands"),
      interests: this.#interests(),
      billing: form.billing.value,
      bid: form.strategy.value === "lowest_cost" ? null : this.#money(form.bid.value),
      goal: this.#goal(),
      capImpressions: Number(form.capImpressions.value) || 0,
      capDays: 1,
      pacing: form.pacing.value,
      wants: this.#wants(),
      excludes: this.#excludes(),
      inventory: form.inventory.value,
      timeZone: form.timeZone.value || null,
      dayparts: this.querySelector("day-parts").value,
    };
  }

  #launch() {
    const form = this.#form;
    return {
      campaign: { name: form.name.value, objective: form.objective.value },
      adGroup: this.#adGroup(),
      ad: {
        video: this.#spark ? null : this.#video,
        spark: this.#spark,
        displayName: form.displayName.value,
        callToAction: form.callToAction.value,
        landingUrl: this.#cards.destination ? null : form.landingUrl.value,
        destination: this.#cards.destination,
      },
    };
  }

  async #send() {
    const button = this.querySelector("[data-send]");
    const trouble = this.querySelector("[data-trouble]");
    trouble.hidden = true;
    for (const field of Object.keys(STEP_OF)) this.#wrong(field, null);
    button.setAttribute("aria-busy", "true");
    try {
      const campaign = await api("POST", `/api/v1/businesses/${this.dataset.business}/launches`, this.#launch());
      await this.#forgetDraft();
      location.href = `/desk/ads/campaigns/${campaign.id}`;
    } catch (problem) {
      const errors = problem.errors || [];
      const steps = errors.filter((error) => this.#wrong(error.field, error.message)).map((error) => STEP_OF[error.field]);
      if (steps.length > 0) this.#show(Math.min(...steps));
      if (steps.length < errors.length || errors.length === 0) {
        trouble.textContent = problem.detail || this.dataset.failed;
        trouble.hidden = false;
      }
    } finally {
      button.removeAttribute("aria-busy");
    }
  }
}

customElements.define("campaign-wizard", CampaignWizard);
