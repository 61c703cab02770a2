// One post on its own page: player, keys, hearts, the talk.
import "./player.js";
import { AttentionReporter } from "./attention.js";
import { like } from "./reactions.js";

/** A heart that rises where somebody tapped twice. */
export function heart(player, { x, y }) {
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  const burst = document.createElement("span");
  burst.className = "player__heart";
  burst.setAttribute("aria-hidden", "true");
  burst.style.setProperty("--x", `${x}px`);
  burst.style.setProperty("--y", `${y}px`);
  burst.addEventListener("animationend", () => burst.remove());
  player.append(burst);
}

const post = document.querySelector("[data-post]");
if (post) {
  const player = post.querySelector("ov-player");
  const likeButton = post.querySelector("[data-like]");
  new AttentionReporter().watch(player, post.dataset.exposure);

  player.addEventListener("heart", (event) => {
    heart(player, event.detail);
    like(likeButton, true);
  });

  document.addEventListener("keydown", (event) => {
    if (event.target.closest("input, textarea, select, button, a, [contenteditable], dialog")) {
      if (!(event.key === "m" || event.key === "l") || event.target.closest("input, textarea, select")) return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const does = {
      " ": () => player.toggle(),
      m: () => player.mute(),
      l: () => like(likeButton),
      c: () => document.getElementById("talk-text")?.focus(),
    }[event.key.toLowerCase()];
    if (does) {
      event.preventDefault();
      does();
    }
  });

  const talk = post.querySelector("[data-talk]");
  talk?.addEventListener("htmx:afterRequest", (event) => {
    if (event.target !== talk || !event.detail.successful) return;
    post.querySelector("[data-no-comments]")?.remove();
    answering(null);
    talk.reset();
  });
  post.addEventListener("click", (event) => {
    const answer = event.target.closest("[data-answer]");
    if (answer) answering(answer.dataset);
  });

  /** Turns the form towards one comment, or back to the post. */
  function answering(comment) {
    const text = talk?.elements.text;
    if (!text) return;
    talk.elements.parent.disabled = !comment;
    talk.elements.parent.value = comment?.comment || "";
    text.dataset.plain ||= text.placeholder;
    text.placeholder = comment ? `${text.dataset.reply} ${comment.name}` : text.dataset.plain;
    talk.setAttribute("hx-target", comment ? `#replies-${comment.comment}` : "#comment-list");
    talk.setAttribute("hx-swap", comment ? "beforeend" : "afterbegin");
    if (comment) text.focus();
  }
}
