// Sends a file of hashes as it is; the server streams it.
const token = () => decodeURIComponent(document.cookie.match(/(?:^|; )XSRF-TOKEN=([^;]*)/)?.[1] || "");

class UploadList extends HTMLElement {
  connectedCallback() {
    this.querySelector("input").addEventListener("change", (event) => this.#send(event.target.files[0]));
  }

  async #send(file) {
    if (!file) return;
    const state = this.querySelector("[role=status]");
    state.textContent = "…";
    try {
      const answer = await fetch(`/api/v1/audiences/${this.dataset.list}/lines`, {
        method: "PUT",
        headers: { "Content-Type": "text/plain", "X-XSRF-TOKEN": token() },
        body: file,
      });
      if (answer.ok) return location.reload();
      const problem = await answer.json();
      state.textContent = problem.errors?.[0]?.message || problem.detail;
    } catch {
      state.textContent = this.dataset.failed;
    }
  }
}

customElements.define("upload-list", UploadList);
