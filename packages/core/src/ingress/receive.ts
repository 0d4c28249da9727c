import type { Adapter } from "../adapter/adapter.js";
import type { Inbound, Principal } from "../adapter/webhook.js";
import type { Clock } from "../base/clock.js";
import { type Member, memberOf } from "../record/call-key.js";
import { CallingError } from "../words/calling-error.js";
import { refuseError } from "./respond.js";

/** What receiving a request needs. */
export interface ReceivePorts {
  readonly clock: Clock;
  /** The adapters by member name, `""` with a single one. */
  readonly adapters: ReadonlyMap<string, Adapter>;
  readonly maxBodyBytes: number;
}

/** A callback whose sender is verified, and the member whose sender it is. */
export interface Received {
  readonly member: Member;
  readonly inbound: Inbound;
  readonly principal: Principal;
}

/** Why a member does not accept a sender. */
export interface Refused {
  readonly member: Member;
  readonly refused: unknown;
}

/**
 * The members whose sender it may be, in their order. At the address of a call only the member that has the call comes into question: no other
 * sender may speak of it. A single candidate is not asked whether it claims the request, so that it can say what is wrong with a sender it does not know.
 */
export function claimantsOf(
  { adapters }: Pick<ReceivePorts, "adapters">,
  request: Request,
  url: URL,
  callKey: string | undefined,
): readonly Member[] {
  const head = { method: request.method, url, headers: request.headers };
  const only = callKey === undefined ? undefined : memberOf(callKey);
  const candidates = [...adapters]
    .map(([name, adapter]) => ({ name, adapter }))
    .filter(({ name }) => only === undefined || name === only);
  return candidates.length === 1 ? candidates : candidates.filter(({ adapter }) => adapter.webhook.claims(head));
}

/**
 * Verifies the sender and reads the body; `undefined` when the body is too large. Of several claimants the first one that verifies the sender has
 * the request. Those that need only the head come first: if one of them succeeds, or there are no others, the bodies of strangers are not read.
 */
export async function receive(
  { clock, maxBodyBytes }: Pick<ReceivePorts, "clock" | "maxBodyBytes">,
  claimants: readonly Member[],
  request: Request,
  address: Pick<Inbound, "url" | "publicUrl" | "callKey">,
): Promise<Received | Refused | undefined> {
  const { method, headers } = request;
  const { url, publicUrl, callKey } = address;
  const head: Inbound = { method, headers, url, publicUrl, callKey, at: clock.now(), body: new Uint8Array() };
  const refusals: Refused[] = [];
  const byHead = claimants.filter(({ adapter }) => adapter.webhook.verifies === "head");
  const early = await verifiedBy(byHead, head, refusals);
  if (!early && byHead.length === claimants.length) return mostTelling(refusals);
  const body = await readBody(request, maxBodyBytes);
  if (!body) return undefined;
  const inbound = { ...head, body };
  const byBytes = claimants.filter((member) => !byHead.includes(member));
  const known = early ?? (await verifiedBy(byBytes, inbound, refusals));
  return known ? { ...known, inbound } : mostTelling(refusals);
}

/** The first member that verifies the sender. Why the others before it did not is added to `refusals`. */
async function verifiedBy(
  members: readonly Member[],
  inbound: Inbound,
  refusals: Refused[],
): Promise<Omit<Received, "inbound"> | undefined> {
  for (const member of members) {
    try {
      return { member, principal: await member.adapter.webhook.verify(inbound) };
    } catch (refused) {
      refusals.push({ member, refused });
    }
  }
  return undefined;
}

/** From the least telling answer to the most: a sender that is refused for good tells less than one that is to try again. */
const telling: readonly number[] = [400, 401, 403, 503];

/** The refusal to answer with, where no member accepts the sender. */
function mostTelling(refusals: readonly Refused[]): Refused | undefined {
  const rank = ({ refused }: Refused) => telling.indexOf(refuseError(refused).status);
  return refusals.toSorted((a, b) => rank(b) - rank(a))[0];
}

/**
 * Reads a body up to a size; `undefined` when it is larger, without reading on.
 * @throws CallingError `unavailable` when the body breaks off: the sender or the network did that, so it is no failure of this process.
 * @throws Error named `BodyWasReadError` when the bot has already read the body.
 */
async function readBody(request: Request, most: number): Promise<Uint8Array | undefined> {
  if (request.bodyUsed) throw bodyWasRead();
  try {
    return await readUpTo(request, most);
  } catch (cause) {
    if (cause instanceof Error && cause.name === wasRead) throw cause;
    throw new CallingError("unavailable", "the body broke off before its end: send the callback again", { cause });
  }
}

/** `nodeListener` throws an error of this name too, when it finds the body already read. */
const wasRead = "BodyWasReadError";

function bodyWasRead(): Error {
  const error = new Error("The body of a callback was read before it came to calling.handle: hand it over unread.");
  error.name = wasRead;
  return error;
}

async function readUpTo(request: Request, most: number): Promise<Uint8Array | undefined> {
  const announced = Number(request.headers.get("content-length") ?? 0);
  if (announced > most) return undefined;
  // HTTP limits a body to its announced length, so it can be read whole, which is cheaper than a stream.
  if (announced > 0) {
    const body = new Uint8Array(await request.arrayBuffer());
    return body.byteLength > most ? undefined : body;
  }
  if (!request.body) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    size += next.value.byteLength;
    if (size > most) {
      await reader.cancel();
      return undefined;
    }
    chunks.push(next.value);
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
}
