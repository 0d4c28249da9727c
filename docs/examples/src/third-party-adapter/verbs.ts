import { CallingError, defineVerb } from "@trunkline/core";
import { z } from "zod";
import type { RentedLineClient } from "./client.js";
import { pause, playThen } from "./markup.js";

/** What the API can do. A verb that is not here is `unsupported`. */
export const verbs = (client: RentedLineClient) => ({
  create: defineVerb<"create">()({
    options: z.strictObject({ machineDetection: z.literal("Enable").optional() }),
    refuse({ to, from }) {
      if (to.length === 1 && to[0]?.kind === "phone" && from?.kind === "phone") return undefined;
      return {
        code: "invalid-request",
        message: "a rented line calls one telephone, from another",
        hint: "Give `from`.",
      };
    },
    async run({ to: [to], from }, { callbackUrl, signal }, own) {
      if (to?.kind !== "phone" || from?.kind !== "phone")
        throw new CallingError("invalid-request", "create: no telephones");
      const detection: Record<string, string> = own?.machineDetection ? { MachineDetection: own.machineDetection } : {};
      const form = { To: to.number, From: from.number, Twiml: pause, StatusCallback: callbackUrl, ...detection };
      return { providerCallId: await client.create(form, signal) };
    },
  }),

  play: defineVerb<"play">()({
    refuse: ({ prompts }) =>
      prompts.every((prompt) => "url" in prompt)
        ? undefined
        : { code: "unsupported", message: "a rented line plays files only" },
    async run({ prompts, loop }, { providerCallId, callbackUrl, operationId, signal }) {
      const urls = prompts.flatMap((prompt) => ("url" in prompt ? [prompt.url] : []));
      // The API does not report the end of a prompt, but it then requests the next instructions, which shows that the prompt is over.
      const next = new URL(callbackUrl);
      next.searchParams.set("played", operationId);
      await client.update(providerCallId, { Twiml: playThen(urls, loop, next.href) }, signal);
      return {};
    },
  }),

  hangUp: defineVerb<"hangUp">()({
    repeat: "safe",
    async run(_input, { providerCallId, signal }) {
      await client.update(providerCallId, { Status: "completed" }, signal);
      return {};
    },
  }),
});
