// Colour tables: 32 steps of each colour, as the bytes of a 3D texture.
import { picture } from "./drawings.js";

export const STEPS = 32;
const TILE = 64; // of an uploaded table: 8 by 8 tiles of 64 by 64, blue grows from tile to tile

const clamp = (value) => Math.max(0, Math.min(1, value));
const grey = (r, g, b) => 0.2126 * r + 0.7152 * g + 0.0722 * b;
const curve = (x) => x * x * (3 - 2 * x);

const presets = {
  warm: (r, g, b) => [curve(r) * 0.4 + r * 0.62 + 0.05, g * 0.94 + curve(g) * 0.06 + 0.02, b * 0.8 + 0.03],
  cool: (r, g, b) => [r * 0.86, g * 0.97 + 0.01, b * 1.04 + 0.05],
  noir: (r, g, b) => Array(3).fill(curve(clamp(grey(r, g, b) * 1.08 - 0.02))),
  faded: (r, g, b) => [r, g, b].map((x) => 0.1 + 0.8 * (0.75 * x + 0.25 * grey(r, g, b))),
  mint: (r, g, b) => [r * 0.88, g * 1.02 + 0.03, b * 0.94 + 0.04],
};

function table(color) {
  const bytes = new Uint8Array(STEPS ** 3 * 4);
  let at = 0;
  for (let b = 0; b < STEPS; b++) {
    for (let g = 0; g < STEPS; g++) {
      for (let r = 0; r < STEPS; r++) {
        const [red, green, blue] = color(r / (STEPS - 1), g / (STEPS - 1), b / (STEPS - 1));
        bytes.set([clamp(red) * 255, clamp(green) * 255, clamp(blue) * 255, 255], at);
        at += 4;
      }
    }
  }
  return bytes;
}

/** @param layer of type lut, with a preset or the address of an uploaded table */
export async function lutBytes(layer) {
  if (!layer.image) return table(presets[layer.preset] ?? ((r, g, b) => [r, g, b]));
  const image = await picture(layer.image);
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = TILE * 8;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.drawImage(image, 0, 0);
  const pixels = context.getImageData(0, 0, canvas.width, canvas.height).data;
  return table((r, g, b) => {
    const tile = Math.round(b * (TILE - 1));
    const x = (tile % 8) * TILE + Math.round(r * (TILE - 1));
    const y = Math.floor(tile / 8) * TILE + Math.round(g * (TILE - 1));
    const at = (y * canvas.width + x) * 4;
    return [pixels[at] / 255, pixels[at + 1] / 255, pixels[at + 2] / 255];
  });
}
