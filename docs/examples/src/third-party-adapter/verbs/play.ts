import { defineVerb, type JsonObject, type Prompt } from "@trunkline/core";
import { type RentedLineClient, whileRemembered } from "../client/rented-line-client.js";

/** Plays a file or speaks a text; `command.ended` follows. Core sends the prompts of a row one by one (`limits.prompts`). */
export function play(client: RentedLineClient) {
  return defineVerb<"play">()({
    repeat: whileRemembered,
    refuse({ prompts, to }) {
      if (to) return { code: "unsupported", message: "a rented line plays prompts to everybody on the call" };
      if (prompts.some((prompt) => "ssml" in prompt))
        return { code: "unsupported", message: "a rented line does not read SSML", hint: "Give the text alone." };
      return undefined;
    },
    async run({ prompts: [prompt], loop }, context) {
      await client.command("play", context, { ...(prompt ? soundOf(prompt) : {}), loop });
      return {};
    },
  });
}

function soundOf(prompt: Prompt): JsonObject {
  if ("url" in prompt) return { url: prompt.url };
  return "text" in prompt ? { say: prompt.text, language: prompt.locale ?? "en-US" } : { say: prompt.ssml };
}
