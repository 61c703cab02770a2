// Where the picture comes from: the camera, or a clip from the disk. Each answers {video, mirror, audio, stop, …}.

const CAMERA = { width: { ideal: 1280 }, height: { ideal: 720 } };

/** @throws DOMException as getUserMedia does; without a microphone it goes on silently */
export async function camera(facing) {
  if (!navigator.mediaDevices?.getUserMedia) throw new DOMException("no camera here", "NotFoundError");
  const video = { ...CAMERA, facingMode: facing };
  let stream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video, audio: true });
  } catch (refused) {
    if (refused.name !== "NotFoundError" && refused.name !== "NotReadableError") throw refused;
    stream = await navigator.mediaDevices.getUserMedia({ video });
  }
  const element = player();
  element.muted = true;
  element.srcObject = stream;
  await element.play();
  return {
    video: element,
    mirror: facing === "user",
    audio: () => stream.getAudioTracks(),
    stop: () => stream.getTracks().forEach((track) => track.stop()),
  };
}

/** @throws Error if the browser cannot play it */
export async function clip(file) {
  const element = player();
  const url = URL.createObjectURL(file);
  element.src = url;
  await new Promise((resolve, reject) => {
    element.onloadeddata = resolve;
    element.onerror = () => reject(new Error("clip-bad"));
  });
  // A picture that never played cannot be drawn everywhere: it runs for a moment, silently.
  element.muted = true;
  await element.play();
  await new Promise((resolve) => setTimeout(resolve, 120));
  element.pause();
  element.currentTime = 0;
  element.muted = false;
  let sound;
  return {
    video: element,
    mirror: false,
    /** Its own sound, also to be heard meanwhile. */
    audio() {
      if (!sound) {
        const context = new AudioContext();
        const destination = context.createMediaStreamDestination();
        const from = context.createMediaElementSource(element);
        from.connect(destination);
        from.connect(context.destination);
        sound = { context, destination };
      }
      sound.context.resume();
      return sound.destination.stream.getAudioTracks();
    },
    /** Plays once from the beginning. */
    async rewind(ended) {
      element.onended = ended;
      element.currentTime = 0;
      await element.play();
    },
    stop() {
      element.pause();
      URL.revokeObjectURL(url);
      sound?.context.close();
    },
  };
}

function player() {
  const element = document.createElement("video");
  element.playsInline = true;
  return element;
}
