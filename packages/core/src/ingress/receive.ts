import type { Inbound, Principal } from "../adapter/webhook.js";
import { type Member, memberOf } from "../record/call-key.js";
import type { Inlet } from "./handle-request.js";
import { readBody } from "./read-body.js";

/** A callback whose sender is known. */
export interface Received {
  readonly inbound: Inbound;
  readonly principal: Principal;
}

/** Checks the sender and reads the body; `undefined` when that is too large. Where the head tells who sent it, strangers' bodies are not read. */
export async function receive(
  inlet: Inlet,
  { adapter }: Member,
  request: Request,
  address: Pick<Inbound, "url" | "callKey">,
): Promise<Received | undefined> {
  const { method, headers } = request;
  const { url, callKey } = address;
  const head = { method, headers, url, callKey, at: inlet.instance.clock.now() };
  const early = adapter.webhook.verifies === "head";
  const known = early ? await adapter.webhook.verify({ ...head, body: new Uint8Array() }) : undefined;
  const body = await readBody(request, inlet.maxBodyBytes);
  if (!body) return undefined;
  const inbound: Inbound = Object.assign(head, { body });
  return { inbound, principal: known ?? (await adapter.webhook.verify(inbound)) };
}

/**
 * Whose sender it is. At the address of a call only the member that has the call comes into question: nobody else's sender speaks of it.
 * Where there is but one that it can be, that one says what is wrong with a sender that it does not know.
 */
export function claimant(inlet: Inlet, request: Request, url: URL, callKey: string | undefined): Member | undefined {
  const head = { method: request.method, url, headers: request.headers };
  const only = callKey === undefined ? undefined : memberOf(callKey);
  const candidates = [...inlet.adapters]
    .map(([name, adapter]) => ({ name, adapter }))
    .filter(({ name }) => only === undefined || name === only);
  return candidates.length === 1 ? candidates[0] : candidates.find(({ adapter }) => adapter.webhook.claims(head));
}
