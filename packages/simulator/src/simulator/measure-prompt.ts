import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type MeasurePrompt, type PromptLength, promptTitle } from "../engine/prompt.js";
import { wavLength } from "./wav.js";

/** A file that the simulator cannot look into sounds this long (ours). */
const UNKNOWN_FILE_MS = 3000;
/** Speech takes this long a character, and never less than the second (ours: about 150 words a minute). */
const SPEECH_MS_PER_CHARACTER = 65;
const SHORTEST_SPEECH_MS = 500;

/** Under this path the simulator serves the files of its media folder. */
const MEDIA_PATH = "/_sim/media/";

/** Tells how long prompts last: by the file when it is one of our own, by the length of the text when it is spoken. */
export function promptMeasure(mediaFolder: string | undefined): MeasurePrompt {
  return (prompt): PromptLength => {
    if (prompt.durationMs !== undefined) return { ok: true, durationMs: prompt.durationMs };
    if (prompt.kind !== "audio") {
      const durationMs = Math.max(SHORTEST_SPEECH_MS, promptTitle(prompt).length * SPEECH_MS_PER_CHARACTER);
      return { ok: true, durationMs };
    }
    const { pathname } = new URL(prompt.url);
    if (!pathname.startsWith(MEDIA_PATH)) return { ok: true, durationMs: UNKNOWN_FILE_MS };
    const bytes = mediaFolder === undefined ? undefined : readMedia(mediaFolder, pathname.slice(MEDIA_PATH.length));
    if (!bytes) return { ok: false, reason: "not-found" };
    const durationMs = wavLength(bytes);
    return durationMs === undefined ? { ok: false, reason: "bad-format" } : { ok: true, durationMs };
  };
}

/** A file of the media folder; names with a path in them are refused. */
export function readMedia(folder: string, name: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[\w.-]+$/.test(name) || name.startsWith(".")) return undefined;
  try {
    return new Uint8Array(readFileSync(join(folder, name)));
  } catch {
    return undefined;
  }
}
