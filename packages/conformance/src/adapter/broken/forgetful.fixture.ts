import type { Signal, VerbAnswer, VerbContext } from "@trunkline/core";
import { spare } from "../exchange/exchange-traits.fixture.js";
import { type BrokenAdapter, isNamed, mapSignals, withRun, withVerb } from "./broken-adapter.fixture.js";

type Roster = Extract<Signal, { kind: "participants" }>;

let serial = 0;

/** Adapters that confuse one thing with another, or do not recognize a repeat. */
export const forgetful: readonly BrokenAdapter[] = [
  {
    groups: ["create", "join"],
    name: "does not learn the provider's id of a call",
    break: (sound) => {
      const { create, join } = sound.verbs;
      const withoutIds = mapSignals(sound, ({ providerCallId: _, ...signal }) => signal);
      const begin = {
        ...withRun(sound, "create", async (input, context, run) => withoutId(await run(input, context))),
      };
      const joins = withRun({ ...sound, ...begin }, "join", async (input, context, run) =>
        withoutId(await run(input, context)),
      );
      return create && join ? { ...withoutIds, ...joins } : withoutIds;
    },
  },
  {
    groups: ["callback addresses"],
    name: "finds calls by the provider's id alone",
    break: (sound) => mapSignals(sound, (signal) => ({ ...signal, call: { alias: signal.providerCallId ?? "" } })),
  },
  {
    groups: ["incoming"],
    name: "offers every announcement as a new caller",
    break: (sound) =>
      mapSignals(sound, (signal) =>
        signal.kind === "incoming" ? { ...signal, call: { alias: `caller-${++serial}` } } : signal,
      ),
  },
  {
    groups: ["callback addresses"],
    name: "does not say that events come to the registered webhook",
    on: spare,
    break: ({ webhook: { reportsAt: _, ...webhook } }) => ({ webhook }),
  },
  {
    groups: ["transfer"],
    name: "does not say which leg an event is about",
    on: spare,
    break: (sound) => mapSignals(sound, ({ leg: _, ...signal }) => signal),
  },
  {
    groups: ["transfer"],
    name: "does not say that transfers make legs",
    on: { ...spare, reportsAt: "call" },
    break: (sound) => withVerb(sound, "transfer", () => ({ makesLegs: false })),
  },
  {
    groups: ["transfer", "redirect"],
    name: "does not report that a call which was handed over comes back",
    on: spare,
    break: (sound) => mapSignals(sound, (signal) => (signal.kind === "returned" ? unrecognized(signal) : signal)),
  },
  {
    groups: ["transfer", "redirect"],
    name: "does not report how a call ends that was handed over",
    on: spare,
    break: (sound) => {
      let handovers = 0;
      const counted = <I>(
        input: I,
        context: VerbContext,
        run: (input: I, context: VerbContext) => Promise<VerbAnswer>,
      ) => {
        handovers++;
        return run(input, context);
      };
      const { verbs } = withRun({ ...sound, ...withRun(sound, "transfer", counted) }, "redirect", counted);
      const { webhook } = mapSignals(sound, (signal) =>
        signal.kind === "state" && handovers > 0 ? unrecognized(signal) : signal,
      );
      return { verbs, webhook };
    },
  },
  {
    groups: ["incoming"],
    name: "calls a caller who hangs up otherwise than when announced",
    break: (sound) =>
      mapSignals(sound, (signal) =>
        signal.kind === "state" && isNamed(signal)
          ? { ...signal, call: { alias: `gone-${signal.call.alias}` } }
          : signal,
      ),
  },
  {
    groups: ["incoming"],
    name: "treats all callers as one",
    break: (sound) =>
      mapSignals(sound, (signal) => (isNamed(signal) ? { ...signal, call: { alias: "the caller" } } : signal)),
  },
  {
    groups: ["incoming"],
    name: "swaps caller and callee",
    break: (sound) =>
      mapSignals(sound, (signal) =>
        signal.kind === "incoming" ? { ...signal, from: signal.to, to: signal.from } : signal,
      ),
  },
  {
    groups: ["tones"],
    name: "drops a key that is pressed again",
    break: (sound) =>
      mapSignals(sound, (signal) => {
        if (signal.kind !== "dtmf") return signal;
        const { sequence: _, ...tone } = signal;
        return { ...tone, id: `tone:${signal.tone}` };
      }),
  },
  {
    groups: ["tones"],
    name: "reports a repeated key as a new one",
    break: (sound) =>
      mapSignals(sound, (signal) => {
        if (signal.kind !== "dtmf") return signal;
        const { sequence: _, ...tone } = signal;
        return { ...tone, id: `tone:${++serial}` };
      }),
  },
  {
    groups: ["tones", "participants"],
    name: "numbers signals in the order they arrive",
    break: (sound) => {
      let arrived = 0;
      return mapSignals(sound, (signal) => ("sequence" in signal ? { ...signal, sequence: ++arrived } : signal));
    },
  },
  {
    groups: ["tones"],
    name: "says when a key was reported instead of when it was pressed",
    on: spare,
    break: (sound) => mapSignals(sound, (signal, { at }) => (signal.kind === "dtmf" ? { ...signal, at } : signal)),
  },
  {
    groups: ["content sharing", "unrecognized"],
    name: "treats every repeated signal as new",
    break: (sound) => mapSignals(sound, (signal) => ({ ...signal, id: `${signal.kind}:${++serial}` })),
  },
  {
    groups: ["content sharing"],
    name: "does not recognize a sharing session",
    break: (sound) =>
      mapSignals(sound, (signal) =>
        signal.kind === "content-sharing" ? { ...signal, sessionId: `${++serial}` } : signal,
      ),
  },
  {
    groups: ["operations"],
    name: "does not say which operation completed",
    break: (sound) =>
      mapSignals(sound, (signal) => {
        if (signal.kind !== "operation") return signal;
        const { operationId: _, ...anonymous } = signal;
        return { ...anonymous, id: `operation:${++serial}` };
      }),
  },
  {
    groups: ["participants"],
    name: "says only of one participant when it changed",
    break: (sound) =>
      mapSignals(sound, (signal) => {
        if (signal.kind !== "participants") return signal;
        const { sequence = 0, ...roster } = signal;
        return {
          ...roster,
          changedIn: Object.fromEntries(roster.participants.slice(0, 1).map(({ id }) => [id, sequence])),
        };
      }),
  },
  {
    groups: ["participants"],
    name: "gives participants new ids in every roster",
    break: (sound) =>
      mapSignals(sound, (signal) => {
        if (signal.kind !== "participants") return signal;
        const { sequence: _, ...roster } = signal;
        return {
          ...roster,
          id: `roster:${++serial}`,
          participants: signal.participants.map((one) => ({ ...one, id: `${++serial}` })),
        };
      }),
  },
  {
    groups: ["participants"],
    name: "keeps participants who left",
    break: (sound) => {
      const met = new Map<string, Extract<Signal, { kind: "participants" }>["participants"][number]>();
      return mapSignals(sound, (signal) => {
        if (signal.kind !== "participants") return signal;
        for (const one of signal.participants) met.set(one.id, one);
        return { ...signal, participants: [...met.values()] };
      });
    },
  },
];

function unrecognized({ id, at, providerCallId, call }: Signal): Signal {
  return { id, at, providerCallId, call, kind: "unrecognized", type: "unknown" };
}

function withoutId<T extends { readonly providerCallId?: string | undefined }>({ providerCallId: _, ...answer }: T) {
  return answer;
}

/** The same roster, with every participant last changed in the roster of this number. */
export function withChanges({ sequence: _, ...roster }: Roster, number: number): Roster {
  return { ...roster, changedIn: Object.fromEntries(roster.participants.map(({ id }) => [id, number])) };
}
