import type { Refusal } from "@trunkline/core";
import { z } from "zod";
import { spare } from "../exchange/exchange-traits.fixture.js";
import { type BrokenAdapter, withVerb } from "./broken-adapter.fixture.js";

let serial = 0;

/** Adapters that declare wrong things about themselves, or accept what they cannot do. */
export const boastful: readonly BrokenAdapter[] = [
  { groups: ["capabilities"], name: "has a name that cannot be part of a ref", break: () => ({ name: "my/exchange" }) },
  { groups: ["capabilities"], name: "gives no reason for an absent verb", break: () => ({ absent: { join: "" } }) },
  {
    groups: ["capabilities"],
    name: "declares a verb absent that it has",
    break: () => ({ absent: { play: "there are no loudspeakers" } }),
  },
  {
    groups: ["capabilities"],
    name: "narrows a verb that it does not have",
    break: (sound) => {
      const { play: _, ...verbs } = sound.verbs;
      return { verbs, narrow: () => ({ play: "this call has no play" }) };
    },
  },
  {
    groups: ["capabilities"],
    name: "narrows a call with a different reason each time",
    break: () => ({ narrow: () => ({ play: `for the ${++serial}th time` }) }),
  },
  {
    groups: ["capabilities"],
    name: "has a limit of zero",
    break: (sound) => ({ limits: { ...sound.limits, prompts: 0 } }),
  },
  {
    groups: ["capabilities"],
    name: "gives a verb no time to complete",
    break: (sound) => withVerb(sound, "play", () => ({ completesWithinMs: 0 })),
  },
  {
    groups: ["capabilities"],
    name: "calls a repeat safe for a negative time",
    break: (sound) => withVerb(sound, "play", () => ({ repeat: { safeForMs: -1 } })),
  },
  {
    groups: ["capabilities"],
    name: "requires keep-alives without a verb for them",
    break: (sound) => {
      const { keepAlive: _, ...verbs } = sound.verbs;
      return { verbs };
    },
  },
  {
    groups: ["inspect"],
    name: "says that asking shows the state of a call, and finds it alive only",
    on: spare,
    break: (sound) => ({ observations: { ...sound.observations, inspectedState: true } }),
  },
  {
    groups: ["capabilities"],
    name: "says that keys are always reported, and has a verb that subscribes to them",
    break: (sound) => ({ observations: { ...sound.observations, keysAlways: true } }),
  },
  {
    groups: ["tones", "collectDtmf"],
    name: "says that keys are always reported, and gets them only when it asks",
    break: (sound) => {
      const { subscribeDtmf: _, ...verbs } = sound.verbs;
      return { verbs, observations: { ...sound.observations, keysAlways: true } };
    },
  },
  {
    groups: ["capabilities"],
    name: "says that asking shows the state of a call, and cannot ask",
    break: (sound) => {
      const { inspect: _, ...verbs } = sound.verbs;
      return { verbs };
    },
  },
  {
    groups: ["capabilities"],
    name: "says that it reports what becomes of released calls, and releases none",
    break: (sound) => ({ observations: { ...sound.observations, releasedEnd: true, returns: true } }),
  },
  {
    groups: ["transfer", "redirect"],
    name: "reports that calls come back, and says that it does not",
    on: spare,
    break: (sound) => ({ observations: { ...sound.observations, returns: false } }),
  },
  {
    groups: ["sendDtmf"],
    name: "says that it keeps a gap between tones, and does not",
    break: (sound) => ({ limits: { ...sound.limits, sendDtmfGap: true } }),
  },
  {
    groups: ["join"],
    name: "accepts every kind of meeting",
    break: (sound) => withVerb(sound, "join", () => ({ refuse: () => undefined })),
  },
  {
    groups: ["join"],
    name: "does not declare the kinds of meeting it joins",
    break: (sound) => withVerb(sound, "join", () => ({ kinds: [] })),
  },
  ...(["create", "redirect", "transfer"] as const).map(
    (verb): BrokenAdapter => ({
      groups: ["refusals"],
      name: `accepts any party for ${verb}`,
      break: (sound) => withVerb(sound, verb, () => ({ refuse: () => undefined })),
    }),
  ),
  {
    groups: ["refusals"],
    name: "accepts unknown options",
    break: (sound) => withVerb(sound, "create", () => ({ options: z.looseObject({}) })),
  },
  {
    groups: ["refusals"],
    name: "asks the cloud before it refuses",
    break: (sound) =>
      withVerb(sound, "play", ({ refuse, run }) => ({
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
    name: "changes its input in refuse",
    break: (sound) =>
      withVerb(sound, "sendDtmf", ({ refuse }) => ({
        refuse(input, call) {
          Object.assign(input, { gapMs: 0 });
          return refuse?.(input, call);
        },
      })),
  },
];
