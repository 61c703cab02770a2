// What runs on the graphics chip. All places are pixels of the stage, y down.
export const PICTURE = {
  vertex: `#version 300 es
    uniform vec4 crop; // offset and size of what is shown of the source
    out vec2 at;
    void main() {
      vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);
      at = crop.xy + vec2(corner.x, 1.0 - corner.y) * crop.zw;
      gl_Position = vec4(corner * 2.0 - 1.0, 0.0, 1.0);
    }`,
  fragment: `#version 300 es
    precision mediump float;
    precision mediump sampler3D;
    uniform sampler2D source;
    uniform sampler3D lut;
    uniform float strength;
    in vec2 at;
    out vec4 color;
    void main() {
      vec3 seen = texture(source, at).rgb;
      vec3 graded = texture(lut, seen * (31.0 / 32.0) + 0.5 / 32.0).rgb;
      color = vec4(mix(seen, graded, strength), 1.0);
    }`,
};

export const LAYER = {
  vertex: `#version 300 es
    uniform vec2 stage;
    uniform vec2 center;
    uniform vec2 size;
    uniform float turn; // radians
    out vec2 at;
    void main() {
      vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);
      at = corner;
      vec2 p = (corner - 0.5) * size;
      p = vec2(p.x * cos(turn) - p.y * sin(turn), p.x * sin(turn) + p.y * cos(turn)) + center;
      gl_Position = vec4(p.x / stage.x * 2.0 - 1.0, 1.0 - p.y / stage.y * 2.0, 0.0, 1.0);
    }`,
  fragment: `#version 300 es
    precision mediump float;
    uniform sampler2D drawing;
    in vec2 at;
    out vec4 color;
    void main() { color = texture(drawing, at); }`,
};

export const PARTICLES = {
  vertex: `#version 300 es
    uniform vec2 stage;
    uniform float time; // seconds
    uniform highp int kind; // 0 confetti, 1 snow, 2 sparks
    out vec4 tint;
    out vec2 at;
    float dice(float n) { return fract(sin(n * 12.9898) * 43758.5453); }
    void main() {
      float i = float(gl_InstanceID);
      vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1) * 2.0 - 1.0;
      at = corner;
      float speed = kind == 0 ? 0.16 + 0.2 * dice(i) : kind == 1 ? 0.05 + 0.08 * dice(i) : -0.12 - 0.16 * dice(i);
      float fall = fract(dice(i + 7.0) + time * speed);
      float sway = sin(time * (0.6 + dice(i + 3.0)) + i) * (kind == 1 ? 26.0 : 14.0);
      vec2 p = vec2(dice(i + 13.0) * stage.x + sway, (fall * 1.12 - 0.06) * stage.y);
      float turn = kind == 0 ? time * (2.0 * dice(i + 5.0) - 1.0) * 4.0 + i : 0.0;
      vec2 size = kind == 0 ? vec2(7.0, 7.0 * abs(cos(time * 3.0 * (0.4 + dice(i)) + i)) + 1.5)
        : vec2(kind == 1 ? 3.0 + 5.0 * dice(i + 9.0) : 2.0 + 3.0 * dice(i + 9.0));
      vec2 q = corner * size;
      q = vec2(q.x * cos(turn) - q.y * sin(turn), q.x * sin(turn) + q.y * cos(turn)) + p;
      gl_Position = vec4(q.x / stage.x * 2.0 - 1.0, 1.0 - q.y / stage.y * 2.0, 0.0, 1.0);
      float hue = dice(i + 21.0);
      vec3 party = 0.6 + 0.4 * cos(6.2832 * (hue + vec3(0.0, 0.33, 0.67)));
      float glow = kind == 2 ? 0.5 + 0.5 * sin(time * 6.0 + i) : 1.0;
      tint = kind == 0 ? vec4(party, 1.0) : kind == 1 ? vec4(1.0, 1.0, 1.0, 0.85) : vec4(1.0, 0.72, 0.3, glow);
    }`,
  fragment: `#version 300 es
    precision mediump float;
    uniform highp int kind;
    in vec4 tint;
    in vec2 at;
    out vec4 color;
    void main() {
      float alpha = tint.a * (kind == 0 ? 1.0 : smoothstep(1.0, 0.35, length(at)));
      color = vec4(tint.rgb * alpha, alpha);
    }`,
};

export function program(gl, { vertex, fragment }) {
  const made = gl.createProgram();
  for (const [type, text] of [[gl.VERTEX_SHADER, vertex], [gl.FRAGMENT_SHADER, fragment]]) {
    const shader = gl.createShader(type);
    gl.shaderSource(shader, text.trim());
    gl.compileShader(shader);
    gl.attachShader(made, shader);
  }
  gl.linkProgram(made);
  if (!gl.getProgramParameter(made, gl.LINK_STATUS)) throw new Error(gl.getProgramInfoLog(made));
  return { made, of: (name) => gl.getUniformLocation(made, name) };
}
