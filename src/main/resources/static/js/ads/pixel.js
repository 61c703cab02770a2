// What an advertiser puts on his pages: <script async src="…/js/ads/pixel.js" data-pixel="ID"></script>, then
// ovation("purchase", { id, value: { micros, currency } }). It keeps the click id that the address carried, in a cookie of
// the advertiser's own page, and nothing else. data-consent="denied", or a browser that says so, keeps and sends none.
(() => {
  const script = document.currentScript;
  const origin = new URL(script.src).origin;
  const { pixel } = script.dataset;
  const NAME = "_ovclid";
  const DAYS = 28;

  const denied = () => script.dataset.consent === "denied" || navigator.globalPrivacyControl === true;
  const kept = () => document.cookie.split("; ").find((each) => each.startsWith(`${NAME}=`))?.slice(NAME.length + 1);
  const arrived = new URLSearchParams(location.search).get("ovclid");
  if (arrived && /^[A-Za-z0-9_-]{20,100}$/.test(arrived) && !denied()) {
    const secure = location.protocol === "https:" ? "; Secure" : "";
    document.cookie = `${NAME}=${arrived}; Max-Age=${DAYS * 86_400}; Path=/; SameSite=Lax${secure}`;
  }

  const id = () => (crypto.randomUUID ? crypto.randomUUID() : `${Date.now()}-${Math.random().toString(36).slice(2)}`);

  /** For pages where a request is not let through: one event, in the address of an image. */
  function byImage(url, event) {
    const query = new URLSearchParams({ event: event.event, id: event.id, at: event.at });
    if (event.value) {
      query.set("valueMicros", event.value.micros);
      query.set("currency", event.value.currency);
    }
    if (event.ovclid) query.set("ovclid", event.ovclid);
    if (event.consent) query.set("consent", event.consent);
    const image = new Image(1, 1);
    image.referrerPolicy = "strict-origin-when-cross-origin";
    image.src = `${url}?${query}`;
  }

  /** @param details id (the same as your server's), value { micros, currency }, email and phone as SHA-256 in hex */
  window.ovation = (name, details = {}) => {
    const event = { event: name, id: String(details.id ?? id()), at: new Date().toISOString() };
    if (details.value) event.value = { micros: Math.round(details.value.micros), currency: details.value.currency };
    if (denied()) {
      event.consent = "denied";
    } else {
      const click = kept();
      if (click) event.ovclid = click;
      if (details.email) event.email = details.email;
      if (details.phone) event.phone = details.phone;
    }
    const url = `${origin}/api/v1/pixels/${pixel}/events`;
    // As text it is a simple request: the browser need not ask first.
    return fetch(url, {
      method: "POST",
      mode: "cors",
      credentials: "omit",
      keepalive: true,
      headers: { "Content-Type": "text/plain" },
      body: JSON.stringify({ events: [event] }),
    }).then((answer) => answer.json()).then((answer) => answer.verdicts?.[0]).catch(() => byImage(url, event));
  };

  window.ovation("page_view");
  document.dispatchEvent(new Event("ovation"));
})();
