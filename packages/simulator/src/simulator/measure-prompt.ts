import { readFileSync, realpathSync, statSync } from "node:fs";
import { join, sep } from "node:path";
import { type MeasurePrompt, type PromptLength, promptTitle } from "../engine/media.js";

/** A file that the simulator cannot look into sounds this long (ours). */
const UNKNOWN_FILE_MS = 3000;
/** Speech takes this long a character, and never less than the second (ours: about 150 words a minute). */
const SPEECH_MS_PER_CHARACTER = 65;
const SHORTEST_SPEECH_MS = 500;

/** Under this path the simulator serves the files of its media folder. */
const MEDIA_PATH = "/_sim/media/";

/** Measures prompts: by the file if the simulator serves it, by the length of the text if it is spoken. */
export function promptMeasure(mediaFolder: string | undefined): MeasurePrompt {
  return (prompt): PromptLength => {
    if (prompt.durationMs !== undefined) return { ok: true, durationMs: prompt.durationMs };
    if (prompt.kind !== "audio") {
      const durationMs = Math.max(SHORTEST_SPEECH_MS, promptTitle(prompt).length * SPEECH_MS_PER_CHARACTER);
      return { ok: true, durationMs };
    }
    const { pathname } = new URL(prompt.url);
    if (!pathname.startsWith(MEDIA_PATH)) return { ok: true, durationMs: UNKNOWN_FILE_MS };
    const bytes = readMedia(mediaFolder, pathname.slice(MEDIA_PATH.length));
    if (!bytes) return { ok: false, reason: "not-found" };
    const durationMs = wavLength(bytes);
    return durationMs === undefined ? { ok: false, reason: "bad-format" } : { ok: true, durationMs };
  };
}

/** A file of the media folder. Names with a path in them are refused, and so are links that lead out of it and anything but plain files. */
export function readMedia(folder: string | undefined, name: string): Uint8Array<ArrayBuffer> | undefined {
  if (folder === undefined || !/^[\w.-]+$/.test(name) || name.startsWith(".")) return undefined;
  try {
    const file = realpathSync(join(folder, name));
    if (!file.startsWith(realpathSync(folder) + sep) || !statSync(file).isFile()) return undefined;
    return new Uint8Array(readFileSync(file));
  } catch {
    return undefined;
  }
}

/** How long a WAV file sounds, in milliseconds; `undefined` if it is not a WAV file. */
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
