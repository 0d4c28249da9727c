import { randomUUID } from "node:crypto";
import { callOfTicket } from "../wire/acs-letters.js";
import { identity } from "../wire/identity.js";
import { type Answer, type Route, textOf } from "./route.js";

/** Call Automation, as far as the benchmarks go: what it answers when all is well. */
export const acsRoute: Route = ({ path, body, journal }) => {
  const at = /^\/calling\/callConnections(?:\/([^/:?]+))?(?::(\w+))?(?:\?|$)/.exec(path);
  if (!at) return undefined;
  const [, callId, action] = at;
  const callbackUrl = textOf(body.callbackUri);
  if (callId === undefined) {
    if (action !== undefined && action !== "answer") return { status: 204 };
    const id = action === "answer" ? callOfTicket(textOf(body.incomingCallContext)) : randomUUID();
    journal.call(id, callbackUrl);
    return { status: action === "answer" ? 200 : 201, body: connection(id, callbackUrl) };
  }
  if (action !== "sendDtmfTones") return { status: 200 } satisfies Answer;
  const operationContext = textOf(body.operationContext);
  journal.tones(callId, operationContext);
  return { status: 202, body: { operationContext } };
};

function connection(callConnectionId: string, callbackUri: string): object {
  const phone = (number: string) => ({ kind: "phoneNumber", rawId: `4:${number}`, phoneNumber: { value: number } });
  return {
    callConnectionId,
    serverCallId: Buffer.from(`https://conv.example.com/${callConnectionId}`).toString("base64"),
    targets: [phone(identity.personNumber)],
    callConnectionState: "connecting",
    callbackUri,
    sourceCallerIdNumber: { value: identity.botNumber },
    sourceDisplayName: "",
    source: {
      kind: "communicationUser",
      rawId: "8:acs:bot",
      communicationUser: { id: "8:acs:bot" },
    },
    correlationId: callConnectionId,
  };
}
