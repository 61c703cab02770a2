// A clip for an ad, a creative or a challenge: one of one's own, or a new one that is uploaded and made playable.
import { api } from "../http.js";
import { Upload } from "../videos/upload.js";

const wait = (millis) => new Promise((resolve) => setTimeout(resolve, millis));

/**
 * Draws a button for each of one's clips that can be shown. If they cannot be read there is none, and one can still upload.
 * @param wanted which of them; chosen the id of one that is chosen already; choose is told the clip
 */
export async function offerOwnClips(host, { wanted, chosen = () => null, choose }) {
  const mine = await api("GET", "/api/v1/videos/mine?limit=50").catch(() => ({ items: [] }));
  for (const video of mine.items.filter((each) => each.state === "public" && each.poster && wanted(each))) {
    const image = Object.assign(new Image(54, 96), { src: video.poster, alt: video.caption || video.id });
    const button = Object.assign(document.createElement("button"), { type: "button", className: "clip-choice" });
    button.setAttribute("aria-pressed", "false");
    button.append(image);
    const take = () => {
      choose(video);
      for (const other of host.querySelectorAll(".clip-choice")) other.setAttribute("aria-pressed", String(other === button));
    };
    button.addEventListener("click", take);
    host.querySelector("[data-own-clips]").append(button);
    if (video.id === chosen()) take();
  }
}

/** Uploads, posts as promotional and waits until it plays, with progress in the host. @returns the post's id; throws the problem */
export async function uploadClip(host, file, caption) {
  const state = host.querySelector("[data-upload-state]");
  const progress = host.querySelector("[data-upload-progress]");
  progress.hidden = false;
  progress.value = 0;
  state.textContent = host.dataset.uploading;
  const upload = new Upload(file);
  const moving = setInterval(() => (progress.value = upload.share * 100), 200);
  try {
    const asset = await upload.start();
    clearInterval(moving);
    progress.value = 100;
    state.textContent = host.dataset.processing;
    const post = await api("POST", "/api/v1/videos", { asset, caption, promotional: true });
    upload.forget();
    await playable(post.id, progress, host.dataset.failed);
    state.textContent = host.dataset.ready;
    return post.id;
  } catch (problem) {
    state.textContent = "";
    throw problem;
  } finally {
    clearInterval(moving);
    progress.hidden = true;
  }
}

async function playable(id, progress, failed) {
  for (;;) {
    const post = await api("GET", `/api/v1/videos/mine/${id}`);
    if (post.state === "public") return;
    if (post.state === "refused") throw new Error(post.refusal || failed);
    progress.value = post.progressPercent;
    await wait(700);
  }
}
