import { type FileSource, type SsmlSource, type TextSource, VoiceKind } from "@azure/communication-call-automation";
import type { Prompt, Refusal } from "@trunkline/core";
import { z } from "zod";

/** Provider options that say how a prompt is spoken or kept. */
export const voiceOptions = {
  /** The language of text prompts that name none, as a BCP 47 tag. */
  sourceLocale: z.string().min(1).optional(),
  voiceKind: z.enum(VoiceKind).optional(),
  /** The voice of text prompts that name none. */
  voiceName: z.string().min(1).optional(),
  /** The deployment of a custom voice. */
  customVoiceEndpointId: z.string().min(1).optional(),
  /** A name under which the service keeps the audio for about an hour. One prompt only. */
  playSourceCacheId: z.string().min(1).optional(),
};

/** How long a text may be; longer ones are written as SSML. Source: ACS, play action. */
const longestText = 4_000;

/** Why the first of these prompts that cannot be played cannot; `undefined` when all can. */
export function refusePrompts(prompts: readonly Prompt[], canSpeak: boolean): Refusal | undefined {
  if (!canSpeak && prompts.some((prompt) => !("url" in prompt))) {
    return {
      code: "invalid-request",
      message: "text and SSML prompts need an Azure AI services resource to speak them",
      hint: "Set the adapter's option cognitiveServicesEndpoint, or play a WAV file by its url.",
    };
  }
  const long = prompts.find((prompt) => "text" in prompt && prompt.text.length > longestText);
  if (!long) return undefined;
  return {
    code: "invalid-request",
    message: `a text prompt may have ${longestText} characters at the most`,
    hint: "Write longer ones as SSML, or in several prompts.",
  };
}

type VoiceOptions = z.output<z.ZodObject<typeof voiceOptions>>;

/** A prompt in the client's terms. The prompt's own members take precedence over the options. */
export function playSource(prompt: Prompt, own: VoiceOptions | undefined): FileSource | TextSource | SsmlSource {
  const kept = own?.playSourceCacheId === undefined ? {} : { playSourceCacheId: own.playSourceCacheId };
  const custom = own?.customVoiceEndpointId === undefined ? {} : { customVoiceEndpointId: own.customVoiceEndpointId };
  if ("url" in prompt) return { kind: "fileSource", url: prompt.url, ...kept };
  if ("ssml" in prompt) return { kind: "ssmlSource", ssmlText: prompt.ssml, ...custom, ...kept };
  const voiceName = prompt.voice ?? own?.voiceName;
  const sourceLocale = prompt.locale ?? own?.sourceLocale;
  return {
    kind: "textSource",
    text: prompt.text,
    ...(voiceName === undefined ? {} : { voiceName }),
    ...(sourceLocale === undefined ? {} : { sourceLocale }),
    ...(own?.voiceKind === undefined ? {} : { voiceKind: own.voiceKind }),
    ...custom,
    ...kept,
  };
}
