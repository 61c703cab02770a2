// Calls to our own API: JSON both ways, the CSRF token as header, problems as errors.

/** A problem document (RFC 9457): `code`, `detail`, `errors` ([{field, code, message}]), `status`, `requestId`. */
export class Problem extends Error {
  constructor(status, document) {
    super(document.detail || document.title || `HTTP ${status}`);
    this.name = "Problem";
    this.status = status;
    this.code = document.code || "unexpected";
    this.detail = document.detail || this.message;
    this.errors = document.errors || [];
    this.requestId = document.requestId;
  }

  /** The message for one field, or undefined. */
  of(field) {
    return this.errors.find((error) => error.field === field)?.message;
  }
}

export function csrfToken() {
  const cookie = document.cookie.split("; ").find((each) => each.startsWith("XSRF-TOKEN="));
  return cookie ? decodeURIComponent(cookie.slice("XSRF-TOKEN=".length)) : "";
}

/**
 * @param method GET, POST, PUT, PATCH or DELETE
 * @param path ours, for example /api/v1/me
 * @param body any value that JSON can say; left out for none
 * @param options headers (object), signal, keepalive, idempotencyKey (true makes one)
 * @returns the answer's JSON, or null when it has none; throws Problem
 */
export async function api(method, path, body, options = {}) {
  const headers = { Accept: "application/json", ...options.headers };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (method !== "GET") headers["X-XSRF-TOKEN"] = csrfToken();
  if (options.idempotencyKey) {
    headers["Idempotency-Key"] = options.idempotencyKey === true ? crypto.randomUUID() : options.idempotencyKey;
  }
  let response;
  try {
    response = await fetch(path, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: "same-origin",
      keepalive: options.keepalive,
      signal: options.signal,
    });
  } catch (thrown) {
    if (thrown.name === "AbortError") throw thrown;
    throw new Problem(0, { code: "offline", detail: document.documentElement.lang === "de" ? "Keine Verbindung. Bitte gleich noch einmal." : "No connection. Please try again in a moment." });
  }
  const text = await response.text();
  let answer = null;
  try {
    answer = text ? JSON.parse(text) : null;
  } catch {
    answer = null;
  }
  if (!response.ok) throw new Problem(response.status, answer || {});
  return answer;
}
