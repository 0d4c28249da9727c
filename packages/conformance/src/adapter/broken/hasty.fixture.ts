import { spare } from "../exchange/exchange-traits.fixture.js";
import { type BrokenAdapter, mapSignals, withRun, withVerb } from "./broken-adapter.fixture.js";

/** Adapters that report work as done that is not. */
export const hasty: readonly BrokenAdapter[] = [
  {
    groups: ["create"],
    name: "lets the others ring on when the first has answered",
    break: (sound) => withRun(sound, "create", ({ ring: _, ...input }, context, run) => run(input, context)),
  },
  {
    groups: ["create"],
    name: "reports a new call as connected",
    break: (sound) =>
      withRun(sound, "create", async (input, context, run) => ({ ...(await run(input, context)), state: "connected" })),
  },
  {
    groups: ["create"],
    name: "calls only the first of several",
    break: (sound) =>
      withRun(sound, "create", (input, context, run) => run({ ...input, to: input.to.slice(0, 1) }, context)),
  },
  ...(["reject", "redirect", "hangUp", "transfer"] as const).map(
    (verb): BrokenAdapter => ({
      groups: [verb],
      name: `reports a ${verb} as done and does nothing`,
      break: (sound) => withVerb(sound, verb, () => ({ endsCall: true, run: async () => ({}) })),
    }),
  ),
  ...(["reject", "redirect"] as const).map(
    (verb): BrokenAdapter => ({
      groups: [verb],
      name: `does not wait for the outcome of a ${verb}`,
      break: (sound) => withVerb(sound, verb, () => ({ endsCall: true })),
    }),
  ),
  {
    groups: ["create", "incoming", "hangUp"],
    name: "leaves the other party in the call",
    break: (sound) => ({
      verbs: {
        ...sound.verbs,
        ...withVerb(sound, "hangUp", () => ({ endsCall: true, run: async () => ({}) })).verbs,
        ...(sound.verbs.reject ? { reject: { ...sound.verbs.reject, endsCall: true, run: async () => ({}) } } : {}),
        ...(sound.verbs.hangUp ? { hangUp: { ...sound.verbs.hangUp, endsCall: true, run: async () => ({}) } } : {}),
      },
    }),
  },
  {
    groups: ["transfer"],
    name: "reports a failed transfer as completed",
    break: (sound) =>
      mapSignals(sound, (signal) => (signal.kind === "operation" ? { ...signal, outcome: "completed" } : signal)),
  },
  {
    groups: ["transfer"],
    name: "ends the call when a transfer fails",
    break: (sound) =>
      mapSignals(sound, (signal) =>
        signal.kind === "operation" && signal.outcome === "failed"
          ? [signal, { ...signal, kind: "state", id: "ended", state: "disconnected" }]
          : signal,
      ),
  },
  {
    groups: ["transfer"],
    name: "gives a transfer less time than the cloud does",
    on: spare,
    break: (sound) => withVerb(sound, "transfer", () => ({ completesWithinMs: 75_000 })),
  },
  {
    groups: ["play", "cancelMedia"],
    name: "reports a prompt as ended when it starts",
    break: (sound) =>
      withRun(sound, "play", async (input, context, run) => ({ ...(await run(input, context)), done: true })),
  },
  {
    groups: ["redirect"],
    name: "reports a declined redirect as completed",
    on: spare,
    break: (sound) =>
      mapSignals(sound, (signal) => (signal.kind === "operation" ? { ...signal, outcome: "completed" } : signal)),
  },
  {
    groups: ["redirect"],
    name: "reports every redirect after a declined one as declined",
    on: spare,
    break: (sound) => {
      let declined = false;
      return mapSignals(sound, (signal) => {
        if (signal.kind !== "operation" || signal.verb !== "redirect") return signal;
        declined ||= signal.outcome === "failed";
        return declined ? { ...signal, outcome: "failed" } : signal;
      });
    },
  },
  {
    groups: ["play"],
    name: "says that a prompt is done sooner than it is",
    on: spare,
    break: (sound) =>
      withRun(sound, "play", async (input, context, run) => ({ ...(await run(input, context)), done: { inMs: 1000 } })),
  },
  {
    groups: ["cancelMedia"],
    name: "says that a looping prompt comes to an end",
    on: spare,
    break: (sound) =>
      withRun(sound, "play", async (input, context, run) => ({
        ...(await run(input, context)),
        done: { inMs: 10_000 },
      })),
  },
  {
    groups: ["cancelMedia", "operations"],
    name: "reports a canceled prompt as completed",
    break: (sound) =>
      mapSignals(sound, (signal) => (signal.kind === "operation" ? { ...signal, outcome: "completed" } : signal)),
  },
  {
    groups: ["cancelMedia"],
    name: "reports a stopped prompt as completed, unless it loops",
    break: (sound) => {
      const loops = new Set<string | undefined>();
      const plays = withRun(sound, "play", (input, context, run) => {
        if (input.loop) loops.add(context.operationId);
        return run(input, context);
      });
      return {
        ...plays,
        ...mapSignals(sound, (signal) =>
          signal.kind === "operation" && !loops.has(signal.operationId) ? { ...signal, outcome: "completed" } : signal,
        ),
      };
    },
  },
  {
    groups: ["states"],
    name: "ends a call on a repeated callback",
    break: (sound) => {
      const seen = new Set<string>();
      return mapSignals(sound, (signal) => {
        if (signal.kind !== "state" || !seen.has(signal.id)) return seen.add(signal.id) && signal;
        return { ...signal, id: "ended again", state: "disconnected", result: { code: 408, subcode: 0, message: "" } };
      });
    },
  },
  {
    groups: ["states", "ends", "hangUp"],
    name: "reports disconnected as disconnecting",
    break: (sound) =>
      mapSignals(sound, (signal) =>
        signal.kind === "state" && signal.state === "disconnected" ? { ...signal, state: "disconnecting" } : signal,
      ),
  },
];
