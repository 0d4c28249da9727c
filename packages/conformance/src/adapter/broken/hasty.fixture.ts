import { type BrokenAdapter, changing, running, telling } from "./broken-adapter.fixture.js";

/** Adapters that say that something is done, and it is not. */
export const hasty: readonly BrokenAdapter[] = [
  {
    groups: ["create"],
    name: "takes a call that was begun for one that is connected",
    break: (sound) =>
      running(sound, "create", async (input, context, run) => ({ ...(await run(input, context)), state: "connected" })),
  },
  {
    groups: ["create"],
    name: "calls the first of several",
    break: (sound) =>
      running(sound, "create", (input, context, run) => run({ ...input, to: input.to.slice(0, 1) }, context)),
  },
  ...(["reject", "redirect", "hangUp", "transfer"] as const).map(
    (verb): BrokenAdapter => ({
      groups: [verb],
      name: `says that it does a ${verb}, and does nothing`,
      break: (sound) => changing(sound, verb, () => ({ endsCall: true, run: async () => ({}) })),
    }),
  ),
  ...(["reject", "redirect"] as const).map(
    (verb): BrokenAdapter => ({
      groups: [verb],
      name: `does not wait for what becomes of a ${verb}`,
      break: (sound) => changing(sound, verb, () => ({ endsCall: true })),
    }),
  ),
  {
    groups: ["create", "incoming", "hangUp"],
    name: "leaves the other side in the call",
    break: (sound) => ({
      verbs: {
        ...sound.verbs,
        ...changing(sound, "hangUp", () => ({ endsCall: true, run: async () => ({}) })).verbs,
        ...(sound.verbs.reject ? { reject: { ...sound.verbs.reject, endsCall: true, run: async () => ({}) } } : {}),
        ...(sound.verbs.hangUp ? { hangUp: { ...sound.verbs.hangUp, endsCall: true, run: async () => ({}) } } : {}),
      },
    }),
  },
  {
    groups: ["transfer"],
    name: "takes a transfer that failed for one that was done",
    break: (sound) =>
      telling(sound, (signal) => (signal.kind === "operation" ? { ...signal, outcome: "completed" } : signal)),
  },
  {
    groups: ["transfer"],
    name: "takes a transfer that failed for the end of the call",
    break: (sound) =>
      telling(sound, (signal) =>
        signal.kind === "operation" && signal.outcome === "failed"
          ? [signal, { ...signal, kind: "state", id: "ended", state: "disconnected" }]
          : signal,
      ),
  },
  {
    groups: ["play", "cancelMedia"],
    name: "takes a prompt that begins for one that has ended",
    break: (sound) =>
      running(sound, "play", async (input, context, run) => ({ ...(await run(input, context)), done: true })),
  },
  {
    groups: ["cancelMedia", "operations"],
    name: "takes what was stopped for what was heard to its end",
    break: (sound) =>
      telling(sound, (signal) => (signal.kind === "operation" ? { ...signal, outcome: "completed" } : signal)),
  },
  {
    groups: ["states"],
    name: "takes what is told twice for the end",
    break: (sound) => {
      const seen = new Set<string>();
      return telling(sound, (signal) => {
        if (signal.kind !== "state" || !seen.has(signal.id)) return seen.add(signal.id) && signal;
        return { ...signal, id: "ended again", state: "disconnected", result: { code: 408, subcode: 0, message: "" } };
      });
    },
  },
  {
    groups: ["states", "ends", "hangUp"],
    name: "takes the end for its beginning",
    break: (sound) =>
      telling(sound, (signal) =>
        signal.kind === "state" && signal.state === "disconnected" ? { ...signal, state: "disconnecting" } : signal,
      ),
  },
];
