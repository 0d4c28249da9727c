import type { Adapter } from "../adapter/adapter.js";
import type { AnyAdapter } from "../adapter/composite.js";
import type { Parsed, Webhook } from "../adapter/webhook.js";
import { refOf } from "../calling/call-ref.js";
import type { CallingOptions } from "../calling/calling-options.js";
import { reportError } from "../dispatch/report-error.js";
import { CallingError } from "../errors/calling-error.js";
import type { Holders } from "../holder/holders.js";
import type { Runtime } from "../holder/runtime.js";
import { beginCallbackSpan, observeCallback, type Reception } from "../telemetry/reception.js";
import { runIn } from "../telemetry/trace-parent.js";
import { acceptSignals } from "./accept-signals.js";
import { answerAsk } from "./answer-ask.js";
import type { CallbackAddresses } from "./callback-address.js";
import type { ClockWatch } from "./clock-watch.js";
import type { Member } from "./member-key.js";
import { claimant, type Received, receive } from "./receive.js";
import { type Answer, refuse, refuseError, replyWith } from "./respond.js";
import { sentElsewhere } from "./sent-elsewhere.js";

/** What taking in a request needs. */
export interface Inlet {
  readonly runtime: Runtime;
  /** The calls that this instance has. */
  readonly holders: Pick<Holders, "get" | "intake" | "closed">;
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
}

const accepted = { status: 202 } as const;

const closes = "this instance is closing and takes no more calls";

/** Takes in a callback: verify, parse, accept, and only then acknowledge. Whatever goes wrong is an answer, never a throw. */
export async function handleRequest(inlet: Inlet, request: Request): Promise<Response> {
  const reception: Reception = { at: inlet.runtime.clock.now(), accepted: 0, duplicate: 0 };
  const answer = await answerTo(inlet, request, reception);
  observeCallback(inlet.runtime, reception, answer);
  return answer.response;
}

async function answerTo(inlet: Inlet, request: Request, reception: Reception): Promise<Answer> {
  try {
    // Where it is put together from what the sender says of the host, it may be none.
    if (!URL.canParse(request.url)) return refuse(400, "the address of this request is none");
    const url = new URL(request.url);
    const addressed = inlet.addresses.read(url);
    if (addressed.to === "forged") return refuse(403, "this address was not made by this bot");
    const member = claimant(inlet, request, url, addressed);
    if (!member)
      return refuse(
        401,
        "no adapter knows this sender: it has no secret, and no token of an issuer and for an audience, that one of them expects",
      );
    const callKey = addressed.to === "call" ? addressed.key : undefined;
    reception.provider = member.adapter.name;
    if (callKey !== undefined) reception.callRef = refOf({ key: callKey, provider: member.adapter.name });
    if (inlet.watch.stopped) return refuseClosed(member, callKey);
    await inlet.watch.ready();
    const received = await receive(inlet, member, request, { url, callKey });
    if (received) inlet.clocks.verified(member.adapter.name, received.principal, reception.at);
    if (!received) return refuse(413, `the body is larger than ${inlet.maxBodyBytes} bytes`);
    return await runIn(beginCallbackSpan(inlet.runtime, reception), () => takeIn(inlet, member, received, reception));
  } catch (error) {
    // Not one of ours: something broke, and the sender is the last who could mend it.
    if (!CallingError.is(error)) reportError(inlet.runtime, "workFailed", error);
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
  const away = turnedAway(inlet, webhook, parsed);
  if (away) return away;
  const refusal = await acceptSignals(inlet, member, inbound, { signals: parsed.signals, principal, reception });
  if (refusal) return refusal;
  if (parsed.ask) return replyWith(await answerAsk(inlet, parsed.ask));
  return replyWith(parsed.reply ?? webhook.acknowledge ?? accepted);
}

/** What comes when everything is closed. That a call which was just hung up says so is nothing to warn of. */
function refuseClosed({ adapter }: Member, callKey: string | undefined): Answer {
  if (callKey === undefined) return refuse(adapter.webhook.offersAgainAfter ?? 503, closes);
  const { status, response } = refuse(503, closes);
  return { status, response };
}

/** No other instance could take an incoming call from here: it is refused where the sender then offers it to whatever listens next. */
function turnedAway({ holders }: Inlet, { offersAgainAfter }: Webhook, { signals }: Parsed): Answer | undefined {
  if (holders.intake !== "turns-away" || !signals.some(({ kind }) => kind === "incoming")) return undefined;
  if (offersAgainAfter !== undefined) return refuse(offersAgainAfter, closes);
  return holders.closed ? refuse(503, closes) : undefined;
}
