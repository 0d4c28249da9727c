import type { Refusal } from "@trunkline/core";
import { z } from "zod";
import { type BrokenAdapter, changing } from "./broken-adapter.fixture.js";

let serial = 0;

/** Adapters that say wrong things of themselves, or take what they cannot do. */
export const boastful: readonly BrokenAdapter[] = [
  { groups: ["capabilities"], name: "has a name that no ref can carry", break: () => ({ name: "my/exchange" }) },
  { groups: ["capabilities"], name: "does not say why something is absent", break: () => ({ absent: { join: "" } }) },
  {
    groups: ["capabilities"],
    name: "says that something is absent, and has it",
    break: () => ({ absent: { play: "there are no loudspeakers" } }),
  },
  {
    groups: ["capabilities"],
    name: "takes from a call what it never had",
    break: (sound) => {
      const { play: _, ...verbs } = sound.verbs;
      return { verbs, narrow: () => ({ play: "this call has none" }) };
    },
  },
  {
    groups: ["capabilities"],
    name: "is not of one mind about what a call has",
    break: () => ({ narrow: () => ({ play: `for the ${++serial}th time` }) }),
  },
  {
    groups: ["capabilities"],
    name: "has figures that are none",
    break: (sound) => ({ limits: { ...sound.limits, prompts: 0 } }),
  },
  {
    groups: ["capabilities"],
    name: "wants signs of life and takes none",
    break: (sound) => {
      const { keepAlive: _, ...verbs } = sound.verbs;
      return { verbs };
    },
  },
  {
    groups: ["join"],
    name: "takes every kind of meeting",
    break: (sound) => changing(sound, "join", () => ({ refuse: () => undefined })),
  },
  {
    groups: ["join"],
    name: "does not say which kinds of meeting it takes",
    break: (sound) => changing(sound, "join", () => ({ kinds: [] })),
  },
  ...(["create", "redirect", "transfer"] as const).map(
    (verb): BrokenAdapter => ({
      groups: ["refusals"],
      name: `takes anybody for a ${verb}`,
      break: (sound) => changing(sound, verb, () => ({ refuse: () => undefined })),
    }),
  ),
  {
    groups: ["refusals"],
    name: "takes options that it does not know",
    break: (sound) => changing(sound, "create", () => ({ options: z.looseObject({}) })),
  },
  {
    groups: ["refusals"],
    name: "asks the cloud whether it can do something",
    break: (sound) =>
      changing(sound, "play", ({ refuse, run }) => ({
        refuse(input, call): Refusal | undefined {
          const { signal } = new AbortController();
          const context = {
            operationId: `${++serial}`,
            firstSentAt: 0,
            providerCallId: "",
            callbackUrl: "",
            memo: null,
            signal,
            ending: signal,
          };
          run(input, context, undefined).catch(() => {});
          return refuse?.(input, call);
        },
      })),
  },
  {
    groups: ["refusals"],
    name: "changes what it is asked about",
    break: (sound) =>
      changing(sound, "sendDtmf", ({ refuse }) => ({
        refuse(input, call) {
          Object.assign(input, { gapMs: 0 });
          return refuse?.(input, call);
        },
      })),
  },
];
