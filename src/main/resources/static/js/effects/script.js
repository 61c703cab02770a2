// From a script as it is kept (pictures by id) to what the engine runs (pictures by address).
export function forEngine(script) {
  return {
    ...script,
    layers: script.layers.map((layer) => ({ ...layer, image: layer.image ? `/effects/pictures/${layer.image}` : undefined })),
  };
}
