// Records the stage with its sound.

const TYPES = ["video/webm;codecs=vp8,opus", "video/webm", "video/mp4"];
const FRAMES_A_SECOND = 30;
const BITS_A_SECOND = 4_000_000;

export const MOST_MILLIS = 60_000;

export class Take {
  #recorder;
  #parts = [];
  #began = 0;

  constructor(canvas, audioTracks) {
    const stream = canvas.captureStream(FRAMES_A_SECOND);
    audioTracks.forEach((track) => stream.addTrack(track));
    const type = TYPES.find((each) => MediaRecorder.isTypeSupported(each));
    this.#recorder = new MediaRecorder(stream, { mimeType: type, videoBitsPerSecond: BITS_A_SECOND });
    this.#recorder.ondataavailable = (event) => event.data.size && this.#parts.push(event.data);
  }

  begin() {
    this.#began = performance.now();
    this.#recorder.start(500);
  }

  get millis() {
    return performance.now() - this.#began;
  }

  /** @returns the file */
  end() {
    return new Promise((resolve) => {
      this.#recorder.onstop = () => {
        const type = this.#recorder.mimeType.split(";")[0];
        const ending = type.endsWith("mp4") ? "mp4" : "webm";
        resolve(new File(this.#parts, `take-${Date.now()}.${ending}`, { type }));
      };
      this.#recorder.stop();
    });
  }
}
