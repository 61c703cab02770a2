// What people say to a clip: a sheet on the phone, a side panel on the desktop.
import { api } from "/js/http.js";
import { relative } from "/js/ui.js";

export class Talk {
  constructor(sheet, feed) {
    this.sheet = sheet;
    this.feed = feed;
    this.list = sheet.querySelector("[data-talk]");
    this.form = sheet.querySelector("[data-talk-form]");
    this.moreButton = sheet.querySelector("[data-talk-more]");
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.say();
    });
    this.moreButton.addEventListener("click", () => this.load());
  }

  open(view) {
    this.view = view;
    this.cursor = undefined;
    this.list.replaceChildren();
    this.count(view.video.comments);
    this.form.hidden = !view.video.commentsAllowed;
    this.sheet.querySelector("[data-talk-off]").hidden = view.video.commentsAllowed;
    this.sheet.showModal();
    this.load();
  }

  count(number) {
    this.sheet.querySelector("[data-talk-count]").textContent = number;
    this.view.part("comments").textContent = number;
  }

  async load() {
    const cursor = this.cursor ? `&cursor=${encodeURIComponent(this.cursor)}` : "";
    try {
      const page = await api("GET", `/api/v1/videos/${this.view.video.id}/comments?limit=30${cursor}`);
      this.cursor = page.next;
      for (const comment of page.items) this.list.append(this.line(comment));
      this.moreButton.hidden = !page.next;
    } catch (problem) {
      this.list.append(Object.assign(document.createElement("li"), { textContent: problem.detail, className: "field__error" }));
    }
    this.tellEmpty();
  }

  tellEmpty() {
    this.sheet.querySelector("[data-talk-empty]").hidden = this.list.children.length > 0 || !this.view.video.commentsAllowed;
  }

  line(comment) {
    const line = document.createElement("li");
    const author = comment.author;
    const name = Object.assign(document.createElement("a"), { textContent: author ? `@${author.handle}` : "—", className: "strong" });
    if (author) name.href = `/@${author.handle}`;
    const when = Object.assign(document.createElement("time"), { dateTime: comment.at, textContent: relative(Date.parse(comment.at)), className: "faint small" });
    const head = document.createElement("p");
    head.append(name, " ", when);
    const text = Object.assign(document.createElement("p"), { textContent: comment.text, className: "talk__text" });
    line.append(head, text);
    return line;
  }

  say() {
    const input = this.form.elements.text;
    const text = input.value.trim();
    if (!text) return;
    this.feed.asPerson(async () => {
      const comment = await api("POST", `/api/v1/videos/${this.view.video.id}/comments`, { text, exposure: this.view.item.exposure });
      input.value = "";
      this.view.video.comments += 1;
      this.count(this.view.video.comments);
      this.list.prepend(this.line(comment));
      this.tellEmpty();
    });
  }
}
