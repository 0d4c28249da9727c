/** How an exchange does things where providers differ. */
export interface ExchangeTraits {
  /** What an answer to "how does this call stand?" shows: its state, or only that there is such a call. */
  readonly shows: "state" | "existence";
  /** How long it knows a repeated request for one, ms. Absent: always. */
  readonly remembersMs?: number;
  /** How long the target of a transfer may ring, ms. */
  readonly transferRingsMs: number;
  /** Whether it reports the ends of prompts and tones. If not, it answers how long they take, and refuses a prompt while another plays. */
  readonly reportsMedia: boolean;
  /** What shows the order of the keys that were pressed. Their times alone: it may report a key half a second after a younger one. */
  readonly keysHave: "numbers" | "times";
  /** When it reports the keys of a call: always, or once it was asked to. */
  readonly keysWhen: "always" | "asked";
  /** Whether it can gather keys itself. It reports them together then, and none of them alone. */
  readonly gathers: boolean;
  /** Where it sends the events of a call: to the call's own address, or all to the registered webhook. */
  readonly reportsAt: "call" | "webhook";
  /** How many prompts it takes in one request. */
  readonly promptsAtOnce: number;
  /** Whether it dials the target of a transfer on a leg of its own, and reports that leg too. */
  readonly reportsLegs: boolean;
  /** Whether the bot has the caller again if the target of a redirect does not take the call. If not, the call is over. */
  readonly givesBack: boolean;
  /** How it takes the decision about a caller. In the response it waits ten seconds for it, also when it gives the caller back. */
  readonly decisions: "by request" | "in the response" | "either way";
  /** How it says why something ended. */
  readonly reasons: "numbers" | "words";
  /**
   * How it deals with people on a call. `reported`: it lets a new one ring for as long as it is asked to, reports the end of every request, and holds one at a
   * time. `shown`: it lets them ring for as long as it likes, and its rosters show what has become of a request, holds among it.
   */
  readonly people: "reported" | "shown";
  /** Whether a party of the bot's comes over into another of its calls in place of a consultative transfer, of which it has none. */
  readonly moves: boolean;
  /** Whether it goes on reporting a call that was transferred or redirected, and the bot has it again when the target hangs up. */
  readonly returnsCalls: boolean;
}

/** The exchange that most cases and broken adapters run on. */
export const usual: ExchangeTraits = {
  shows: "state",
  transferRingsMs: 60_000,
  reportsMedia: true,
  keysHave: "numbers",
  keysWhen: "asked",
  gathers: false,
  reportsAt: "call",
  promptsAtOnce: 5,
  reportsLegs: false,
  givesBack: false,
  decisions: "by request",
  reasons: "numbers",
  people: "reported",
  moves: false,
  returnsCalls: false,
};

/** One that says and takes as little as it may. */
export const spare: ExchangeTraits = {
  shows: "existence",
  remembersMs: 20_000,
  transferRingsMs: 150_000,
  reportsMedia: false,
  keysHave: "times",
  keysWhen: "always",
  gathers: false,
  reportsAt: "webhook",
  promptsAtOnce: 1,
  reportsLegs: true,
  givesBack: true,
  decisions: "by request",
  reasons: "words",
  people: "shown",
  moves: false,
  returnsCalls: true,
};

/** One that takes decisions in the response alone: without one in time, the line is busy. */
export const waiting: ExchangeTraits = { ...spare, decisions: "in the response" };

/** One that waits for a decision in the response, and leaves the caller ringing if none is made in time. */
export const patient: ExchangeTraits = { ...usual, decisions: "either way" };

/** The usual one, which can also gather keys itself. */
export const gathering: ExchangeTraits = { ...usual, gathers: true };

/** The usual one, which says by its rosters what has become of people, and moves them instead of transferring them consultatively. */
export const showing: ExchangeTraits = { ...usual, people: "shown", moves: true };
