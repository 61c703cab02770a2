// Draws a BlurHash (blurha.sh) onto a small canvas: the colours of a picture before the picture has come.
const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~";

const number = (text) => [...text].reduce((value, digit) => value * 83 + DIGITS.indexOf(digit), 0);
const linear = (srgb) => {
  const value = srgb / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
};
const srgb = (value) => {
  const v = Math.min(1, Math.max(0, value));
  return Math.round((v <= 0.0031308 ? v * 12.92 : 1.055 * v ** (1 / 2.4) - 0.055) * 255);
};
const unsquare = (quantised) => Math.sign(quantised - 9) * ((quantised - 9) / 9) ** 2;

export function drawBlurhash(hash, canvas) {
  if (!hash || hash.length < 6) return;
  const size = number(hash[0]);
  const across = (size % 9) + 1;
  const down = Math.floor(size / 9) + 1;
  if (hash.length !== 4 + 2 * across * down) return;
  const max = (number(hash[1]) + 1) / 166;
  const dc = number(hash.slice(2, 6));
  const colours = [[linear(dc >> 16), linear((dc >> 8) & 255), linear(dc & 255)]];
  for (let i = 1; i < across * down; i++) {
    const value = number(hash.slice(4 + i * 2, 6 + i * 2));
    colours.push([Math.floor(value / 361), Math.floor(value / 19) % 19, value % 19].map((q) => unsquare(q) * max));
  }
  const { width, height } = canvas;
  const context = canvas.getContext("2d");
  const image = context.createImageData(width, height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const sum = [0, 0, 0];
      for (let j = 0; j < down; j++) {
        const vertical = Math.cos((Math.PI * y * j) / height);
        for (let i = 0; i < across; i++) {
          const basis = Math.cos((Math.PI * x * i) / width) * vertical;
          const colour = colours[j * across + i];
          for (let c = 0; c < 3; c++) sum[c] += colour[c] * basis;
        }
      }
      const at = (y * width + x) * 4;
      for (let c = 0; c < 3; c++) image.data[at + c] = srgb(sum[c]);
      image.data[at + 3] = 255;
    }
  }
  context.putImageData(image, 0, 0);
}
