/** A log line. */
type Line = LineParts & (Quiet | Loud);

interface Quiet {
  readonly level: "debug" | "info";
}

interface Loud {
  readonly level: "warn" | "error";
  /** What to do, as the console says it where the bot has no logger: one or two short sentences. */
  readonly advice: string;
}

interface LineParts {
  readonly message: string;
  readonly fields: readonly string[];
  /** Fields that are present when known. `from`, `to` and `tones` only if they may be shown. */
  readonly sometimes: readonly string[];
}

/** Every line that is logged. `docs/operations.md` says what to do about each. */
export const logTable = {
  handlerThrew: {
    level: "error",
    message: "a handler threw",
    fields: ["error"],
    sometimes: ["callRef", "from", "to"],
    advice: 'Fix the handler. Its call was hung up, unless onHandlerError is "keep".',
  },
  workFailed: {
    level: "error",
    message: "work in the background failed",
    fields: ["error"],
    sometimes: ["callRef", "from", "to"],
    advice: "Nothing of yours awaited it. Where it comes again, look at the provider and at the store.",
  },
  notAwaited: {
    level: "error",
    message: "a promise rejected that the bot did not await",
    fields: ["error"],
    sometimes: ["callRef", "from", "to"],
    advice: "Await it, or catch what it rejects with.",
  },
  handlerRuns: {
    level: "warn",
    message: "a handler still runs though its call is over",
    fields: ["callRef", "event", "why", "ranMs"],
    sometimes: ["from", "to"],
    advice: "End it when call.signal aborts: until it ends, its event and the call are kept.",
  },
  callTakenOver: {
    level: "warn",
    message: "a call was taken over",
    fields: ["callRef", "state"],
    sometimes: ["from", "to"],
    advice: "Find out why the instance that had it is gone.",
  },
  callHandedOver: {
    level: "info",
    message: "a call was handed over by an instance that closed",
    fields: ["callRef", "state"],
    sometimes: ["from", "to"],
  },
  callLost: {
    level: "warn",
    message: "another instance has taken over a call",
    fields: ["callRef"],
    sometimes: ["from", "to"],
    advice: "This instance renewed its lease too late: look for a blocked event loop, missing CPU or a slow store.",
  },
  restored: {
    level: "error",
    message: "the store had lost a call, and has it again",
    fields: ["callRef"],
    sometimes: ["from", "to"],
    advice:
      "Calls that no instance had in memory are lost. Find out what emptied the store: FLUSHALL, evictions, a restart without persistence.",
  },
  storeSetUp: {
    level: "warn",
    message: "the store's configuration can lose calls",
    fields: ["reason"],
    sometimes: [],
    advice: "Configure it as docs/operations.md says.",
  },
  lineLeft: {
    level: "warn",
    message: "an abandoned call was still up and is hung up",
    fields: ["callRef"],
    sometimes: ["from", "to"],
    advice: "A response or a callback of the provider was lost: look for an outage at that time.",
  },
  storeAway: {
    level: "warn",
    message: "the store does not answer",
    fields: ["error"],
    sometimes: [],
    advice: "Callbacks wait up to 15 s for it, and are then answered 503.",
  },
  storeBack: { level: "info", message: "the store answers again", fields: ["awayMs", "calls"], sometimes: [] },
  refused: {
    level: "warn",
    message: "a callback was refused",
    fields: ["status", "reason", "more"],
    sometimes: ["provider", "callRef"],
    advice: "If the provider sent it, compare the bot's secrets and ids with the provider's.",
  },
  astray: {
    level: "warn",
    message: "an event arrived at an address other than its call's",
    fields: ["events", "path", "expected", "more"],
    sometimes: ["provider", "callRef"],
    advice: "The event is not trusted, and the provider is asked. Find out what changes paths on the way to this bot.",
  },
  unknownCall: {
    level: "warn",
    message: "an event of an unknown call",
    fields: ["callRef", "events", "reason", "more"],
    sometimes: [],
    advice: "If that call is still connected, nothing serves it.",
  },
  unread: {
    level: "warn",
    message: "part of a callback could not be read",
    fields: ["reason", "parts", "more"],
    sometimes: ["provider", "callRef"],
    advice: "The rest was accepted, and the part is not sent again. Report it as a bug, with the type of the event.",
  },
  reconciled: {
    level: "warn",
    message: "the provider had to be asked",
    fields: ["callRef", "event"],
    sometimes: ["from", "to"],
    advice: "A callback is missing. If this happens often, check that the provider can reach the url of this bot.",
  },
  inDoubt: {
    level: "warn",
    message: "the end of an operation was not reported",
    fields: ["callRef", "verb", "operation", "code"],
    sometimes: ["from", "to"],
    advice: "Check the call before you repeat the operation.",
  },
  undecided: {
    level: "warn",
    message: "no handler decided about an incoming call",
    fields: ["callRef", "onUnhandled"],
    sometimes: ["from", "to"],
    advice: "Have a handler of incoming answer, reject or redirect each call before decideBy.",
  },
  notAccepted: {
    level: "error",
    message: "the provider does not accept this bot's credentials",
    fields: ["callRef", "verb", "error"],
    sometimes: ["from", "to"],
    advice: "Correct the option that the error names.",
  },
  decisionFailed: {
    level: "error",
    message: "a decision about an incoming call failed",
    fields: ["callRef", "verb", "error"],
    sometimes: ["from", "to"],
    advice: "The caller may still hear ringing: make another decision before decideBy.",
  },
  cameTooLate: {
    level: "warn",
    message: "an incoming call arrived too late",
    fields: ["callRef", "rangMs"],
    sometimes: ["from", "to"],
    advice: "The caller had hung up by then: find out why the provider could not deliver it sooner.",
  },
  clockDiffers: {
    level: "warn",
    message: "this machine's clock and the provider's differ",
    fields: ["provider", "aheadMs"],
    sometimes: [],
    advice: "Calls continue. Set the clock by NTP: beyond five minutes, callbacks are refused.",
  },
  clockWrong: {
    level: "error",
    message: "callbacks are refused because this machine's clock is wrong",
    fields: ["provider", "aheadMs"],
    sometimes: [],
    advice: "Set the clock by NTP. If it is right, someone replays old tokens, and nothing is lost.",
  },
  hungUp: {
    level: "warn",
    message: "a call was hung up because this instance is closing",
    fields: ["callRef", "state"],
    sometimes: ["from", "to"],
    advice: "Give close() more drainMs, or keep calls in a store that other instances share.",
  },
  turnedAway: {
    level: "warn",
    message: "an incoming call was rejected as busy because this instance is closing",
    fields: ["callRef"],
    sometimes: ["from", "to"],
    advice: "Keep calls in a store that other instances share, or send calls elsewhere with onIncomingRequest.",
  },
  closing: { level: "info", message: "closing", fields: ["calls", "drainMs"], sometimes: [] },
  closed: { level: "info", message: "closed", fields: ["calls"], sometimes: [] },
  event: {
    level: "debug",
    message: "an event",
    fields: ["callRef", "event", "source", "attempt"],
    sometimes: ["reason", "tones", "from", "to"],
  },
  operation: {
    level: "debug",
    message: "an operation ended",
    fields: ["callRef", "verb", "operation", "outcome", "tookMs"],
    sometimes: ["code", "tones", "from", "to"],
  },
  taken: {
    level: "debug",
    message: "a callback was taken",
    fields: ["status", "accepted", "duplicate", "tookMs"],
    sometimes: ["provider", "callRef"],
  },
} as const satisfies Readonly<Record<string, Line>>;

type Table = typeof logTable;
export type LineKey = keyof Table;

/** What has to be said with a line. */
export type FieldsOf<K extends LineKey> = { readonly [F in Table[K]["fields"][number]]: unknown } & {
  readonly [F in Table[K]["sometimes"][number]]?: unknown;
};
