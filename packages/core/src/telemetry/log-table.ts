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
    advice: "Have it end when call.signal aborts: until then its event is kept for it, and so is the call.",
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
      "Calls that no instance had are gone. Find out what emptied the store: FLUSHALL, evictions, a restart without persistence.",
  },
  storeSetUp: {
    level: "warn",
    message: "the store is set up so that it can lose calls",
    fields: ["reason"],
    sometimes: [],
    advice: "Set it up as docs/operations.md says.",
  },
  lineLeft: {
    level: "warn",
    message: "a line that was given up was still there, and is hung up",
    fields: ["callRef"],
    sometimes: ["from", "to"],
    advice: "An answer of the provider, or its callback, was lost: look for an outage at that time.",
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
    advice: "Where it was the provider, compare the secrets and ids of this bot with those that the provider has.",
  },
  astray: {
    level: "warn",
    message: "an event came to another address than its call's",
    fields: ["events", "path", "expected", "more"],
    sometimes: ["provider", "callRef"],
    advice: "Nothing of it is believed, and the provider is asked. See what changes paths on the way to this bot.",
  },
  unknownCall: {
    level: "warn",
    message: "an event of a call that is not known",
    fields: ["callRef", "events", "reason", "more"],
    sometimes: [],
    advice: "If that call is still connected, nothing serves it.",
  },
  unread: {
    level: "warn",
    message: "a part of a callback could not be read",
    fields: ["reason", "parts", "more"],
    sometimes: ["provider", "callRef"],
    advice: "The rest of it was taken in. Report it with the event's type: the part does not come again.",
  },
  reconciled: {
    level: "warn",
    message: "the provider had to be asked",
    fields: ["callRef", "event"],
    sometimes: ["from", "to"],
    advice: "A callback is missing. Where this comes often, check that the provider reaches the url of this bot.",
  },
  inDoubt: {
    level: "warn",
    message: "the end of an operation was not reported",
    fields: ["callRef", "verb", "operation", "code"],
    sometimes: ["from", "to"],
    advice: "Look at the call before you repeat the operation.",
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
    advice: "The caller may still hear it ring: decide otherwise before decideBy.",
  },
  cameTooLate: {
    level: "warn",
    message: "an incoming call arrived too late",
    fields: ["callRef", "rangMs"],
    sometimes: ["from", "to"],
    advice: "The caller had given up by then: find out why the provider could not deliver it sooner.",
  },
  clockDiffers: {
    level: "warn",
    message: "this machine's clock and the provider's differ",
    fields: ["provider", "aheadMs"],
    sometimes: [],
    advice: "Calls go on. Set the clock by NTP: beyond five minutes callbacks are refused.",
  },
  clockWrong: {
    level: "error",
    message: "callbacks are refused because this machine's clock is wrong",
    fields: ["provider", "aheadMs"],
    sometimes: [],
    advice: "Set the clock by NTP. If it is right, a sender replays old tokens, and nothing is lost.",
  },
  hungUp: {
    level: "warn",
    message: "a call was hung up since this instance closes",
    fields: ["callRef", "state"],
    sometimes: ["from", "to"],
    advice: "Give close() more drainMs, or keep calls in a store that other instances share.",
  },
  turnedAway: {
    level: "warn",
    message: "an incoming call was rejected as busy since this instance closes",
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
