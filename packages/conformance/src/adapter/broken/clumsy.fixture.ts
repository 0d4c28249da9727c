import { CallingError, type Tone } from "@trunkline/core";
import { spare } from "../exchange/exchange-traits.fixture.js";
import { ExchangeRefusal } from "../exchange/switchboard.fixture.js";
import { type BrokenAdapter, mapSignals, withRun, withVerb } from "./broken-adapter.fixture.js";

/** Adapters that do something other than they were asked to. */
export const clumsy: readonly BrokenAdapter[] = [
  {
    groups: ["sendDtmf"],
    name: "sends tones backwards",
    break: (sound) =>
      withRun(sound, "sendDtmf", (input, context, run) =>
        run({ ...input, tones: [...input.tones].reverse() }, context),
      ),
  },
  {
    groups: ["sendDtmf"],
    name: "sends at most ten tones",
    break: (sound) =>
      withRun(sound, "sendDtmf", (input, context, run) => run({ ...input, tones: input.tones.slice(0, 10) }, context)),
  },
  {
    groups: ["sendDtmf"],
    name: "confuses the tones D and A",
    break: (sound) =>
      withRun(sound, "sendDtmf", (input, context, run) =>
        run({ ...input, tones: input.tones.map((tone): Tone => (tone === "D" ? "A" : tone)) }, context),
      ),
  },
  {
    groups: ["tones"],
    name: "confuses star and pound",
    break: (sound) =>
      mapSignals(sound, (signal) =>
        signal.kind === "dtmf" && signal.tone === "*" ? { ...signal, tone: "#" } : signal,
      ),
  },
  {
    groups: ["play"],
    name: "plays prompts backwards",
    break: (sound) =>
      withRun(sound, "play", (input, context, run) =>
        run({ ...input, prompts: [...input.prompts].reverse() }, context),
      ),
  },
  {
    groups: ["play"],
    name: "declares more prompts for one request than the cloud takes",
    on: spare,
    break: (sound) => ({ limits: { ...sound.limits, prompts: 2 } }),
  },
  {
    groups: ["play"],
    name: "reports a prompt that was refused as played",
    break: (sound) =>
      withRun(sound, "play", (input, context, run) =>
        run(input, context).catch((error: unknown) => {
          if (error instanceof ExchangeRefusal) return { done: true };
          throw error;
        }),
      ),
  },
  {
    groups: ["play"],
    name: "accepts prompts that the cloud cannot play",
    break: (sound) => withVerb(sound, "play", () => ({ refuse: () => undefined })),
  },
  {
    groups: ["cancelMedia"],
    name: "reports every prompt after a cancel as canceled",
    break: (sound) => {
      let stopped = false;
      const { webhook } = mapSignals(sound, (signal) => {
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
    name: "fails to cancel when nothing plays",
    break: (sound) => {
      let played = false;
      const plays = withRun(sound, "play", (input, context, run) => {
        played = true;
        return run(input, context);
      });
      return withRun({ ...sound, ...plays }, "cancelMedia", async (input, context, run) => {
        if (!played) throw new CallingError("conflict", "cancelMedia: nothing plays");
        return run(input, context);
      });
    },
  },
  {
    groups: ["operations"],
    name: "cancels the prompts of every call",
    break: (sound) => {
      const calls = new Set<string>();
      const plays = withRun(sound, "play", (input, context, run) => {
        calls.add(context.providerCallId);
        return run(input, context);
      });
      return withRun({ ...sound, ...plays }, "cancelMedia", async (input, context, run) => {
        for (const providerCallId of calls)
          await run(input, { ...context, providerCallId, operationId: `${context.operationId}/${providerCallId}` });
        return {};
      });
    },
  },
  ...(["muteSelf", "unmuteSelf"] as const).flatMap((verb): readonly BrokenAdapter[] => [
    {
      groups: [verb],
      name: `says that ${verb} is done, and sends nothing`,
      break: (sound) => withRun(sound, verb, async () => ({})),
    },
    {
      groups: [verb],
      name: `carries out ${verb} only once`,
      break: (sound) => {
        let done = false;
        return withRun(sound, verb, async (input, context, run) => {
          if (done) throw new CallingError("conflict", `${verb}: it is done already`);
          done = true;
          return run(input, context);
        });
      },
    },
  ]),
  {
    groups: ["unmuteSelf"],
    name: "cannot unmute the bot",
    break: (sound) =>
      withRun(sound, "unmuteSelf", async () => {
        throw new CallingError("conflict", "unmuteSelf: nothing is muted");
      }),
  },
  {
    groups: ["reject"],
    name: "only rejects as busy",
    break: (sound) =>
      withRun(sound, "reject", async (input, context, run) => {
        if (input.reason !== "busy") throw new CallingError("invalid-request", "reject: not busy");
        return run(input, context);
      }),
  },
  {
    groups: ["callback addresses"],
    name: "uses one address for all calls",
    break: (sound) => {
      let first: string | undefined;
      return withRun(sound, "create", (input, context, run) => {
        first ??= context.callbackUrl;
        return run(input, { ...context, callbackUrl: first });
      });
    },
  },
  {
    groups: ["callback addresses"],
    name: "uses the registered webhook as the address of every call",
    break: (sound) => {
      const atWebhook = (callbackUrl: string) => callbackUrl.slice(0, callbackUrl.lastIndexOf("/"));
      return withRun(sound, "create", (input, context, run) =>
        run(input, { ...context, callbackUrl: atWebhook(context.callbackUrl) }),
      );
    },
  },
  {
    groups: ["inspect"],
    name: "finds every call connected",
    break: (sound) => withRun(sound, "inspect", async () => ({ found: { state: "connected" } })),
  },
  {
    groups: ["inspect"],
    name: "finds a caller ringing who waits for the decision",
    break: (sound) =>
      withRun(sound, "inspect", async (input, context, run) => {
        const { found } = await run(input, context);
        return { found: found?.state === "incoming" ? { state: "ringing" } : found };
      }),
  },
  {
    groups: ["inspect"],
    name: "takes a call that exists for a connected one",
    on: spare,
    break: (sound) =>
      withRun(sound, "inspect", async (input, context, run) => {
        const { found } = await run(input, context);
        return { found: found?.state === "alive" ? { state: "connected" } : found };
      }),
  },
  {
    groups: ["inspect"],
    name: "finds every call gone",
    break: (sound) => withRun(sound, "inspect", async () => ({ found: { state: "gone" } })),
  },
  {
    groups: ["inspect"],
    name: "finds nothing",
    break: (sound) => withRun(sound, "inspect", async () => ({})),
  },
  {
    groups: ["keepAlive"],
    name: "fails keep-alives with call-ended",
    break: (sound) =>
      withRun(sound, "keepAlive", async () => {
        throw new CallingError("call-ended", "keepAlive: there is no such call");
      }),
  },
];
