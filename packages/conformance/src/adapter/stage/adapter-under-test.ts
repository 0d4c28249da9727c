import type { Adapter, Clock, JoinTarget, PartyLike, VerbName } from "@trunkline/core";

/** The bot that the suite plays: what the cloud of the adapter under test is told. */
export interface BotUnderTest {
  /** The registered webhook: incoming calls are told here, and calls have their own addresses below it. */
  readonly url: string;
  /** The time of this case. A cloud or an adapter that waits for anything waits on it: the suite moves it, and nothing sleeps. */
  readonly clock: Clock;
  /** Takes a callback, as the bot's server would. To be called by the cloud once the adapter is made. */
  handle(request: Request): Promise<Response>;
}

/** An adapter for one case of the suite, with a cloud of its own (a simulation of it, or a stand-in) and the people who use that. */
export interface AdapterUnderTest {
  readonly adapter: Adapter;
  /** The bot's own address: it calls from here, and people dial it. */
  readonly bot: PartyLike;
  /** The one on the other side of nearly every call. */
  readonly ada: PersonUnderTest;
  /** Somebody else: for a second call, and for calls that are sent on. */
  readonly bob?: PersonUnderTest;
  /** Two or more who can be called together, where that cannot be Ada and Bob. */
  readonly group?: readonly PersonUnderTest[];
  /** Something that the bot can join. */
  readonly meeting?: JoinTarget;
  /** What the bot gives along with a verb, of the adapter's own options: for a cloud that tells of some things only when asked to. */
  readonly providerOptions?: Readonly<Partial<Record<VerbName, object>>>;
  /** How many requests the cloud has got of the bot that are about calls, whatever it answered. Those for keys and tokens are not. */
  requests(): number;
  /** Lets the bot's next request that is about calls go wrong. */
  fault?(fault: RequestFault): unknown;
  /** Callbacks that the cloud never sends, by what is wrong with them. Each sends one about Ada's call, and resolves to the status that the bot answered. */
  readonly forgeries?: Readonly<Record<string, () => Promise<number>>>;
  /** A callback like this one, which came, but another one and of a kind that no adapter can know; signed as the cloud would. */
  strange?(callback: Request): Request | Promise<Request>;
  /**
   * A callback like this one, which came, signed as the cloud would for somebody who has other calls with the same bot, such as another
   * tenant: for an adapter that tells senders apart (`webhook.refuseSender`).
   */
  stranger?(callback: Request): Request | Promise<Request>;
  /** Resolves when nothing is under way between adapter and cloud that the suite does not see: it sees the bot's requests and the callbacks. */
  settled?(): Promise<void>;
  /** Ends the cloud. The adapter is closed before. */
  dispose(): PromiseLike<void>;
}

/** What becomes of a request. `lost`: it is carried out, and its answer never arrives. The others are not carried out. */
export type RequestFault = "throttled" | "forbidden" | "lost";

/** Somebody with a telephone, who does nothing until told. A cloud that is told something may act at once, or on the clock. */
export interface PersonUnderTest {
  readonly party: PartyLike;
  /** How many calls they are in at this moment, those that ring among them. */
  calls(): number;
  /** Calls the bot. */
  dial?(): unknown;
  /** Picks up. */
  answer?(): unknown;
  /** Refuses the call that rings. */
  decline?(): unknown;
  /** Is on another call when it rings. */
  busy?(): unknown;
  /** Lets it ring until the cloud gives up. */
  ignore?(): unknown;
  /** Presses keys: `"12#"`. */
  press?(keys: string): unknown;
  /** Ends their call, or gives it up while it rings at the other side. */
  hangUp?(): unknown;
  /** What their telephone has played so far, oldest first: prompts by their address, tones one by one. */
  heard?(): readonly string[];
  startSharing?(): unknown;
  stopSharing?(): unknown;
}

/** What else the suite has to know. */
export interface AdapterSuiteOptions {
  /** Verbs that the adapter has and the cloud under test cannot show. Their cases are left out, by name; without this they fail. */
  readonly unseen?: readonly VerbName[];
}
