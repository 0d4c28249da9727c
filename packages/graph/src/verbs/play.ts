import { defineVerb, type Prompt, type Refusal, type VerbInputs } from "@trunkline/core";
import { z } from "zod";
import { acceptedOperation, refuseFailed } from "../kit/responses.js";
import { clientContextOption, permissions, refuseAppHosted, type VerbKit } from "../kit/verb-kit.js";
import { readMemo } from "../memo.js";

/** The type of the operation whose end Graph reports. */
export const playOperation = "playPromptOperation";

/** Documented: 20 prompts in one request. */
export const mostPrompts = 20;

const options = z.strictObject({
  ...clientContextOption,
  /** Keys under which the service keeps the files, in the order of the prompts. */
  resourceIds: z.array(z.string()).max(mostPrompts).optional(),
});

/** Plays WAV files to everybody on the call, one after the other. Graph cannot speak text. */
export function play(kit: VerbKit) {
  return defineVerb<"play">()({
    options,
    permission: permissions.initiate,
    repeat: "never",
    refuse: (input, call) =>
      refuseAppHosted(call) ?? refusePrompts(input.prompts) ?? refuseSome(input, readMemo(call.memo).group),
    async run(input, context, own) {
      const { prompts, loop } = input;
      const beta = kit.options.apiVersion === "beta";
      const times = loop && !beta ? Math.max(1, Math.floor(mostPrompts / prompts.length)) : 1;
      const written = prompts.map((prompt, index) => writePrompt(prompt, own?.resourceIds?.[index]));
      const body = {
        clientContext: own?.clientContext ?? context.operationId,
        prompts: Array.from({ length: times }, () => written).flat(),
        ...(loop && beta ? { loop: true } : {}),
      };
      const answer = await kit.onCall(context, {
        method: "POST",
        action: "playPrompt",
        body,
        permissions: [permissions.initiate],
      });
      const short = loop && !beta;
      return {
        ...refuseFailed(acceptedOperation(answer)),
        ...(short
          ? { warnings: [`Graph v1.0 cannot loop: the prompts play ${times} times (apiVersion "beta" loops)`] }
          : {}),
      };
    },
  });
}

/** Why these prompts cannot be played: Graph has no voice. */
export function refusePrompts(prompts: readonly Prompt[]): Refusal | undefined {
  if (prompts.every((prompt) => "url" in prompt)) return undefined;
  return {
    code: "unsupported",
    message: "Graph plays WAV files only and cannot speak text",
    hint: "Have the text spoken into a file beforehand: WAV, mono, 16 bit, 16 kHz.",
  };
}

/** On a call of two, the other one is everybody. */
function refuseSome({ to }: VerbInputs["play"], group: boolean | undefined) {
  if (!to || !group) return undefined;
  return { code: "unsupported", message: "Graph plays to everybody on the call, not to some" } as const;
}

/** A prompt in Graph's words. */
export function writePrompt(prompt: Prompt, resourceId: string | undefined): object {
  if (!("url" in prompt)) throw new TypeError("a prompt without a file was not refused before the request");
  return {
    "@odata.type": "#microsoft.graph.mediaPrompt",
    mediaInfo: {
      "@odata.type": "#microsoft.graph.mediaInfo",
      uri: prompt.url,
      ...(resourceId === undefined ? {} : { resourceId }),
    },
  };
}
