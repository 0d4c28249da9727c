import type { Adapter, AwaitedDecision, Reply } from "@trunkline/core";
import { patient, waiting } from "../exchange/exchange-traits.fixture.js";
import { type BrokenAdapter, withRun, withVerb, withWebhook } from "./broken-adapter.fixture.js";

/** Adapters that do not give decisions as the cloud takes them in the response. */
export const unresponsive: readonly BrokenAdapter[] = [
  ...(["answer", "reject", "redirect"] as const).map(
    (verb): BrokenAdapter => ({
      groups: ["responses"],
      name: `says nothing in the response to ${verb}`,
      on: waiting,
      break: (sound) => withVerb(sound, verb, () => ({ respond: () => ({ status: 204 }) })),
    }),
  ),
  {
    groups: ["responses"],
    name: "waits for a decision longer than the cloud does",
    on: waiting,
    break: (sound) => ({
      ...withAwaited(sound, { withinMs: 30_000 }),
      limits: { ...sound.limits, answerWithinMs: 30_000 },
    }),
  },
  {
    groups: ["responses"],
    name: "answers a repeated announcement with another response",
    on: waiting,
    break(sound) {
      let responses = 0;
      return withVerb(sound, "answer", ({ respond }) => ({
        respond(input, context, options): Reply {
          const reply = respond?.(input, context, options) ?? { status: 500 };
          return { ...reply, body: (reply.body ?? "").replace("}", `,"response":${++responses}}`) };
        },
      }));
    },
  },
  {
    groups: ["responses"],
    name: "fails the response to a caller who gives up",
    on: waiting,
    break: (sound) => withAwaited(sound, { undecided: { status: 500 } }),
  },
  {
    groups: ["responses"],
    name: "sends nothing once the response is over",
    on: patient,
    break: (sound) => withRun(sound, "answer", async () => ({})),
  },
];

function withAwaited(sound: Adapter, change: Partial<AwaitedDecision>): Pick<Adapter, "webhook"> {
  return withWebhook(sound, (webhook) => ({
    parse(inbound, principal) {
      const { awaitsDecision, ...parsed } = webhook.parse(inbound, principal);
      return awaitsDecision ? { ...parsed, awaitsDecision: { ...awaitsDecision, ...change } } : parsed;
    },
  }));
}
