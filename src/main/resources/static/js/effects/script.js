// Scripts as they are kept, for the pages that show them.
import { STAGE } from "./engine.js";

/** From a script as it is kept (pictures by id) to what the engine runs (pictures by address). */
export function forEngine(script) {
  return {
    ...script,
    layers: script.layers.map((layer) => ({ ...layer, image: layer.image ? `/effects/pictures/${layer.image}` : undefined })),
  };
}

/** Shows where a script can be tapped, over a stage of any size. */
export function showSpot(place, spot) {
  place.hidden = !spot;
  if (!spot) return;
  const percent = (part, whole) => `${(part / whole) * 100}%`;
  Object.assign(place.style, {
    left: percent(spot.x, STAGE.width), top: percent(spot.y, STAGE.height),
    width: percent(spot.width, STAGE.width), height: percent(spot.height, STAGE.height),
  });
}
