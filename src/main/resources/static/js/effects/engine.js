// Draws a source (camera, clip, picture) with an effect over it, on a canvas that can be recorded. WebGL2; nothing leaves the device.
import { frame, picture, sticker, words } from "./drawings.js";
import { STEPS, lutBytes } from "./luts.js";
import { LAYER, PARTICLES, PICTURE, program } from "./shaders.js";

export const STAGE = { width: 540, height: 960 };
const KINDS = { confetti: 0, snow: 1, sparks: 2 };
const COUNT = { confetti: 90, snow: 120, sparks: 80 };

/** The middle of a layer on the stage: x and y are counted inwards from its anchor. */
export function middle(layer, width, height) {
  const anchor = layer.anchor ?? "center";
  const x = layer.x ?? 0;
  const y = layer.y ?? 0;
  const left = anchor.includes("left");
  const right = anchor.includes("right");
  const top = anchor.startsWith("top");
  const bottom = anchor.startsWith("bottom");
  return {
    x: left ? x + width / 2 : right ? STAGE.width - x - width / 2 : STAGE.width / 2 + x,
    y: top ? y + height / 2 : bottom ? STAGE.height - y - height / 2 : STAGE.height / 2 + y,
  };
}

export class Engine {
  #gl;
  #picture;
  #layer;
  #particles;
  #source;
  #sourceTexture;
  #lut;
  #strength = 0;
  #layers = [];
  #loading = 0;
  #running = false;
  #mirror = false;
  #began = performance.now();

  /** @throws Error "no-webgl" where the browser cannot draw so */
  constructor(canvas) {
    this.canvas = canvas;
    canvas.width = STAGE.width;
    canvas.height = STAGE.height;
    const gl = canvas.getContext("webgl2", { alpha: false, antialias: false, preserveDrawingBuffer: true });
    if (!gl) throw new Error("no-webgl");
    this.#gl = gl;
    this.#picture = program(gl, PICTURE);
    this.#layer = program(gl, LAYER);
    this.#particles = program(gl, PARTICLES);
    this.#sourceTexture = this.#texture();
    this.#lut = gl.createTexture();
    gl.bindTexture(gl.TEXTURE_3D, this.#lut);
    for (const name of ["MIN", "MAG"]) gl.texParameteri(gl.TEXTURE_3D, gl[`TEXTURE_${name}_FILTER`], gl.LINEAR);
    for (const name of ["S", "T", "R"]) gl.texParameteri(gl.TEXTURE_3D, gl[`TEXTURE_WRAP_${name}`], gl.CLAMP_TO_EDGE);
    gl.texImage3D(gl.TEXTURE_3D, 0, gl.RGBA, STEPS, STEPS, STEPS, 0, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(STEPS ** 3 * 4));
  }

  /** @param source a video, canvas or image @param mirror as people expect of a mirror */
  show(source, mirror = false) {
    this.#source = source;
    this.#mirror = mirror;
  }

  get layers() {
    return this.#layers;
  }

  /** @param effect with its layers; null for none. The old one is shown until the new one is whole. */
  async load(effect) {
    const turn = ++this.#loading;
    const layers = effect?.layers ?? [];
    const lut = layers.find((layer) => layer.type === "lut");
    const bytes = lut ? await lutBytes(lut) : null;
    const drawn = await Promise.all(layers.filter((layer) => layer.type !== "lut").map((layer) => this.#drawn(layer)));
    if (turn !== this.#loading) {
      drawn.forEach((layer) => layer.texture && this.#gl.deleteTexture(layer.texture));
      return;
    }
    this.#layers.forEach((layer) => layer.texture && this.#gl.deleteTexture(layer.texture));
    this.#layers = drawn;
    this.#strength = lut ? (lut.strengthPercent ?? 100) / 100 : 0;
    if (bytes) {
      const gl = this.#gl;
      gl.bindTexture(gl.TEXTURE_3D, this.#lut);
      gl.texImage3D(gl.TEXTURE_3D, 0, gl.RGBA, STEPS, STEPS, STEPS, 0, gl.RGBA, gl.UNSIGNED_BYTE, bytes);
    }
  }

  async #drawn(layer) {
    if (layer.type === "particles") return { layer, kind: KINDS[layer.preset] ?? 0, count: COUNT[layer.preset] ?? 90 };
    const drawing = layer.type === "text" ? words(layer.text ?? "", layer.size ?? 40, layer.color ?? "#ffffff")
      : layer.image ? await picture(layer.image)
        : layer.type === "frame" ? frame(layer.preset, STAGE.width, STAGE.height) : sticker(layer.preset);
    const whole = layer.type === "frame";
    const fit = layer.type === "text" ? Math.min(1, (STAGE.width - 20) / drawing.width) : 1;
    const width = whole ? STAGE.width : layer.type === "text" ? drawing.width * fit : layer.width ?? 160;
    const height = whole ? STAGE.height : layer.type === "text" ? drawing.height * fit : layer.height ?? 160;
    const gl = this.#gl;
    const texture = this.#texture();
    gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, true);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, drawing);
    gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, false);
    const center = whole ? { x: STAGE.width / 2, y: STAGE.height / 2 } : middle(layer, width, height);
    return { layer, texture, width, height, ...center, turn: ((layer.rotation ?? 0) * Math.PI) / 180, movable: Boolean(layer.movable) };
  }

  start() {
    if (this.#running) return;
    this.#running = true;
    const next = () => {
      if (!this.#running) return;
      this.draw();
      requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  }

  stop() {
    this.#running = false;
  }

  draw() {
    const gl = this.#gl;
    gl.viewport(0, 0, STAGE.width, STAGE.height);
    gl.disable(gl.BLEND);
    gl.clearColor(0, 0, 0, 1);
    gl.clear(gl.COLOR_BUFFER_BIT);
    this.#drawSource();
    gl.enable(gl.BLEND);
    for (const each of this.#layers) {
      this.#blend(each.layer.blend);
      if (each.texture) this.#drawLayer(each);
      else this.#drawParticles(each);
    }
  }

  #drawSource() {
    const source = this.#source;
    const width = source?.videoWidth || source?.width || 0;
    const height = source?.videoHeight || source?.height || 0;
    if (!width || !height || (source.readyState !== undefined && source.readyState < 2)) return;
    const gl = this.#gl;
    gl.useProgram(this.#picture.made);
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D, this.#sourceTexture);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, source);
    gl.activeTexture(gl.TEXTURE1);
    gl.bindTexture(gl.TEXTURE_3D, this.#lut);
    gl.activeTexture(gl.TEXTURE0);
    const wanted = STAGE.width / STAGE.height;
    const shown = width / height > wanted ? { x: (wanted * height) / width, y: 1 } : { x: 1, y: width / height / wanted };
    const left = (1 - shown.x) / 2;
    gl.uniform4f(this.#picture.of("crop"), this.#mirror ? 1 - left : left, (1 - shown.y) / 2, this.#mirror ? -shown.x : shown.x, shown.y);
    gl.uniform1i(this.#picture.of("source"), 0);
    gl.uniform1i(this.#picture.of("lut"), 1);
    gl.uniform1f(this.#picture.of("strength"), this.#strength);
    gl.drawArrays(gl.TRIANGLE_STRIP, 0, 4);
  }

  #drawLayer(each) {
    const gl = this.#gl;
    const layer = this.#layer;
    gl.useProgram(layer.made);
    gl.bindTexture(gl.TEXTURE_2D, each.texture);
    gl.uniform2f(layer.of("stage"), STAGE.width, STAGE.height);
    gl.uniform2f(layer.of("center"), each.x, each.y);
    gl.uniform2f(layer.of("size"), each.width, each.height);
    gl.uniform1f(layer.of("turn"), each.turn);
    gl.uniform1i(layer.of("drawing"), 0);
    gl.drawArrays(gl.TRIANGLE_STRIP, 0, 4);
  }

  #drawParticles(each) {
    const gl = this.#gl;
    gl.useProgram(this.#particles.made);
    gl.uniform2f(this.#particles.of("stage"), STAGE.width, STAGE.height);
    gl.uniform1f(this.#particles.of("time"), (performance.now() - this.#began) / 1000);
    gl.uniform1i(this.#particles.of("kind"), each.kind);
    gl.drawArraysInstanced(gl.TRIANGLE_STRIP, 0, 4, each.count);
  }

  #blend(name) {
    const gl = this.#gl;
    if (name === "add") gl.blendFunc(gl.ONE, gl.ONE);
    else if (name === "screen") gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_COLOR);
    else if (name === "multiply") gl.blendFunc(gl.DST_COLOR, gl.ONE_MINUS_SRC_ALPHA);
    else gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
  }

  #texture() {
    const gl = this.#gl;
    const texture = gl.createTexture();
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D, texture);
    for (const name of ["MIN", "MAG"]) gl.texParameteri(gl.TEXTURE_2D, gl[`TEXTURE_${name}_FILTER`], gl.LINEAR);
    for (const name of ["S", "T"]) gl.texParameteri(gl.TEXTURE_2D, gl[`TEXTURE_WRAP_${name}`], gl.CLAMP_TO_EDGE);
    return texture;
  }
}
