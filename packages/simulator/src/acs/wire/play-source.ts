import { z } from "zod";
import type { Prompt } from "../../engine/media.js";
import { AcsError } from "./errors.js";

/** Taken without an effect: nothing is cached. */
const playSourceCacheId = z.string().nullish();
/** What is played: a file, text or SSML. */
export const playSourceSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("file"), playSourceCacheId, file: z.strictObject({ uri: z.url() }) }),
  z.strictObject({
    kind: z.literal("text"),
    playSourceCacheId,
    text: z.strictObject({
      text: z.string().max(4000),
      voiceName: z.string().nullish(),
      voiceKind: z.enum(["male", "female"]).nullish(),
      sourceLocale: z.string().nullish(),
    }),
  }),
  z.strictObject({ kind: z.literal("ssml"), playSourceCacheId, ssml: z.strictObject({ ssmlText: z.string() }) }),
]);

/** @throws AcsError 400 8582 for an empty text */
export function promptOf(source: z.output<typeof playSourceSchema>): Prompt {
  switch (source.kind) {
    case "file":
      return { kind: "audio", url: source.file.uri };
    case "text": {
      if (source.text.text === "") throw emptySource();
      const { voiceName, voiceKind, sourceLocale } = source.text;
      const voice = voiceName ?? voiceKind;
      return {
        kind: "speech",
        text: source.text.text,
        ...(voice ? { voice } : {}),
        ...(sourceLocale ? { locale: sourceLocale } : {}),
      };
    }
    case "ssml":
      if (source.ssml.ssmlText === "") throw emptySource();
      return { kind: "markup", markup: source.ssml.ssmlText };
  }
}

const emptySource = (): AcsError => new AcsError(400, "8582", "Play source text or SSML is empty.");
