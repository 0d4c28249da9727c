import { CallingError, type CallState, type Inbound, type Parsed, type Webhook } from "@trunkline/core";
import { pause } from "./markup.js";
import { isSigned } from "./signature.js";

const states: Readonly<Record<string, CallState>> = {
  initiated: "connecting",
  ringing: "ringing",
  "in-progress": "connected",
};
const ends: readonly string[] = ["completed", "busy", "no-answer", "canceled", "failed"];

/** The inbound half: callbacks are forms, signed with the account's secret. */
export function createWebhook({ authToken }: { readonly authToken: string }): Webhook {
  return {
    claims: ({ headers }) => headers.has("x-rented-line-signature"),
    async verify({ headers, url, body }) {
      const signature = headers.get("x-rented-line-signature") ?? "";
      if (isSigned(signature, authToken, url.href, formOf(body))) return { role: "callback" };
      throw new CallingError("unauthenticated", "callback refused: its signature is wrong");
    },
    parse,
  };
}

function parse(inbound: Inbound): Parsed {
  const form = formOf(inbound.body);
  const [sid, status] = [form.get("CallSid") ?? "", form.get("CallStatus") ?? ""];
  const { at, callKey, url } = inbound;
  const base = { at, call: callKey === undefined ? { alias: sid } : { key: callKey }, providerCallId: sid };
  const reply = { status: 200, headers: { "content-type": "text/xml" }, body: pause };
  const played = url.searchParams.get("played");
  if (played !== null) {
    const id = `operation:${played}`;
    return {
      signals: [{ ...base, kind: "operation", id, verb: "play", operationId: played, outcome: "completed" }],
      reply,
    };
  }
  const state = states[status];
  if (state) return { signals: [{ ...base, kind: "state", id: `state:${status}`, state }], reply };
  if (!ends.includes(status))
    return { signals: [{ ...base, kind: "unrecognized", id: `status:${status}`, type: status }], reply };
  const result = { code: Number(form.get("SipResponseCode") ?? 0), subcode: 0, message: status };
  return { signals: [{ ...base, kind: "state", id: "ended", state: "disconnected", result }], reply };
}

function formOf(body: Uint8Array): URLSearchParams {
  return new URLSearchParams(Buffer.from(body).toString("utf8"));
}
