import type { AnyAdapter } from "../../adapter/composite.js";
import type { Operation } from "../../interface/operation.js";
import type { PlayOptions } from "../../interface/verb-options.js";
import { callVerb, fieldOf, readDone } from "../../operations/call-verb.js";
import { checkRequest, type KnownCall, type VerbFacts } from "../../operations/check-verb.js";
import { onLane } from "../../operations/on-lane.js";
import { CallingError } from "../../words/calling-error.js";
import type { PlayResult, Prompt } from "../../words/inputs-and-results.js";
import { toParty } from "../../words/to-party.js";
import { stopMedia } from "./cancel-media.js";
import { promptMs, requestsOf, runPrompts } from "./play-row.js";

export const playFacts: VerbFacts<"play"> = {
  name: "play",
  needsLine: true,
  figures: ({ prompts }) => ({ promptsAtOnce: prompts }),
};

/** Plays prompts, when what plays before has ended. */
export const play = callVerb({
  ...playFacts,
  read(call, given: Prompt | readonly Prompt[], options: PlayOptions<AnyAdapter> = {}) {
    const prompts = readPrompts(call, "play", given);
    const to =
      options.to === undefined ? {} : { to: (Array.isArray(options.to) ? options.to : [options.to]).map(toParty) };
    return { input: { prompts, loop: options.loop ?? false, ...to }, options };
  },
  check(call, { input, options }) {
    for (const part of requestsOf(call, input)) checkRequest(call, { verb: playFacts, input: part, options });
  },
  perform(actor, { id, input, options }) {
    let playing: Operation<PlayResult> | undefined;
    return onLane<PlayResult>(actor, id, {
      signal: options.signal,
      async work(controls) {
        playing = runPrompts(
          actor,
          {
            verb: playFacts,
            input,
            options,
            timeoutMs: input.loop ? undefined : promptMs,
            yield: ({ outcome, warnings }): PlayResult => ({
              endedBy: outcome === "canceled" ? "canceled" : "completed",
              warnings,
            }),
            cancel: () => stopMedia(actor),
          },
          id,
        );
        playing.accepted.then(controls.accept, () => {});
        controls.complete(await playing);
      },
      async stop() {
        // A stop that overtakes its play on the way would leave it playing for ever.
        const plays = await playing?.accepted.then(
          () => true,
          () => false,
        );
        if (plays) await stopMedia(actor);
      },
      never: (controls) => controls.complete({ endedBy: "canceled", warnings: [] }),
      givesWay: input.loop,
    });
  },
  readResult: (value): PlayResult => ({
    ...readDone(value),
    endedBy: fieldOf(value, "endedBy") === "canceled" ? "canceled" : "completed",
  }),
  elsewhere: { patienceMs: undefined },
});

const forms = ["url", "text", "ssml"] as const;

/** One prompt or several, checked. @throws CallingError `invalid-request`. */
export function readPrompts(
  { adapter }: Pick<KnownCall, "adapter">,
  verb: "play" | "collectDtmf",
  prompts: Prompt | readonly Prompt[],
): readonly Prompt[] {
  const list: readonly Prompt[] = Array.isArray(prompts) ? prompts : [prompts];
  const refuse = (what: string, hint: string) =>
    new CallingError("invalid-request", `${verb}: ${what}`, { provider: adapter.name, verb, hint });
  if (list.length === 0) throw refuse("0 prompts", "Give one or several.");
  for (const [index, prompt] of list.entries()) {
    const wrong = wrongWith(prompt);
    if (wrong !== undefined)
      throw refuse(`prompt ${index + 1} ${wrong}`, 'Give { url: "https://…" }, { text: "…" } or { ssml: "…" }.');
  }
  return list;
}

/** What is wrong with a prompt, without its content: an address may have a signature in it. */
function wrongWith(prompt: unknown): string | undefined {
  if (typeof prompt !== "object" || prompt === null) return "is not an object";
  const given = Object.entries(prompt).filter(([name]) => forms.some((form) => form === name));
  const [form, ...others] = given;
  if (!form) return "has neither url nor text nor ssml";
  if (others.length > 0) return `has ${given.map(([name]) => name).join(" and ")}, and can have one of them`;
  const [name, value] = form;
  if (typeof value !== "string" || value === "") return `has an empty ${name}`;
  if (name === "url" && !isWebAddress(value)) return "has a url that is no http or https address";
  return undefined;
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
