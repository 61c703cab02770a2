// What a moderator sees of an effect: the same engine on a drawn scene.
import { Engine } from "./engine.js";
import { scene } from "./scene.js";
import { forEngine, showSpot } from "./script.js";

const root = document.querySelector("[data-effect-preview]");
const made = JSON.parse(root.dataset.effect);
const engine = new Engine(root.querySelector("[data-stage]"));
engine.show(scene());
engine.start();
engine.load(forEngine(made.script));
showSpot(root.querySelector("[data-spot-shown]"), made.script.spot);
