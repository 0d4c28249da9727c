import type { Adapter, Clock, JoinTarget, PartyLike, VerbName } from "@trunkline/core";

/** The suite's bot, as the cloud of the adapter under test needs to know it. */
export interface BotUnderTest {
  /** The registered webhook: incoming calls are announced here, and calls have their own addresses below it. */
  readonly url: string;
  /** The time of this case. A cloud or an adapter that waits must wait on it: the suite advances it, and nothing sleeps. */
  readonly clock: Clock;
  /** Handles a callback, as the bot's server would. The cloud may call it once the adapter is made. */
  handle(request: Request): Promise<Response>;
}

/** An adapter for one case of the suite, with its own cloud (a simulator or a stand-in) and the people who use it. */
export interface AdapterUnderTest {
  readonly adapter: Adapter;
  /** The bot's own address: it calls from here, and people dial it. */
  readonly bot: PartyLike;
  /** The other party of nearly every call. */
  readonly ada: PersonUnderTest;
  /** A second person: for a second call, for redirects and transfers, and to be added to a call. */
  readonly bob?: PersonUnderTest;
  /** Two or more people who can be called together, where that cannot be Ada and Bob. */
  readonly group?: readonly PersonUnderTest[];
  /** A meeting that the bot can join. */
  readonly meeting?: JoinTarget;
  /** The adapter's own options that the bot passes with a verb: for a cloud that reports some events only on request. */
  readonly providerOptions?: Readonly<Partial<Record<VerbName, object>>>;
  /** How many of the bot's requests about calls have reached the cloud, whatever it answered. Requests for keys and tokens do not count. */
  requests(): number;
  /** Makes the bot's next request about calls fail. */
  fault?(fault: RequestFault): unknown;
  /**
   * A gateway answers the bot's next request about calls in the cloud's place, with this status and a page of HTML. The request is not carried out.
   * For an adapter whose cloud is behind gateways, as nearly all are.
   */
  gateway?(status: 404 | 502): unknown;
  /**
   * Callbacks that the cloud never sends, by what is wrong with them, a replay with an old signature among them where it covers the time. At least one.
   * Each sends one about Ada's call, and resolves to the status of the bot's answer.
   */
  readonly forgeries: Readonly<Record<string, () => Promise<number>>>;
  /** Turns a callback that arrived into a different one, of a kind that no adapter can know; signed as the cloud would sign it. */
  strange?(callback: Request): Request | Promise<Request>;
  /**
   * The same callback, signed as the cloud would sign it for a sender with other calls to the same bot, such as another
   * tenant: for an adapter that distinguishes senders (`webhook.refuseSender`).
   */
  stranger?(callback: Request): Request | Promise<Request>;
  /**
   * The same adapter for another account with the same cloud: another secret, another resource. It has no calls. For bots that have several
   * accounts at once.
   */
  readonly otherAccount?: Adapter;
  /** Resolves when no traffic between adapter and cloud is in flight beyond the bot's requests and the callbacks, which the suite sees itself. */
  settled?(): Promise<void>;
  /** Shuts the cloud down. The adapter is closed first. */
  dispose(): PromiseLike<void>;
}

/** What happens to a request. `lost`: it is carried out, and its answer never arrives. The others are not carried out. */
export type RequestFault = "throttled" | "forbidden" | "lost";

/** A person with a telephone, who only acts on these methods. The cloud may act at once, or on the clock. */
export interface PersonUnderTest {
  readonly party: PartyLike;
  /** How many calls they are in at the moment, including those that ring. */
  calls(): number;
  /** Calls the bot. */
  dial?(): unknown;
  /** Picks up. */
  answer?(): unknown;
  /** Declines the ringing call. */
  decline?(): unknown;
  /** Is on another call when it rings. */
  busy?(): unknown;
  /** Cannot be reached when it rings. */
  unreachable?(): unknown;
  /** Lets it ring until the cloud gives up. */
  ignore?(): unknown;
  /** Presses keys: `"12#"`. */
  press?(keys: string): unknown;
  /** Ends their call, or gives up the call that they are placing. */
  hangUp?(): unknown;
  /** What their telephone has played so far, oldest first: prompts by their address, tones one by one. */
  heard?(): readonly string[];
  /** Whether what the bot says in their call reaches them: not while the bot is muted. */
  hearsBot?(): boolean;
  /** Whether what they say reaches the others in their call: not while they are muted or on hold. */
  isHeard?(): boolean;
  startSharing?(): unknown;
  stopSharing?(): unknown;
}

/** Options of the suite. */
export interface AdapterSuiteOptions {
  /** Verbs that the adapter has and the cloud under test cannot demonstrate. Their cases are left out; without this they fail. */
  readonly unseen?: readonly VerbName[];
}
