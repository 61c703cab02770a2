// <api-explorer source="/v3/api-docs">: lists every operation of an OpenAPI document and lets one try each.
import { csrfToken } from "/js/http.js";

const METHODS = ["get", "post", "put", "patch", "delete"];

function element(name, { text, ...attributes } = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) made.setAttribute(key, value === true ? "" : value);
  }
  if (text !== undefined) made.textContent = text;
  made.append(...children);
  return made;
}

class ApiExplorer extends HTMLElement {
  async connectedCallback() {
    const answer = await fetch(this.getAttribute("source"));
    this.api = await answer.json();
    this.replaceChildren(...this.groups());
    document.getElementById("api-search").addEventListener("input", (event) => this.search(event.target.value));
  }

  groups() {
    const byTag = new Map();
    for (const [path, item] of Object.entries(this.api.paths)) {
      for (const method of METHODS.filter((each) => item[each])) {
        const operation = item[method];
        const tag = operation.tags?.[0] || "other";
        if (!byTag.has(tag)) byTag.set(tag, []);
        byTag.get(tag).push({ path, method, operation, parameters: [...(item.parameters || []), ...(operation.parameters || [])] });
      }
    }
    return [...byTag].sort(([one], [other]) => one.localeCompare(other)).map(([tag, operations]) =>
      element("section", { class: "api__group" }, element("h2", { text: tag }), ...operations.map((each) => this.operation(each))));
  }

  operation({ path, method, operation, parameters }) {
    const summary = element("summary", { class: "api__summary" },
      element("span", { class: `api__method api__method--${method}`, text: method.toUpperCase() }),
      element("code", { class: "api__path", text: path }),
      element("span", { class: "api__words muted", text: operation.summary || "" }));
    const details = element("details", { class: "api__operation", "data-words": `${method} ${path} ${operation.summary || ""}`.toLowerCase() }, summary);
    details.addEventListener("toggle", () => {
      if (details.open && !details.querySelector("form")) details.append(this.form({ path, method, operation, parameters }));
    });
    return details;
  }

  form({ path, method, operation, parameters }) {
    const form = element("form", { class: "form api__form" });
    if (operation.description) form.append(element("p", { class: "muted", text: operation.description }));
    const fields = element("div", { class: "fields" });
    for (const parameter of parameters) {
      const id = `p${crypto.randomUUID()}`;
      const input = element("input", { id, name: parameter.name, "data-in": parameter.in, required: parameter.required, autocomplete: "off" });
      if (parameter.name === "Idempotency-Key") input.value = crypto.randomUUID();
      fields.append(element("div", { class: "field" },
        element("label", { for: id, text: `${parameter.name}${parameter.required ? " *" : ""}` }), input,
        element("p", { class: "field__hint", text: parameter.description || this.typeOf(parameter.schema) })));
    }
    if (fields.children.length) form.append(fields);
    const schema = operation.requestBody?.content?.["application/json"]?.schema;
    if (schema) {
      const id = `b${crypto.randomUUID()}`;
      const area = element("textarea", { id, rows: "8", spellcheck: "false", class: "api__body" });
      area.value = JSON.stringify(this.example(schema), null, 2);
      form.append(element("div", { class: "field" }, element("label", { for: id, text: this.dataset.body }), area));
    }
    const output = element("pre", { class: "code", hidden: true, tabindex: "0" });
    form.append(element("div", { class: "form__actions" }, element("button", { class: "btn", type: "submit", text: this.dataset.send })), output);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.send(form, method, path, output);
    });
    return form;
  }

  async send(form, method, path, output) {
    const query = new URLSearchParams();
    const headers = { Accept: "application/json" };
    let address = path;
    for (const input of form.querySelectorAll("[data-in]")) {
      if (!input.value) continue;
      if (input.dataset.in === "path") address = address.replace(`{${input.name}}`, encodeURIComponent(input.value));
      else if (input.dataset.in === "query") query.append(input.name, input.value);
      else if (input.dataset.in === "header") headers[input.name] = input.value;
    }
    const token = document.getElementById("api-token").value.trim();
    if (token) headers.Authorization = `Bearer ${token}`;
    if (method !== "get") headers["X-XSRF-TOKEN"] = csrfToken();
    const body = form.querySelector(".api__body")?.value;
    if (body !== undefined) headers["Content-Type"] = "application/json";
    const answer = await fetch(address + (query.size ? `?${query}` : ""), { method: method.toUpperCase(), headers, body });
    const text = await answer.text();
    let shown = text;
    try {
      shown = JSON.stringify(JSON.parse(text), null, 2);
    } catch {
      // Not JSON: shown as it came.
    }
    const kept = ["content-type", "ratelimit", "x-request-id", "location"].filter((name) => answer.headers.has(name));
    output.hidden = false;
    output.textContent = [`HTTP ${answer.status}`, ...kept.map((name) => `${name}: ${answer.headers.get(name)}`), "", shown].join("\n");
  }

  resolve(schema) {
    return schema?.$ref ? this.api.components.schemas[schema.$ref.split("/").pop()] : schema;
  }

  typeOf(schema) {
    const its = this.resolve(schema) || {};
    return its.enum ? its.enum.join(" | ") : [its.type, its.format].filter(Boolean).join(" ");
  }

  example(schema, depth = 0) {
    const its = this.resolve(schema) || {};
    if (its.example !== undefined) return its.example;
    if (its.enum) return its.enum[0];
    const type = Array.isArray(its.type) ? its.type[0] : its.type;
    if (its.properties && depth < 5) {
      return Object.fromEntries(Object.entries(its.properties).map(([name, each]) => [name, this.example(each, depth + 1)]));
    }
    if (type === "array") return depth < 5 ? [this.example(its.items, depth + 1)] : [];
    if (type === "integer" || type === "number") return 0;
    if (type === "boolean") return false;
    if (type === "object") return {};
    return { uuid: "00000000-0000-0000-0000-000000000000", date: "2000-01-31", "date-time": "2026-01-31T12:00:00Z" }[its.format] || "";
  }

  search(text) {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    for (const each of this.querySelectorAll(".api__operation")) {
      each.hidden = !words.every((word) => each.dataset.words.includes(word));
    }
    for (const group of this.querySelectorAll(".api__group")) {
      group.hidden = !group.querySelector(".api__operation:not([hidden])");
    }
  }
}

customElements.define("api-explorer", ApiExplorer);
