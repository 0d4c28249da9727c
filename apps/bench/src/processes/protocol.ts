import { z } from "zod";
import { sampleSchema } from "../measure/sample.js";
import { callAddressSchema, cloudSchema } from "../wire/clouds.js";
import { keysSchema } from "../wire/tokens.js";
import { exchange, nothing } from "./serve.js";

/** The settings of every process that makes requests. */
export const callerSettingsSchema = z.object({ cloud: cloudSchema, cloudUrl: z.string(), keys: keysSchema });

/** Callers and listeners without Trunkline: with the vendor's client, by hand, or the bare minimum. */
const kindSchema = z.enum(["by hand", "floor"]);
export const bareCallerSettingsSchema = callerSettingsSchema.extend({ kind: kindSchema });
export const bareListenerSettingsSchema = callerSettingsSchema.extend({ kind: kindSchema });

export const operationSchema = z.enum(["create", "answer", "redirect", "sendDtmf"]);

export type OperationName = z.output<typeof operationSchema>;

export const operationNames = operationSchema.options;

/** Makes `count` requests of one kind, `atOnce` at a time; measured until the cloud has accepted the last. */
export const operationRound = exchange(
  "round",
  z.object({ operation: operationSchema, count: z.number(), atOnce: z.number() }),
  sampleSchema,
);

/** The settings of every process that accepts callbacks. */
export const listenerSettingsSchema = z.object({
  cloud: cloudSchema,
  cloudUrl: z.string(),
  keys: keysSchema,
  /** Where calls are kept; absent: in the process. */
  redisUrl: z.string().optional(),
  /** Distinguishes processes. */
  name: z.string().default("bot"),
});

export const listens = exchange("listens", nothing, z.object({ port: z.number() }));

/** Opens live calls. The answer is their addresses. */
export const openCalls = exchange("open", z.object({ count: z.number() }), z.array(callAddressSchema));

/** Starts counting CPU time and keys. */
export const beginRound = exchange("begin", nothing, nothing);

/** The CPU time of the round so far, the number of keys that the bot's code has received, and when the last one arrived (ms since 1970). */
export const lookAtRound = exchange(
  "look",
  nothing,
  z.object({ cpuMs: z.number(), tones: z.number(), lastToneAt: z.number() }),
);

/** Ends the calls of the round. */
export const closeCalls = exchange("close", nothing, nothing);

/** Opens calls up to this number: answered, connected, with nothing in flight. */
export const holdCalls = exchange("hold", z.object({ count: z.number() }), nothing);

/** The memory of the process, bytes, after garbage collection. */
export const heapSize = exchange("heap", nothing, z.number());

/** Presses keys, spread over the live calls; measured until the bot's code has received all of them. */
export const pressKeys = exchange("press", z.object({ count: z.number() }), sampleSchema);

/** Ends all calls, and advances the clock until they are forgotten. */
export const endCalls = exchange("end", nothing, nothing);

export const cloudSettingsSchema = z.object({ keys: keysSchema });

/** Asks the canned cloud for its address. */
export const whereIsCloud = exchange("where", nothing, z.string());

/** The requests that one bot made to the canned cloud, at `/journal?bot={origin of its callbacks}`: each is listed once. */
export const journalSchema = z.object({
  calls: z.array(callAddressSchema),
  tones: z.array(callAddressSchema.extend({ operationId: z.string() })),
});

export type JournalEntries = z.output<typeof journalSchema>;

export const loadSettingsSchema = z.object({ keys: keysSchema });

/** Signs tokens of a cloud in advance: signing costs much more than verifying, and is not measured. */
export const signTokens = exchange("sign", z.object({ cloud: cloudSchema, count: z.number() }), nothing);

/** Writes the callbacks of the next round: keys pressed on the calls, in order for each call. */
export const writeCallbacks = exchange(
  "write",
  z.object({
    cloud: cloudSchema,
    calls: z.array(callAddressSchema),
    tonesEach: z.number(),
    tokens: z.enum(["fresh", "reused"]),
    /** Their destinations, in turn. */
    ports: z.array(z.number()),
    connections: z.number(),
  }),
  nothing,
);

/** Sends what was written: the next one on a connection when the previous one is answered. Times are ms since 1970. */
export const sendAll = exchange("send", nothing, z.object({ startedAt: z.number(), endedAt: z.number() }));

/** Sends what was written at a steady pace, and reports how long answers took from when each was due. */
export const sendAtPace = exchange(
  "pace",
  z.object({ perSecond: z.number() }),
  z.object({ latenciesMs: z.array(z.number()) }),
);

/** Imports the module of the settings. Once per process: a second import costs nothing. */
export const importIt = exchange("import", nothing, sampleSchema);

/** Calls to an IVR, all live at the same time, on a clock that advances as fast as possible. */
export const playShift = exchange(
  "shift",
  z.object({ cloud: cloudSchema, calls: z.number() }),
  sampleSchema.extend({
    /** How far the clock advanced. */
    simulatedMs: z.number(),
    /** The total duration of all calls on that clock. */
    callMs: z.number(),
    mostAtOnce: z.number(),
  }),
);

/** Calls, `atOnce` at a time, on the machine's clock and over HTTP in both directions, without pauses. */
export const playRush = exchange(
  "rush",
  z.object({ cloud: cloudSchema, calls: z.number(), atOnce: z.number() }),
  sampleSchema,
);

/** The configuration of a bot on the simulated cloud, for both clouds. */
const lineSchema = z.object({
  acs: z.object({
    connectionString: z.string(),
    resourceId: z.string(),
    eventGrid: z.object({ secret: z.string() }),
    issuer: z.string(),
    openIdConfigurationUrl: z.string(),
    allowInsecureConnection: z.literal(true),
  }),
  graph: z.object({
    appId: z.string(),
    clientSecret: z.string(),
    tenantId: z.string(),
    numbers: z.record(z.string(), z.object({ applicationInstance: z.string() })),
    baseUrl: z.string(),
    authority: z.string(),
    openIdConfigurationUrl: z.string(),
    issuers: z.array(z.string()),
  }),
  /** The folder of the prompts, as an address that ends in a slash. */
  prompts: z.string(),
});

/** Registers the bot that listens at an address with the simulated cloud. */
export const openLine = exchange("open-line", z.object({ cloud: cloudSchema, url: z.string() }), lineSchema);

/** Starts the bot of this process. */
export const startBot = exchange(
  "start-bot",
  z.object({ cloud: cloudSchema, url: z.string(), line: lineSchema }),
  nothing,
);

export type StartOfBot = z.output<typeof startBot.given>;

/** People call the bot, `atOnce` at a time. Ends when the bot has transferred the last of them. */
export const callBot = exchange("call-bot", z.object({ calls: z.number(), atOnce: z.number() }), nothing);

/** The CPU time of this process so far, user and system, ms. With profiles on, the first reading starts one and the second writes it. */
export const cpuTime = exchange("cpu", nothing, z.number());
