import type { Signal } from "@trunkline/core";
import { type BrokenAdapter, running, telling } from "./broken-adapter.fixture.js";

type Roster = Extract<Signal, { kind: "participants" }>;

let serial = 0;

/** Adapters that do not know one thing from another, or the same thing again. */
export const forgetful: readonly BrokenAdapter[] = [
  {
    groups: ["create", "join"],
    name: "does not learn the provider's id of a call",
    break: (sound) => {
      const { create, join } = sound.verbs;
      const nameless = telling(sound, ({ providerCallId: _, ...signal }) => signal);
      const begin = {
        ...running(sound, "create", async (input, context, run) => withoutId(await run(input, context))),
      };
      const joins = running({ ...sound, ...begin }, "join", async (input, context, run) =>
        withoutId(await run(input, context)),
      );
      return create && join ? { ...nameless, ...joins } : nameless;
    },
  },
  {
    groups: ["callback addresses"],
    name: "finds calls by the provider's id alone",
    break: (sound) => telling(sound, (signal) => ({ ...signal, call: { alias: signal.providerCallId ?? "" } })),
  },
  {
    groups: ["incoming"],
    name: "takes every announcement for another caller",
    break: (sound) =>
      telling(sound, (signal) =>
        signal.kind === "incoming" ? { ...signal, call: { alias: `caller-${++serial}` } } : signal,
      ),
  },
  {
    groups: ["incoming"],
    name: "takes all callers for one",
    break: (sound) =>
      telling(sound, (signal) => ("alias" in signal.call ? { ...signal, call: { alias: "the caller" } } : signal)),
  },
  {
    groups: ["incoming"],
    name: "confuses who calls with who is called",
    break: (sound) =>
      telling(sound, (signal) =>
        signal.kind === "incoming" ? { ...signal, from: signal.to, to: signal.from } : signal,
      ),
  },
  {
    groups: ["tones"],
    name: "takes a key that is pressed again for the same",
    break: (sound) =>
      telling(sound, (signal) => {
        if (signal.kind !== "dtmf") return signal;
        const { sequence: _, ...tone } = signal;
        return { ...tone, id: `tone:${signal.tone}` };
      }),
  },
  {
    groups: ["tones"],
    name: "takes a key that is told again for another",
    break: (sound) =>
      telling(sound, (signal) => {
        if (signal.kind !== "dtmf") return signal;
        const { sequence: _, ...tone } = signal;
        return { ...tone, id: `tone:${++serial}` };
      }),
  },
  {
    groups: ["tones", "participants"],
    name: "numbers things as they arrive",
    break: (sound) => {
      let arrived = 0;
      return telling(sound, (signal) => ("sequence" in signal ? { ...signal, sequence: ++arrived } : signal));
    },
  },
  {
    groups: ["content sharing", "unrecognized"],
    name: "takes everything that is told again for another",
    break: (sound) => telling(sound, (signal) => ({ ...signal, id: `${signal.kind}:${++serial}` })),
  },
  {
    groups: ["content sharing"],
    name: "does not know which screen it was",
    break: (sound) =>
      telling(sound, (signal) =>
        signal.kind === "content-sharing" ? { ...signal, sessionId: `${++serial}` } : signal,
      ),
  },
  {
    groups: ["operations"],
    name: "does not know whose end it is",
    break: (sound) =>
      telling(sound, (signal) => {
        if (signal.kind !== "operation") return signal;
        const { operationId: _, ...nobodys } = signal;
        return { ...nobodys, id: `operation:${++serial}` };
      }),
  },
  {
    groups: ["participants"],
    name: "says of one participant only when it changed",
    break: (sound) =>
      telling(sound, (signal) => {
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
    name: "knows nobody again",
    break: (sound) =>
      telling(sound, (signal) => {
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
    name: "lets nobody go",
    break: (sound) => {
      const met = new Map<string, Extract<Signal, { kind: "participants" }>["participants"][number]>();
      return telling(sound, (signal) => {
        if (signal.kind !== "participants") return signal;
        for (const one of signal.participants) met.set(one.id, one);
        return { ...signal, participants: [...met.values()] };
      });
    },
  },
];

function withoutId<T extends { readonly providerCallId?: string | undefined }>({ providerCallId: _, ...taken }: T) {
  return taken;
}

/** The same roster, which says of each participant that it changed in the one of this number. */
export function withChanges({ sequence: _, ...roster }: Roster, number: number): Roster {
  return { ...roster, changedIn: Object.fromEntries(roster.participants.map(({ id }) => [id, number])) };
}
