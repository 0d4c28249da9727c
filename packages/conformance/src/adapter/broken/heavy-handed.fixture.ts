import { CallingError, type Participant } from "@trunkline/core";
import { showing } from "../exchange/exchange-traits.fixture.js";
import { type BrokenAdapter, mapSignals, withRun, withVerb } from "./broken-adapter.fixture.js";

/** Adapters that do something wrong with those who are on a call. */
export const heavyHanded: readonly BrokenAdapter[] = [
  ...(["removeParticipant", "mute", "unmute", "hold", "unhold"] as const).flatMap((verb): readonly BrokenAdapter[] => [
    {
      groups: [verb],
      name: `says that ${verb} is done, and sends nothing`,
      break: (sound) => withVerb(sound, verb, () => ({ completes: "acceptance", run: async () => ({}) })),
    },
    {
      groups: [verb],
      name: `fails ${verb} when its answer was lost`,
      break: (sound) => {
        const sent = new Set<string>();
        return withRun(sound, verb, async (input, context, run) => {
          if (sent.has(context.operationId)) throw new CallingError("conflict", `${verb}: it is done already`);
          sent.add(context.operationId);
          return run(input, context);
        });
      },
    },
  ]),
  {
    groups: ["removeParticipant"],
    name: "removes the first on the roster, no matter who is meant",
    break: (sound) => {
      const roster: Participant[] = [];
      const { webhook } = mapSignals(sound, (signal) => {
        if (signal.kind === "participants") roster.splice(0, roster.length, ...signal.participants);
        return signal;
      });
      const { verbs } = withRun(sound, "removeParticipant", (input, context, run) =>
        run({ who: roster[0] ?? input.who }, context),
      );
      return { webhook, verbs };
    },
  },
  {
    groups: ["removeParticipant"],
    name: "numbers participants by their place in the roster",
    break: (sound) =>
      mapSignals(sound, (signal) =>
        signal.kind === "participants"
          ? { ...signal, participants: signal.participants.map((one, place) => ({ ...one, id: `${place}` })) }
          : signal,
      ),
  },
  {
    groups: ["mute"],
    name: "shows everybody as muted when one is",
    break: (sound) =>
      mapSignals(sound, (signal) =>
        signal.kind === "participants" && signal.participants.some(({ muted }) => muted)
          ? { ...signal, participants: signal.participants.map((one) => ({ ...one, muted: true })) }
          : signal,
      ),
  },
  {
    groups: ["mute"],
    name: "does not show who is muted",
    break: (sound) =>
      mapSignals(sound, (signal) =>
        signal.kind === "participants"
          ? { ...signal, participants: signal.participants.map(({ muted: _, ...one }) => one) }
          : signal,
      ),
  },
  {
    groups: ["mute"],
    name: "carries out mute only once",
    break: (sound) => {
      let first: string | undefined;
      return withRun(sound, "mute", async (input, context, run) => {
        first ??= context.operationId;
        if (first !== context.operationId) throw new CallingError("conflict", "mute: they are muted");
        return run(input, context);
      });
    },
  },
  {
    groups: ["mute"],
    name: "finds out from the cloud that somebody cannot be muted",
    break: (sound) =>
      withRun(sound, "mute", async (input, context, run) => {
        await run(input, context);
        throw new CallingError("unsupported", "mute: a telephone cannot be muted");
      }),
  },
  {
    groups: ["hold"],
    name: "drops the prompt of a hold",
    break: (sound) => withRun(sound, "hold", ({ prompt: _, ...input }, context, run) => run(input, context)),
  },
  {
    groups: ["hold"],
    name: "takes no hold without a prompt",
    break: (sound) =>
      withRun(sound, "hold", async (input, context, run) => {
        if (!input.prompt) throw new CallingError("invalid-request", "hold: there is no prompt");
        return run(input, context);
      }),
  },
  {
    groups: ["hold", "unhold"],
    name: "does not show who is on hold",
    on: showing,
    break: (sound) =>
      mapSignals(sound, (signal) =>
        signal.kind === "participants"
          ? { ...signal, participants: signal.participants.map(({ onHold: _, ...one }) => one) }
          : signal,
      ),
  },
  {
    groups: ["hold"],
    name: "shows everybody as on hold",
    on: showing,
    break: (sound) =>
      mapSignals(sound, (signal) =>
        signal.kind === "participants"
          ? { ...signal, participants: signal.participants.map((one) => ({ ...one, onHold: true })) }
          : signal,
      ),
  },
  {
    groups: ["hold"],
    name: "does not declare how many can be on hold",
    break: ({ limits: { holds: _, ...limits } }) => ({ limits }),
  },
  {
    groups: ["hold", "removeParticipant"],
    name: "keeps participants who left",
    break: (sound) => {
      const met = new Map<string, Participant>();
      return mapSignals(sound, (signal) => {
        if (signal.kind !== "participants") return signal;
        for (const one of signal.participants) met.set(one.id, one);
        return { ...signal, participants: [...met.values()] };
      });
    },
  },
  {
    groups: ["unhold"],
    name: "holds the same one only once",
    break: (sound) => {
      const held = new Map<string, string>();
      return withRun(sound, "hold", async (input, context, run) => {
        const key = JSON.stringify(input.who.party);
        const before = held.get(key) ?? context.operationId;
        if (before !== context.operationId) throw new CallingError("conflict", "hold: they were on hold already");
        held.set(key, before);
        return run(input, context);
      });
    },
  },
];
