import { CallingError, type Tone } from "@trunkline/core";
import { type BrokenAdapter, changing, running, telling } from "./broken-adapter.fixture.js";

/** Adapters that do something else than they were asked. */
export const clumsy: readonly BrokenAdapter[] = [
  {
    groups: ["sendDtmf"],
    name: "sends tones backwards",
    break: (sound) =>
      running(sound, "sendDtmf", (input, context, run) =>
        run({ ...input, tones: [...input.tones].reverse() }, context),
      ),
  },
  {
    groups: ["sendDtmf"],
    name: "sends ten tones at the most",
    break: (sound) =>
      running(sound, "sendDtmf", (input, context, run) => run({ ...input, tones: input.tones.slice(0, 10) }, context)),
  },
  {
    groups: ["sendDtmf"],
    name: "does not know a letter from another",
    break: (sound) =>
      running(sound, "sendDtmf", (input, context, run) =>
        run({ ...input, tones: input.tones.map((tone): Tone => (tone === "D" ? "A" : tone)) }, context),
      ),
  },
  {
    groups: ["tones"],
    name: "does not know a star from a pound",
    break: (sound) =>
      telling(sound, (signal) => (signal.kind === "dtmf" && signal.tone === "*" ? { ...signal, tone: "#" } : signal)),
  },
  {
    groups: ["play"],
    name: "plays prompts backwards",
    break: (sound) =>
      running(sound, "play", (input, context, run) =>
        run({ ...input, prompts: [...input.prompts].reverse() }, context),
      ),
  },
  {
    groups: ["play"],
    name: "takes prompts that the cloud cannot play",
    break: (sound) => changing(sound, "play", () => ({ refuse: () => undefined })),
  },
  {
    groups: ["cancelMedia"],
    name: "plays nothing to its end any more once something was stopped",
    break: (sound) => {
      let stopped = false;
      const { webhook } = telling(sound, (signal) => {
        if (signal.kind !== "operation") return signal;
        const outcome = stopped ? "canceled" : signal.outcome;
        stopped ||= signal.outcome === "canceled";
        return { ...signal, outcome };
      });
      return { webhook };
    },
  },
  {
    groups: ["cancelMedia"],
    name: "cannot stop what does not play",
    break: (sound) => {
      let played = false;
      const plays = running(sound, "play", (input, context, run) => {
        played = true;
        return run(input, context);
      });
      return running({ ...sound, ...plays }, "cancelMedia", async (input, context, run) => {
        if (!played) throw new CallingError("conflict", "cancelMedia: nothing plays");
        return run(input, context);
      });
    },
  },
  {
    groups: ["operations"],
    name: "stops what plays on every call",
    break: (sound) => {
      const calls = new Set<string>();
      const plays = running(sound, "play", (input, context, run) => {
        calls.add(context.providerCallId);
        return run(input, context);
      });
      return running({ ...sound, ...plays }, "cancelMedia", async (input, context, run) => {
        for (const providerCallId of calls)
          await run(input, { ...context, providerCallId, operationId: `${context.operationId}/${providerCallId}` });
        return {};
      });
    },
  },
  {
    groups: ["reject"],
    name: "can only be busy",
    break: (sound) =>
      running(sound, "reject", async (input, context, run) => {
        if (input.reason !== "busy") throw new CallingError("invalid-request", "reject: not busy");
        return run(input, context);
      }),
  },
  {
    groups: ["callback addresses"],
    name: "has one address for all calls",
    break: (sound) => {
      let first: string | undefined;
      return running(sound, "create", (input, context, run) => {
        first ??= context.callbackUrl;
        return run(input, { ...context, callbackUrl: first });
      });
    },
  },
  {
    groups: ["callback addresses"],
    name: "has every call told at the registered webhook",
    break: (sound) => {
      const atWebhook = (callbackUrl: string) => callbackUrl.slice(0, callbackUrl.lastIndexOf("/"));
      return running(sound, "create", (input, context, run) =>
        run(input, { ...context, callbackUrl: atWebhook(context.callbackUrl) }),
      );
    },
  },
  {
    groups: ["inspect"],
    name: "finds every call connected",
    break: (sound) => running(sound, "inspect", async () => ({ found: { state: "connected" } })),
  },
  {
    groups: ["inspect"],
    name: "finds every call gone",
    break: (sound) => running(sound, "inspect", async () => ({ found: { state: "gone" } })),
  },
  {
    groups: ["inspect"],
    name: "finds nothing out",
    break: (sound) => running(sound, "inspect", async () => ({})),
  },
  {
    groups: ["keepAlive"],
    name: "takes a sign of life for the end",
    break: (sound) =>
      running(sound, "keepAlive", async () => {
        throw new CallingError("call-ended", "keepAlive: there is no such call");
      }),
  },
];
