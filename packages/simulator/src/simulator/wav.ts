/** How long a WAV file sounds, in milliseconds; `undefined` if it is none. */
export function wavLength(bytes: Uint8Array): number | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const word = (at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));
  if (bytes.length < 12 || word(0) !== "RIFF" || word(8) !== "WAVE") return undefined;

  let bytesPerSecond: number | undefined;
  for (let at = 12; at + 8 <= bytes.length; ) {
    const size = view.getUint32(at + 4, true);
    if (word(at) === "fmt " && at + 20 <= bytes.length) bytesPerSecond = view.getUint32(at + 16, true);
    if (word(at) === "data") return bytesPerSecond ? Math.round((size / bytesPerSecond) * 1000) : undefined;
    at += 8 + size + (size % 2);
  }
  return undefined;
}
