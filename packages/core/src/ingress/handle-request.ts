import type { AskProvider } from "../actor/ask-provider.js";
import type { CallActors } from "../actor/call-actors.js";
import type { Instance } from "../actor/instance.js";
import type { Adapter } from "../adapter/adapter.js";
import type { AnyAdapter } from "../adapter/composite.js";
import type { Parsed, Webhook } from "../adapter/webhook.js";
import { reportError } from "../events/report-error.js";
import type { CallingOptions } from "../interface/calling-options.js";
import { type Member, refOf } from "../record/call-key.js";
import { runIn } from "../telemetry/trace-parent.js";
import { CallingError } from "../words/calling-error.js";
import { acceptSignals } from "./accept-signals.js";
import { answerAsk } from "./answer-ask.js";
import type { CallbackAddresses } from "./callback-address.js";
import type { ClockWatch } from "./clock-watch.js";
import { claimant, type Received, receive } from "./receive.js";
import { beginCallbackSpan, observeCallback, type Reception } from "./reception.js";
import { type Answer, refuse, refuseError, replyWith } from "./respond.js";
import { sentElsewhere } from "./sent-elsewhere.js";
import type { WaitingRoom } from "./waiting-room.js";

/** What taking in a request needs. */
export interface Inlet {
  readonly instance: Instance;
  /** The calls that this instance has. */
  readonly actors: Pick<CallActors, "get" | "all" | "intake" | "closed">;
  readonly askProvider: AskProvider;
  readonly addresses: CallbackAddresses;
  readonly clocks: ClockWatch;
  /** The adapters by member name, `""` with a single one. */
  readonly adapters: ReadonlyMap<string, Adapter>;
  readonly options: Pick<CallingOptions<AnyAdapter, unknown>, "onParticipantJoining" | "onIncomingRequest">;
  readonly maxBodyBytes: number;
  readonly watch: {
    /** Resolves when the instance hears of everything. @throws CallingError when it cannot. */
    ready(): Promise<void>;
    /** The instance has closed. */
    readonly stopped: boolean;
  };
  readonly waitingRoom: WaitingRoom;
}

const accepted = { status: 202 } as const;

const closes = "this instance is closing and takes no more calls";

/** Takes in a callback: verify, parse, accept, and only then acknowledge. Whatever goes wrong is an answer, never a throw. */
export async function handleRequest(inlet: Inlet, request: Request): Promise<Response> {
  const reception: Reception = { at: inlet.instance.clock.now(), accepted: 0, duplicate: 0 };
  // Where it is put together from what the sender says of the host, it may be none.
  const url = URL.canParse(request.url) ? new URL(request.url) : undefined;
  const callKey = url && inlet.addresses.keyIn(url);
  const answer = await answerTo(inlet, request, { url, callKey }, reception);
  // Only the bot and the provider know the address of a call, so what was refused there may well have been news of it: an option may be
  // wrong, or the key server away. None of it is believed; the provider is asked.
  if (answer.refusal !== undefined && callKey !== undefined) inlet.askProvider.about(callKey);
  observeCallback(inlet.instance, reception, answer);
  return answer.response;
}

async function answerTo(
  inlet: Inlet,
  request: Request,
  { url, callKey }: { readonly url: URL | undefined; readonly callKey: string | undefined },
  reception: Reception,
): Promise<Answer> {
  try {
    if (!url) return refuse(400, "the address of this request is none");
    const member = claimant(inlet, request, url, callKey);
    if (!member)
      return refuse(
        401,
        "no adapter knows this sender: it has no secret, and no token of an issuer and for an audience, that one of them expects",
      );
    reception.provider = member.adapter.name;
    if (callKey !== undefined) reception.callRef = refOf({ key: callKey, provider: member.adapter.name });
    if (inlet.watch.stopped) return refuseClosed(member, callKey);
    await inlet.watch.ready();
    const received = await receive(inlet, member, request, { url, callKey });
    if (received) inlet.clocks.verified(member.adapter.name, received.principal, reception.at);
    if (!received) return refuse(413, `the body is larger than ${inlet.maxBodyBytes} bytes`);
    return await runIn(beginCallbackSpan(inlet.instance, reception), () => takeIn(inlet, member, received, reception));
  } catch (error) {
    // Not one of ours: something broke, and the sender is the last who could mend it.
    if (!CallingError.is(error)) reportError(inlet.instance, "workFailed", error);
    else if (reception.provider !== undefined) inlet.clocks.refused(reception.provider, error, reception.at);
    return refuseError(error);
  }
}

async function takeIn(
  inlet: Inlet,
  member: Member,
  { inbound, principal }: Received,
  reception: Reception,
): Promise<Answer> {
  const { webhook } = member.adapter;
  const parsed: Parsed = webhook.parse(inbound, principal);
  const elsewhere = await sentElsewhere(inlet, webhook, inbound, parsed);
  if (elsewhere) return { status: elsewhere.status, response: elsewhere };
  const { signals, reply, ask, unread = [] } = parsed;
  const [reason] = unread;
  if (reason !== undefined && signals.length === 0 && !reply && !ask) return refuse(400, reason);
  const away = turnedAway(inlet, webhook, parsed);
  if (away) return away;
  const news = { signals, principal, reception };
  const refusal = await inlet.waitingRoom.store(reception.at, () => acceptSignals(inlet, member, inbound, news));
  if (refusal) return refusal;
  if (reason !== undefined) warnOfUnread(inlet, unread, reception);
  if (ask) return replyWith(await answerAsk(inlet, ask));
  return replyWith(reply ?? webhook.acknowledge ?? accepted);
}

/** A part that nobody could read is acknowledged with the rest, and would be lost in silence. */
function warnOfUnread({ instance }: Inlet, unread: readonly string[], { provider, callRef }: Reception): void {
  const more = instance.telemetry.pace("unread");
  if (more === undefined) return;
  const from = provider === undefined ? {} : { provider };
  const about = callRef === undefined ? from : { ...from, callRef };
  instance.telemetry.log("unread", { ...about, reason: unread[0], parts: unread.length, more });
}

/** What comes when everything is closed. That a call which was just hung up says so is nothing to warn of. */
function refuseClosed({ adapter }: Member, callKey: string | undefined): Answer {
  if (callKey === undefined) return refuse(adapter.webhook.offersAgainAfter ?? 503, closes);
  const { status, response } = refuse(503, closes);
  return { status, response };
}

/** No other instance could take an incoming call from here: it is refused where the sender then offers it to whatever listens next. */
function turnedAway({ actors }: Inlet, { offersAgainAfter }: Webhook, { signals }: Parsed): Answer | undefined {
  if (actors.intake !== "turns-away" || !signals.some(({ kind }) => kind === "incoming")) return undefined;
  if (offersAgainAfter !== undefined) return refuse(offersAgainAfter, closes);
  return actors.closed ? refuse(503, closes) : undefined;
}
