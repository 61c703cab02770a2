// Reports that a bought place on Discover was seen (half of it on screen) and that its link was followed.
import { AttentionReporter } from "../videos/attention.js";

const reporter = new AttentionReporter();
const observer = new IntersectionObserver((entries) => {
  for (const entry of entries.filter((each) => each.isIntersecting)) {
    observer.unobserve(entry.target);
    reporter.report("SHOWN", entry.target.dataset.exposure);
  }
}, { threshold: 0.5 });

for (const link of document.querySelectorAll(".placed__link[data-exposure]")) {
  observer.observe(link);
  link.addEventListener("click", () => reporter.report("CLICKED", link.dataset.exposure));
}
