// The order form: its sum follows the days and says when it is more than the balance; another market shows its own calendar and price.
const days = document.querySelector("#days");
const sum = document.querySelector("[data-sum]");
const market = document.querySelector("#market");

function tell() {
  if (!sum) return;
  const micros = Number(sum.dataset.dayMicros) * Math.max(1, Number(days.value) || 1);
  sum.textContent = new Intl.NumberFormat(document.documentElement.lang, { style: "currency", currency: sum.dataset.currency }).format(micros / 1_000_000);
  document.querySelector("[data-short]").hidden = micros <= Number(sum.dataset.prepaid);
}

days?.addEventListener("input", tell);
market?.addEventListener("change", () => {
  const to = new URL(location.href);
  for (const field of market.form.elements) if (["market", "from", "days", "effect"].includes(field.name)) to.searchParams.set(field.name, field.value);
  to.searchParams.delete("done");
  if (!to.searchParams.get("effect")) to.searchParams.delete("effect");
  to.hash = "book";
  location.href = to;
});
tell();
