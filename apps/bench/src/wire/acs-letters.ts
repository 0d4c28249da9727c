import { randomUUID } from "node:crypto";
import type { CallAddress } from "./call-address.js";
import { identity } from "./identity.js";
import type { Letter, Letters } from "./letters.js";

const success = { code: 200, subCode: 0, message: "" };
const phone = (number: string) => ({
  kind: "phoneNumber",
  rawId: `4:${number}`,
  phoneNumber: { value: number },
});

/** CloudEvents of the call service, and the IncomingCall event of Event Grid. */
export const acsLetters = (now: () => number): Letters => ({
  incoming: (webhookUrl, callId) => ({
    url: `${webhookUrl}?eventgrid=${encodeURIComponent(identity.acs.eventGridSecret)}`,
    signed: false,
    headers: { "content-type": "application/json; charset=utf-8", "aeg-event-type": "Notification" },
    body: JSON.stringify([
      {
        id: randomUUID(),
        topic: "/subscriptions/s/resourceGroups/g/providers/Microsoft.Communication/communicationServices/bot",
        subject: `/caller/4:${identity.personNumber}/recipient/4:${identity.botNumber}`,
        data: {
          to: phone(identity.botNumber),
          from: phone(identity.personNumber),
          serverCallId: Buffer.from(`https://conv.example.com/${callId}`).toString("base64"),
          callerDisplayName: "",
          incomingCallContext: ticketOf(callId),
          correlationId: callId,
        },
        eventType: "Microsoft.Communication.IncomingCall",
        dataVersion: "1.0",
        metadataVersion: "1",
        eventTime: new Date(now()).toISOString(),
      },
    ]),
  }),
  connected: (call) => midCall(now(), call, "CallConnected", {}),
  tonePressed: (call, sequenceId) =>
    midCall(now(), call, "ContinuousDtmfRecognitionToneReceived", {
      sequenceId,
      tone: "five",
      resultInformation: success,
    }),
  tonesSent: (call, operationContext) =>
    midCall(now(), call, "SendDtmfTonesCompleted", { operationContext, resultInformation: success }),
  ended: (call) => midCall(now(), call, "CallDisconnected", { resultInformation: { ...success, subCode: 7000 } }),
});

/** What an incoming call is answered with: a signed text of more than a kilobyte in the real cloud. */
function ticketOf(callId: string): string {
  return Buffer.from(JSON.stringify({ callId, filler: "x".repeat(800) })).toString("base64");
}

/** The call that a ticket was made for. */
export function callOfTicket(ticket: string): string {
  return JSON.parse(Buffer.from(ticket, "base64").toString()).callId;
}

function midCall(now: number, { callId, callbackUrl }: CallAddress, name: string, data: object): Letter {
  const type = `Microsoft.Communication.${name}`;
  const source = `calling/callConnections/${callId}`;
  return {
    url: callbackUrl,
    signed: true,
    headers: { "content-type": "application/json; charset=utf-8" },
    body: JSON.stringify([
      {
        id: randomUUID(),
        source,
        type,
        data: {
          version: "2025-06-15",
          ...data,
          callConnectionId: callId,
          serverCallId: Buffer.from(`https://conv.example.com/${callId}`).toString("base64"),
          correlationId: callId,
          publicEventType: type,
        },
        time: new Date(now).toISOString(),
        specversion: "1.0",
        datacontenttype: "application/json",
        subject: source,
      },
    ]),
  };
}
