import { CallingError, type Participant, phone } from "@trunkline/core";
import { type BrokenAdapter, mapSignals, withRun, withVerb } from "./broken-adapter.fixture.js";

let serial = 0;

/** Adapters that do something wrong with those who come into a call. */
export const inhospitable: readonly BrokenAdapter[] = [
  {
    groups: ["addParticipant"],
    name: "says that a guest is there who still rings",
    break: (sound) =>
      withRun(sound, "addParticipant", async (input, context, run) => ({ ...(await run(input, context)), done: true })),
  },
  {
    groups: ["addParticipant"],
    name: "yields somebody else than the one who came",
    break: (sound) => withParticipant(sound, (one) => ({ ...one, party: phone("+14255550999") })),
  },
  {
    groups: ["addParticipant"],
    name: "names the one who came otherwise than the roster does",
    break: (sound) => withParticipant(sound, (one) => ({ ...one, id: `guest-${++serial}` })),
  },
  ...[603, 486, 408, 480].map(
    (code): BrokenAdapter => ({
      groups: ["addParticipant"],
      name: `does not know what ${code} means`,
      break: ({ endReason }) => ({
        endReason: (result, context) => ({
          ...endReason(result, context),
          ...(result.code === code ? { kind: "unknown" } : {}),
        }),
      }),
    }),
  ),
  {
    groups: ["addParticipant"],
    name: "drops the ringing time",
    break: (sound) => withRun(sound, "addParticipant", ({ ringMs: _, ...input }, context, run) => run(input, context)),
  },
  {
    groups: ["addParticipant"],
    name: "calls somebody who is to come over from another call",
    break: (sound) =>
      withRun(sound, "addParticipant", ({ replaces: _, ...input }, context, run) => run(input, context)),
  },
  {
    groups: ["addParticipant"],
    name: "adds somebody a second time when the answer was lost",
    break: (sound) => withFreshIds(sound, "addParticipant"),
  },
  {
    groups: ["cancelAddParticipant"],
    name: "says that nobody is called any more, and sends nothing",
    break: (sound) => withRun(sound, "cancelAddParticipant", async () => ({})),
  },
  {
    groups: ["cancelAddParticipant"],
    name: "puts out a guest for whom the cancellation comes too late",
    break: (sound) =>
      withRun(sound, "cancelAddParticipant", async (input, context, run) => {
        await run(input, context).catch(() => {});
        await sound.verbs.removeParticipant?.run({ who: { party: input.to } }, context, undefined);
        return {};
      }),
  },
  {
    groups: ["cancelAddParticipant"],
    name: "adds the same one only once",
    break: (sound) => {
      const added = new Map<string, string>();
      return withRun(sound, "addParticipant", async (input, context, run) => {
        const key = JSON.stringify(input.to);
        const before = added.get(key) ?? context.operationId;
        if (before !== context.operationId)
          throw new CallingError("conflict", "addParticipant: they were called already");
        added.set(key, before);
        return run(input, context);
      });
    },
  },
  {
    groups: ["transfer"],
    name: "calls the target of a consultative transfer again",
    break: (sound) =>
      withRun(sound, "transfer", ({ to, replaces, ...input }, context, run) =>
        run(to ? { ...input, to } : { ...input, replaces: replaces ?? { providerCallId: "" } }, context),
      ),
  },
  {
    groups: ["transfer"],
    name: "says that a target who has hung up has taken the call",
    break: (sound) =>
      withVerb(sound, "transfer", ({ run }) => ({
        run: (input, context, options) =>
          run(input, context, options).catch(() => {
            void sound.verbs.hangUp?.run({ everyone: false }, context, undefined);
            return { done: true };
          }),
      })),
  },
  {
    groups: ["hangUp"],
    name: "lets a guest ring on when the bot has hung up",
    break: (sound) => withVerb(sound, "hangUp", () => ({ endsCall: true, run: async () => ({}) })),
  },
];

function withParticipant(sound: Parameters<BrokenAdapter["break"]>[0], change: (one: Participant) => Participant) {
  return mapSignals(sound, (signal) =>
    signal.kind === "operation" && signal.participant ? { ...signal, participant: change(signal.participant) } : signal,
  );
}

/** Every request is a new one for the exchange. */
function withFreshIds(sound: Parameters<BrokenAdapter["break"]>[0], verb: "addParticipant") {
  return withRun(sound, verb, (input, context, run) =>
    run(input, { ...context, operationId: `${context.operationId}/${++serial}` }),
  );
}
