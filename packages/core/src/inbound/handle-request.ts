import type { Adapter } from "../adapter/adapter.js";
import type { AnyAdapter } from "../adapter/composite.js";
import type { Inbound, Parsed, Principal } from "../adapter/webhook.js";
import type { CallingOptions } from "../calling/calling-options.js";
import { reportError } from "../dispatch/report-error.js";
import { CallingError } from "../errors/calling-error.js";
import type { Runtime } from "../holder/runtime.js";
import { acceptSignals } from "./accept-signals.js";
import { answerAsk } from "./answer-ask.js";
import type { Addressed, CallbackAddresses } from "./callback-address.js";
import { type Member, memberOf } from "./member-key.js";
import { readBody } from "./read-body.js";
import { refuse, refuseError, replyWith } from "./respond.js";

/** What taking in a request needs. */
export interface Inlet {
  readonly runtime: Runtime;
  readonly addresses: CallbackAddresses;
  /** The adapters by member name, `""` with a single one. */
  readonly adapters: ReadonlyMap<string, Adapter>;
  readonly options: Pick<CallingOptions<AnyAdapter, unknown>, "onParticipantJoining" | "onIncomingRequest">;
  readonly maxBodyBytes: number;
}

const accepted = { status: 202 } as const;

/** Takes in a callback: verify, parse, accept, and only then acknowledge. Whatever goes wrong is an answer, never a throw. */
export async function handleRequest(inlet: Inlet, request: Request, ready: Promise<void>): Promise<Response> {
  try {
    await ready;
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
    const received = await receive(inlet, member, request, { url, callKey });
    if (!received) return refuse(413, `the body is larger than ${inlet.maxBodyBytes} bytes`);
    const { inbound, principal } = received;
    return await takeIn(inlet, member, inbound, principal);
  } catch (error) {
    // Not one of ours: something broke, and the sender is the last who could mend it.
    if (!CallingError.is(error)) reportError(inlet.runtime, error);
    return refuseError(error);
  }
}

interface Received {
  readonly inbound: Inbound;
  readonly principal: Principal;
}

/** Checks the sender and reads the body; `undefined` when that is too large. Where the head tells who sent it, strangers' bodies are not read. */
async function receive(
  inlet: Inlet,
  { adapter }: Member,
  request: Request,
  address: Pick<Inbound, "url" | "callKey">,
): Promise<Received | undefined> {
  const { method, headers } = request;
  const head = { method, headers, ...address, at: inlet.runtime.clock.now() };
  const early = adapter.webhook.verifies === "head";
  const known = early ? await adapter.webhook.verify({ ...head, body: new Uint8Array() }) : undefined;
  const body = await readBody(request, inlet.maxBodyBytes);
  if (!body) return undefined;
  const inbound: Inbound = { ...head, body };
  return { inbound, principal: known ?? (await adapter.webhook.verify(inbound)) };
}

/** Whose sender it is. At the address of a call only the member that has the call is asked: nobody else's sender speaks of it. */
function claimant(inlet: Inlet, request: Request, url: URL, addressed: Addressed): Member | undefined {
  const head = { method: request.method, url, headers: request.headers };
  const only = addressed.to === "call" ? memberOf(addressed.key) : undefined;
  for (const [name, adapter] of inlet.adapters) {
    if (only !== undefined && name !== only) continue;
    if (adapter.webhook.claims(head)) return { name, adapter };
  }
  return undefined;
}

async function takeIn(inlet: Inlet, member: Member, inbound: Inbound, principal: Principal): Promise<Response> {
  const { webhook } = member.adapter;
  const parsed: Parsed = webhook.parse(inbound, principal);
  const elsewhere = await sentElsewhere(inlet, inbound, parsed);
  if (elsewhere) return elsewhere;
  const refusal = await acceptSignals(inlet.runtime, member, inbound, parsed.signals);
  if (refusal) return refusal;
  if (parsed.ask) return replyWith(await answerAsk(inlet, parsed.ask));
  return replyWith(parsed.reply ?? webhook.acknowledge ?? accepted);
}

/** An incoming call may be sent to another deployment, which then has it from the start. */
async function sentElsewhere(inlet: Inlet, inbound: Inbound, parsed: Parsed): Promise<Response | undefined> {
  const { onIncomingRequest } = inlet.options;
  if (!onIncomingRequest || !parsed.signals.some((signal) => signal.kind === "incoming")) return undefined;
  const url = await onIncomingRequest({ url: inbound.url, headers: inbound.headers });
  return url ? new Response(null, { status: 302, headers: { location: url.href } }) : undefined;
}
