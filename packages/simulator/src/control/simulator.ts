import type { AcsBehavior } from "../acs/wire/behavior.js";
import type { Deliver } from "../delivery/delivery.js";
import type { Faults } from "../delivery/faults.js";
import type { WireEntry } from "../delivery/wire-log.js";
import type { Call, Meeting, MeetingSpec } from "../engine/call.js";
import type { Clock } from "../engine/clock.js";
import type { Engine } from "../engine/engine.js";
import type { Sound } from "../engine/events.js";
import type { Bot, Party, Person, Reaction } from "../engine/party.js";
import type { BehaviorControl, GraphBehaviorChange } from "../graph/wire/behavior.js";
import type { AcsSettings, BotRegistration, GraphSettings } from "../wire/settings.js";
import type { Expectation } from "./heard.js";
import type { ForgeRequest, SimState, StreamMessage } from "./protocol.js";

/** A number in E.164 form, or any other party. */
export type Address = `+${number}` | Party;

export interface PersonOptions {
  /** How the person is called in `person(id)`; default made. */
  readonly id?: string;
  readonly displayName?: string;
  readonly party: Address;
  /** How the person reacts when the phone rings. Default: waits for a command. */
  readonly reaction?: Reaction;
}

export interface SimulatorOptions {
  /** Port for http on 127.0.0.1. Default 0: any free one. */
  readonly port?: number;
  /** Port for https. Default 0. */
  readonly httpsPort?: number;
  /** Default `"real"`. With a manual clock nothing that takes time happens until `advance`. */
  readonly clock?: "real" | Clock;
  /** Seed of ids and of faults by chance. Default 1. */
  readonly seed?: number;
  readonly bots?: readonly BotRegistration[];
  readonly people?: readonly PersonOptions[];
  /** How the ACS side behaves where the real service varies. */
  readonly acsBehavior?: Partial<AcsBehavior>;
  /** How the Graph side differs from its documented form, from the start and after `reset`. */
  readonly graphBehavior?: GraphBehaviorChange;
  /** A folder of WAV files to serve under `/_sim/media/`; their real lengths are then used. */
  readonly media?: string;
  /** A folder with a web page to serve at `/`. Default: the softphone, if it has been built. */
  readonly page?: string;
}

/** A person, to be commanded. `callId` picks one of several calls. */
export interface PersonHandle {
  readonly id: string;
  dial(to: Address | { readonly botId: string }, options?: { readonly ringMs?: number }): Call;
  answer(callId?: string): void;
  decline(callId?: string): void;
  /** Is on another call. */
  busy(callId?: string): void;
  /** Lets it ring. */
  ignore(callId?: string): void;
  /** Sends the caller to voicemail: the call is answered by the machine. */
  voicemail(callId?: string): void;
  unreachable(callId?: string): void;
  /** Presses keys, `"1234#"`, all at once or `gapMs` apart. */
  press(keys: string, options?: { readonly gapMs?: number; readonly callId?: string }): void;
  say(phrase: string, callId?: string): void;
  hangUp(callId?: string): void;
  /** Joins a meeting by one of its keys. */
  join(meetingKey: string): Call;
  /** Lets a waiting participant in; all without one. */
  admit(participantId?: string): void;
  /** Takes another participant, a bot perhaps, out of a call of several. */
  remove(participantId: string, callId?: string): void;
  startSharing(callId?: string): void;
  updateSharing(callId?: string): void;
  stopSharing(callId?: string): void;
  mute(muted: boolean, callId?: string): void;
  /** From now on reacts so. */
  reacts(reaction: Reaction): void;
  /**
   * Waits until the person hears a prompt whose text or address contains (or matches) `expected`, or the row of tones.
   * What was heard since the last successful wait counts. Rejects after `timeoutMs` on the simulator's clock (default 10 s), or
   * when a clock that is moved by hand stands still for two seconds of real time with nothing on its way; the error says what was heard.
   */
  hears(expected: Expectation, options?: { readonly timeoutMs?: number }): Promise<Sound>;
  /** Everything that they have heard so far, oldest first: prompts by their text or address, tones one by one. */
  heard(): readonly string[];
  /** The calls that they are in now, those that ring among them. */
  calls(): readonly Call[];
}

/** Both clouds, on this machine. */
export interface Simulator {
  /** Origin of the http listener, without a trailing slash. */
  readonly url: string;
  readonly httpsUrl: string;
  /** PEM of the authority that signed the https listener's certificate. */
  readonly caCertificate: string;
  /** Options to spread into an ACS adapter. */
  readonly acs: AcsSettings;
  /** Options to spread into a Graph adapter. `numbers` grows with the bots that are registered. */
  readonly graph: GraphSettings;
  /** How the Graph side behaves: what apps may do, and the oddities of its notifications. */
  readonly graphBehavior: BehaviorControl;
  /** Set it to deliver callbacks straight into a function of this process, instead of over HTTP. */
  deliver: Deliver | undefined;
  readonly clock: Clock;
  /**
   * How far the bots' clocks are ahead of the cloud's, in milliseconds; negative when they are behind. Default 0. Tokens, times and `Date`
   * headers that bots get are older by as much. A bot of this process can be given a wrong clock of its own: `offsetClock`.
   */
  botClockAheadMs: number;
  readonly engine: Engine;
  readonly faults: Faults;
  /** Registers a bot, after the handshakes it asked for. */
  registerBot(registration: BotRegistration): Promise<Bot>;
  removeBot(botId: string): void;
  addPerson(options: PersonOptions): PersonHandle;
  /** @throws EngineError `no-such-person` */
  person(id: string): PersonHandle;
  people(): readonly Person[];
  addMeeting(spec: MeetingSpec): Meeting;
  calls(): readonly Call[];
  /** Every exchange with bots, oldest first. */
  log(): readonly WireEntry[];
  state(): SimState;
  subscribe(listener: (message: StreamMessage) => void): () => void;
  /** Sends a bot a callback that it must refuse; resolves to what it answered. */
  forge(request: ForgeRequest): Promise<{ readonly status: number; readonly body: string }>;
  /** Signs with a new key from now on; `forget` takes the old ones out of the published set. */
  rotateKeys(options?: { readonly forget?: boolean }): Promise<void>;
  /** Moves a manual clock; throws with another. */
  advance(ms: number): Promise<void>;
  /** Whether a delivery or a request is under way. For a test that knows better than `settled` what else there is to wait for. */
  readonly inFlight: boolean;
  /** Waits until no delivery and no request is under way. */
  settled(): Promise<void>;
  /** Answers a request in process, without a listener. */
  fetch(request: Request): Promise<Response>;
  /** Forgets everything but the people and bots of the options. */
  reset(): Promise<void>;
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}
