// Pictures of the house, drawn by code: frames of the whole stage, stickers, letters. Each answers a canvas.

function sheet(width, height) {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  return [canvas, canvas.getContext("2d")];
}

const frames = {
  film(c, w, h) {
    c.fillStyle = "rgb(18 10 6 / 92%)";
    c.fillRect(0, 0, 34, h);
    c.fillRect(w - 34, 0, 34, h);
    c.fillStyle = "rgb(255 226 182 / 92%)";
    for (let y = 14; y < h; y += 48) {
      for (const x of [9, w - 25]) {
        c.beginPath();
        c.roundRect(x, y, 16, 24, 4);
        c.fill();
      }
    }
    const glow = c.createLinearGradient(34, 0, w - 34, 0);
    glow.addColorStop(0, "rgb(255 120 40 / 34%)");
    glow.addColorStop(0.16, "rgb(255 150 60 / 0%)");
    glow.addColorStop(0.84, "rgb(255 150 60 / 0%)");
    glow.addColorStop(1, "rgb(255 190 90 / 26%)");
    c.fillStyle = glow;
    c.fillRect(34, 0, w - 68, h);
  },
  gold(c, w, h) {
    const metal = c.createLinearGradient(0, 0, w, h);
    for (const [at, color] of [[0, "#8a5a12"], [0.2, "#ffe9a8"], [0.45, "#c58a22"], [0.7, "#fff3c9"], [1, "#8a5a12"]]) metal.addColorStop(at, color);
    c.strokeStyle = metal;
    c.lineWidth = 20;
    c.beginPath();
    c.roundRect(22, 22, w - 44, h - 44, 30);
    c.stroke();
    c.lineWidth = 3;
    c.beginPath();
    c.roundRect(44, 44, w - 88, h - 88, 18);
    c.stroke();
  },
  vignette(c, w, h) {
    const dark = c.createRadialGradient(w / 2, h / 2, h * 0.24, w / 2, h / 2, h * 0.62);
    dark.addColorStop(0, "rgb(0 0 0 / 0%)");
    dark.addColorStop(1, "rgb(0 0 0 / 82%)");
    c.fillStyle = dark;
    c.fillRect(0, 0, w, h);
  },
  instant(c, w, h) {
    c.fillStyle = "#f7f3ec";
    c.fillRect(0, 0, w, 34);
    c.fillRect(0, 0, 34, h);
    c.fillRect(w - 34, 0, 34, h);
    c.fillRect(0, h - 170, w, 170);
    c.strokeStyle = "rgb(40 30 20 / 18%)";
    c.lineWidth = 2;
    c.strokeRect(34, 34, w - 68, h - 204);
  },
};

const stickers = {
  star(c, s) {
    c.beginPath();
    for (let i = 0; i < 10; i++) {
      const r = i % 2 ? s * 0.2 : s * 0.46;
      const a = (i * Math.PI) / 5 - Math.PI / 2;
      c.lineTo(s / 2 + r * Math.cos(a), s / 2 + r * Math.sin(a));
    }
    c.closePath();
    paint(c, s, "#ffd54a", "#ff9a2e");
  },
  heart(c, s) {
    c.beginPath();
    c.moveTo(s * 0.5, s * 0.9);
    c.bezierCurveTo(-s * 0.18, s * 0.42, s * 0.18, -s * 0.06, s * 0.5, s * 0.28);
    c.bezierCurveTo(s * 0.82, -s * 0.06, s * 1.18, s * 0.42, s * 0.5, s * 0.9);
    paint(c, s, "#ff7d8e", "#d4264e");
  },
  crown(c, s) {
    c.beginPath();
    for (const [x, y] of [[0.08, 0.84], [0.04, 0.3], [0.28, 0.52], [0.5, 0.14], [0.72, 0.52], [0.96, 0.3], [0.92, 0.84]]) c.lineTo(s * x, s * y);
    c.closePath();
    paint(c, s, "#ffe08a", "#f0a01e");
    for (const [x, y, color] of [[0.3, 0.72, "#e0455a"], [0.5, 0.7, "#4aa8ff"], [0.7, 0.72, "#38b87c"]]) {
      c.beginPath();
      c.arc(s * x, s * y, s * 0.045, 0, 7);
      c.fillStyle = color;
      c.fill();
    }
  },
  bubble(c, s) {
    c.beginPath();
    c.roundRect(s * 0.05, s * 0.12, s * 0.9, s * 0.58, s * 0.16);
    c.moveTo(s * 0.28, s * 0.69);
    c.lineTo(s * 0.24, s * 0.92);
    c.lineTo(s * 0.5, s * 0.69);
    paint(c, s, "#ffffff", "#ece8f4");
  },
};

function paint(c, s, light, dark) {
  const fill = c.createLinearGradient(0, 0, 0, s);
  fill.addColorStop(0, light);
  fill.addColorStop(1, dark);
  c.fillStyle = fill;
  c.shadowColor = "rgb(0 0 0 / 35%)";
  c.shadowBlur = s * 0.04;
  c.shadowOffsetY = s * 0.02;
  c.fill();
  c.shadowColor = "transparent";
}

export const PRESETS = {
  lut: ["warm", "cool", "noir", "faded", "mint"],
  frame: Object.keys(frames),
  sticker: Object.keys(stickers),
  particles: ["confetti", "snow", "sparks"],
};

export function frame(preset, width, height) {
  const [canvas, c] = sheet(width, height);
  frames[preset]?.(c, width, height);
  return canvas;
}

export function sticker(preset) {
  const [canvas, c] = sheet(256, 256);
  stickers[preset]?.(c, 256);
  return canvas;
}

/** @returns the canvas with the words and a thin dark edge, as large as they need */
export function words(text, size, color) {
  const [canvas, c] = sheet(8, 8);
  const font = `700 ${size}px Inter, system-ui, sans-serif`;
  c.font = font;
  canvas.width = Math.min(1080, Math.ceil(c.measureText(text).width) + size);
  canvas.height = Math.ceil(size * 1.7);
  c.font = font;
  c.textAlign = "center";
  c.textBaseline = "middle";
  c.lineJoin = "round";
  c.lineWidth = Math.max(3, size / 9);
  c.strokeStyle = "rgb(0 0 0 / 55%)";
  c.strokeText(text, canvas.width / 2, canvas.height / 2);
  c.fillStyle = color;
  c.fillText(text, canvas.width / 2, canvas.height / 2);
  return canvas;
}

export async function picture(url) {
  const image = new Image();
  image.src = url;
  await image.decode();
  return image;
}
