import { type FileSource, type SsmlSource, type TextSource, VoiceKind } from "@azure/communication-call-automation";
import { defineVerb, type Prompt, type Refusal } from "@trunkline/core";
import { z } from "zod";
import type { AcsClient } from "../client/acs-client.js";
import { identifierOf, refuseUnnameable } from "../parties/party-to-identifier.js";
import { completesElsewhere, operationCallbackUri, operationContext, operationFields } from "./verb-kit.js";

/** Provider options that say how a prompt is spoken or kept. */
const voiceOptions = {
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

const options = z.strictObject({
  ...voiceOptions,
  /** Lets this prompt cut off what plays to everybody. Only without `to`. */
  interruptCallMediaOperation: z.boolean().optional(),
  operationContext,
  operationCallbackUri,
});

/**
 * Plays prompts to everybody or to some; PlayCompleted, PlayFailed or PlayCanceled follows.
 * There is no repeatability header for it, so a lost answer is not repeated. Source: Call Automation, Play.
 */
export function play({ withMedia, intelligence }: AcsClient) {
  return defineVerb<"play">()({
    options,
    repeat: "never",
    refuse: ({ prompts, to }) =>
      refusePrompts(prompts, intelligence.callIntelligenceOptions !== undefined) ?? (to && refuseUnnameable(to)),
    async run({ prompts, loop, to }, context, own) {
      const sources = prompts.map((prompt) => playSource(prompt, own));
      const fields = { loop, ...operationFields(context.operationId, own) };
      const interrupt = own?.interruptCallMediaOperation;
      const { ids } = await withMedia(context, (media) => {
        if (to) return media.play(sources, to.map(identifierOf), fields);
        return media.playToAll(sources, {
          ...fields,
          ...(interrupt === undefined ? {} : { interruptCallMediaOperation: interrupt }),
        });
      });
      return { ...ids, ...completesElsewhere(own) };
    },
  });
}

/** How long a text may be; longer ones are written as SSML. Source: ACS, play action. */
const longestText = 4_000;

function refusePrompts(prompts: readonly Prompt[], canSpeak: boolean): Refusal | undefined {
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
function playSource(prompt: Prompt, own: VoiceOptions | undefined): FileSource | TextSource | SsmlSource {
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
