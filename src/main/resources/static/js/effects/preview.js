// What a moderator sees of an effect: the same engine on a drawn scene.
import { Engine } from "./engine.js";
import { scene } from "./scene.js";
import { forEngine } from "./script.js";

const root = document.querySelector("[data-effect-preview]");
const engine = new Engine(root.querySelector("[data-stage]"));
engine.show(scene());
engine.start();
engine.load(forEngine(JSON.parse(root.dataset.effect).script));
