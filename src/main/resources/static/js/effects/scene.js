// A picture to try effects on without a camera: a person before an evening sky, drawn by code.
export function scene() {
  const canvas = document.createElement("canvas");
  canvas.width = 540;
  canvas.height = 960;
  const c = canvas.getContext("2d");
  const sky = c.createLinearGradient(0, 0, 0, 960);
  for (const [at, color] of [[0, "#4d6fb8"], [0.45, "#e79a6f"], [0.62, "#f5d09a"], [1, "#6b4a52"]]) sky.addColorStop(at, color);
  c.fillStyle = sky;
  c.fillRect(0, 0, 540, 960);
  c.fillStyle = "rgb(255 240 200 / 90%)";
  c.beginPath();
  c.arc(410, 470, 56, 0, 7);
  c.fill();
  c.fillStyle = "#3b3850";
  c.beginPath();
  c.moveTo(0, 620);
  for (const [x, y] of [[90, 540], [170, 600], [280, 520], [380, 610], [470, 560], [540, 620], [540, 960], [0, 960]]) c.lineTo(x, y);
  c.fill();
  c.fillStyle = "#31505f";
  c.beginPath();
  c.ellipse(270, 900, 210, 270, 0, 0, 7);
  c.fill();
  c.fillStyle = "#c98f6b";
  c.fillRect(232, 560, 76, 110);
  c.fillStyle = "#d9a27c";
  c.beginPath();
  c.ellipse(270, 470, 104, 136, 0, 0, 7);
  c.fill();
  c.fillStyle = "#2c2026";
  c.beginPath();
  c.ellipse(270, 392, 118, 88, 0, Math.PI, 0);
  c.fill();
  c.fillRect(154, 388, 26, 130);
  c.fillRect(360, 388, 26, 130);
  c.fillStyle = "#2a1c1e";
  for (const x of [232, 308]) {
    c.beginPath();
    c.ellipse(x, 462, 10, 12, 0, 0, 7);
    c.fill();
  }
  c.strokeStyle = "#8f4a42";
  c.lineWidth = 6;
  c.lineCap = "round";
  c.beginPath();
  c.arc(270, 512, 34, 0.35, Math.PI - 0.35);
  c.stroke();
  return canvas;
}
