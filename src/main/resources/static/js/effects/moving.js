// Stickers that can be moved: by dragging, by two fingers, and by the arrow keys ("+", "-" for size, "[", "]" for a turn).
import { STAGE } from "./engine.js";

const STEP = 12;
const LEAST = 40;

/** @param moved is told the layer and its new place when it was let go */
export function movable(engine, moved = () => {}) {
  const canvas = engine.canvas;
  const fingers = new Map();
  let held = null;
  let before = null;

  const place = (event) => {
    const box = canvas.getBoundingClientRect();
    return { x: ((event.clientX - box.left) / box.width) * STAGE.width, y: ((event.clientY - box.top) / box.height) * STAGE.height };
  };
  const under = ({ x, y }) => engine.layers.filter((each) => each.movable).reverse()
    .find((each) => Math.abs(x - each.x) < each.width / 2 + 10 && Math.abs(y - each.y) < each.height / 2 + 10);
  const keep = (each) => {
    each.x = Math.max(0, Math.min(STAGE.width, each.x));
    each.y = Math.max(0, Math.min(STAGE.height, each.y));
  };
  const grow = (each, factor) => {
    const width = Math.max(LEAST, Math.min(STAGE.width, each.width * factor));
    each.height *= width / each.width;
    each.width = width;
  };
  const span = () => {
    const [one, other] = [...fingers.values()];
    return { length: Math.hypot(other.x - one.x, other.y - one.y), turn: Math.atan2(other.y - one.y, other.x - one.x) };
  };

  canvas.addEventListener("pointerdown", (event) => {
    const at = place(event);
    held ??= under(at);
    if (!held) return;
    fingers.set(event.pointerId, at);
    canvas.setPointerCapture(event.pointerId);
    if (fingers.size === 2) before = span();
    event.preventDefault();
  });
  canvas.addEventListener("pointermove", (event) => {
    const last = fingers.get(event.pointerId);
    if (!held || !last) return;
    const at = place(event);
    fingers.set(event.pointerId, at);
    if (fingers.size === 1) {
      held.x += at.x - last.x;
      held.y += at.y - last.y;
    } else if (fingers.size === 2) {
      const now = span();
      grow(held, now.length / Math.max(1, before.length));
      held.turn += now.turn - before.turn;
      before = now;
    }
    keep(held);
  });
  const letGo = (event) => {
    if (!fingers.delete(event.pointerId) || fingers.size > 0) return;
    moved(held.layer, held);
    held = null;
  };
  canvas.addEventListener("pointerup", letGo);
  canvas.addEventListener("pointercancel", letGo);

  canvas.addEventListener("keydown", (event) => {
    const each = engine.layers.findLast((layer) => layer.movable);
    if (!each) return;
    const by = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] }[event.key];
    if (by) {
      each.x += by[0];
      each.y += by[1];
    } else if (event.key === "+" || event.key === "-") grow(each, event.key === "+" ? 1.1 : 1 / 1.1);
    else if (event.key === "[" || event.key === "]") each.turn += event.key === "]" ? 0.1 : -0.1;
    else return;
    keep(each);
    moved(each.layer, each);
    event.preventDefault();
  });
}
