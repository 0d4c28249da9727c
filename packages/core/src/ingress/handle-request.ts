import type { Parsed, Webhook } from "../adapter/webhook.js";
import { type Member, refOf } from "../record/call-key.js";
import { runIn } from "../telemetry/trace-parent.js";
import { CallingError } from "../words/calling-error.js";
import { type AcceptPorts, acceptSignals } from "./accept-signals.js";
import { answerAsk, type BotPorts, redirectElsewhere } from "./ask-bot.js";
import type { CallbackAddresses } from "./callback-address.js";
import type { HeldResponses } from "./held-responses.js";
import { nameCalls } from "./name-call.js";
import { aboutOf, beginCallbackSpan, observeCallback, type Reception } from "./observe-callback.js";
import { claimantsOf, type Received, type ReceivePorts, receive } from "./receive.js";
import { type Answer, refuse, refuseError, replyWith } from "./respond.js";
import type { WaitingRoom } from "./waiting-room.js";

/** What taking in a request needs of the instance. */
export interface Ingress extends AcceptPorts, BotPorts, ReceivePorts {
  readonly store: AcceptPorts["store"];
  readonly actors: AcceptPorts["actors"] & BotPorts["actors"] & { readonly closed: boolean };
  readonly addresses: CallbackAddresses;
  readonly watch: {
    /** Resolves when the instance watches the store. @throws CallingError when it cannot. */
    ready(): Promise<void>;
    /** The instance has closed. */
    readonly stopped: boolean;
  };
  readonly waitingRoom: WaitingRoom;
  readonly held: Pick<HeldResponses, "begin" | "respond" | "close">;
}

const accepted = { status: 202 } as const;

const closes = "this instance is closing and takes no more calls";

/** Takes in a callback: verify, parse, accept, and only then acknowledge. Every failure is an answer, never a throw. */
export async function handleRequest(ingress: Ingress, request: Request): Promise<Response> {
  const reception: Reception = { at: ingress.clock.now(), accepted: 0, duplicate: 0 };
  // A server may build the address from the sender's Host header, which need not be valid.
  const url = URL.canParse(request.url) ? new URL(request.url) : undefined;
  const callKey = url && ingress.addresses.keyIn(url);
  const answer = await answerTo(ingress, request, { url, callKey }, reception);
  // Only the bot and the provider know the address of a call, so a callback refused there may well have been genuine: an option may be
  // wrong, or the key server down. None of it is believed; the provider is asked.
  if (answer.refusal !== undefined && callKey !== undefined) ingress.askProvider(callKey);
  observeCallback(ingress, reception, answer);
  return answer.response;
}

async function answerTo(
  ingress: Ingress,
  request: Request,
  { url, callKey }: { readonly url: URL | undefined; readonly callKey: string | undefined },
  reception: Reception,
): Promise<Answer> {
  try {
    if (!url) return refuse(400, "the address of this request is not a URL");
    const claimants = claimantsOf(ingress, request, url, callKey);
    const [first] = claimants;
    if (!first)
      return refuse(
        401,
        "no adapter knows this sender: it has neither a known secret nor a token with an expected issuer and audience",
      );
    reception.provider = first.adapter.name;
    if (callKey !== undefined) reception.callRef = refOf({ key: callKey, provider: reception.provider });
    if (ingress.watch.stopped) return refuseClosed(first, callKey);
    await ingress.watch.ready();
    const publicUrl = ingress.addresses.usedFor(url, callKey);
    const received = await receive(ingress, claimants, request, { url, publicUrl, callKey });
    if (!received) return refuse(413, `the body is larger than ${ingress.maxBodyBytes} bytes`);
    reception.provider = received.member.adapter.name;
    if ("refused" in received) throw received.refused;
    ingress.clocks.verified(reception.provider, received.principal, reception.at);
    return await runIn(beginCallbackSpan(ingress, reception), () => takeIn(ingress, received, reception, request));
  } catch (error) {
    // Any other error means that something broke, and the sender is the last who could mend it.
    if (!CallingError.is(error)) ingress.workFailed(error);
    else if (reception.provider !== undefined) ingress.clocks.refused(reception.provider, error, reception.at);
    return refuseError(error);
  }
}

async function takeIn(
  ingress: Ingress,
  { member, inbound, principal }: Received,
  reception: Reception,
  request: Request,
): Promise<Answer> {
  const { webhook } = member.adapter;
  const parsed: Parsed = webhook.parse(inbound, principal);
  const elsewhere = await redirectElsewhere(ingress, webhook, inbound, parsed);
  if (elsewhere) return replyWith(elsewhere);
  const { reply, ask } = parsed;
  const { signals, unread } = nameCalls(parsed, inbound);
  const [reason] = unread;
  if (reason !== undefined && signals.length === 0 && !reply && !ask) return refuse(400, reason);
  const away = turnedAway(ingress, webhook, parsed);
  if (away) return away;
  const hold = ingress.held.begin(parsed, member.adapter, reception.at);
  const message = { signals, principal, reception, hold };
  const refusal = await ingress.waitingRoom.store(reception.at, () => acceptSignals(ingress, member, inbound, message));
  if (refusal) return refusal;
  if (reason !== undefined) warnOfUnread(ingress, unread, reception);
  if (ask) return replyWith(await answerAsk(ingress, ask));
  if (hold) return replyWith(await ingress.held.respond(hold, member.adapter, request.signal));
  return replyWith(reply ?? webhook.acknowledge ?? accepted);
}

/** A part that could not be read is acknowledged with the rest; without a line it would be lost in silence. */
function warnOfUnread({ telemetry }: Ingress, unread: readonly string[], reception: Reception): void {
  const more = telemetry.pace("unread");
  if (more === undefined) return;
  telemetry.log("unread", { ...aboutOf(reception), reason: unread[0], parts: unread.length, more });
}

/** The answer once the instance has closed. Callbacks of calls that it has just hung up are refused without a warning. */
function refuseClosed({ adapter }: Member, callKey: string | undefined): Answer {
  if (callKey === undefined) return refuse(adapter.webhook.offersAgainAfter ?? 503, closes);
  const { status, response } = refuse(503, closes);
  return { status, response };
}

/** No other instance could take an incoming call from here: it is refused if the sender then offers it again, to what listens next. */
function turnedAway({ actors }: Ingress, { offersAgainAfter }: Webhook, { signals }: Parsed): Answer | undefined {
  if (actors.intake !== "turns-away" || !signals.some(({ kind }) => kind === "incoming")) return undefined;
  if (offersAgainAfter !== undefined) return refuse(offersAgainAfter, closes);
  return actors.closed ? refuse(503, closes) : undefined;
}
