import { randomUUID } from "node:crypto";
import { type CallAddress, type CloudName, identity } from "./clouds.js";

/** One callback, without the token that is sent with it. */
export interface Callback {
  readonly url: string;
  /** Whether the cloud signs it: Event Grid sends a secret instead. */
  readonly signed: boolean;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Callbacks of one cloud, in its own format. The arguments identify the call, the operation and the delivery. */
export interface Callbacks {
  incoming(webhookUrl: string, callId: string): Callback;
  connected(call: CallAddress): Callback;
  tonePressed(call: CallAddress, sequence: number): Callback;
  tonesSent(call: CallAddress, operationId: string): Callback;
  ended(call: CallAddress): Callback;
}

/** @param now the clock of the cloud. Graph sends no times. */
export function callbacksOf(cloud: CloudName, now: () => number = Date.now): Callbacks {
  return cloud === "acs" ? acsCallbacks(now) : graphCallbacks;
}

const success = { code: 200, subCode: 0, message: "" };
const phone = (number: string) => ({
  kind: "phoneNumber",
  rawId: `4:${number}`,
  phoneNumber: { value: number },
});

/** CloudEvents of the call service, and the IncomingCall event of Event Grid. */
const acsCallbacks = (now: () => number): Callbacks => ({
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
          incomingCallContext: incomingContextOf(callId),
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

/** The context that an incoming call is answered with. In the real cloud it is a signed text of more than a kilobyte. */
export function incomingContextOf(callId: string): string {
  return Buffer.from(JSON.stringify({ callId, filler: "x".repeat(800) })).toString("base64");
}

/** The call of a context. */
export function callOfContext(context: string): string {
  return JSON.parse(Buffer.from(context, "base64").toString()).callId;
}

function midCall(now: number, { callId, callbackUrl }: CallAddress, name: string, data: object): Callback {
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

const { tenantId, applicationInstance } = identity.graph;

/** Notifications of Graph's calling service. */
const graphCallbacks: Callbacks = {
  incoming: (webhookUrl, callId) =>
    notification({ callId, callbackUrl: webhookUrl }, "created", "", {
      "@odata.type": "#microsoft.graph.call",
      state: "incoming",
      direction: "incoming",
      source: participant("phone", identity.personNumber),
      targets: [participant("applicationInstance", applicationInstance)],
      tenantId,
      id: callId,
    }),
  connected: (call) =>
    notification(call, "updated", "", {
      "@odata.type": "#microsoft.graph.call",
      state: "established",
      id: call.callId,
    }),
  tonePressed: (call, sequenceId) =>
    notification(call, "updated", "", {
      "@odata.type": "#microsoft.graph.call",
      state: "established",
      toneInfo: { "@odata.type": "#microsoft.graph.toneInfo", sequenceId, tone: "tone5" },
      id: call.callId,
    }),
  tonesSent: (call, operationId) =>
    notification(call, "deleted", `/operations/${operationId}`, {
      "@odata.type": "#microsoft.graph.sendDtmfTonesOperation",
      id: operationId,
      status: "completed",
      completionReason: "completedSuccessfully",
      clientContext: operationId,
      resultInfo: { "@odata.type": "#microsoft.graph.resultInfo", code: 200, subcode: 0, message: "" },
    }),
  ended: (call) =>
    notification(call, "deleted", "", {
      "@odata.type": "#microsoft.graph.call",
      state: "terminated",
      resultInfo: { "@odata.type": "#microsoft.graph.resultInfo", code: 200, subcode: 0, message: "" },
      tenantId,
      id: call.callId,
    }),
};

function participant(kind: string, id: string): object {
  return {
    "@odata.type": "#microsoft.graph.participantInfo",
    identity: {
      "@odata.type": "#microsoft.graph.identitySet",
      [kind]: { "@odata.type": "#microsoft.graph.identity", id, tenantId },
    },
    endpointType: "default",
  };
}

function notification({ callId, callbackUrl }: CallAddress, changeType: string, below: string, data: object): Callback {
  const chain = randomUUID();
  return {
    url: callbackUrl,
    signed: true,
    headers: {
      "content-type": "application/json",
      accept: "application/json",
      "user-agent": "Microsoft-Skype/3.0,(Calling/1.0)",
      "x-microsoft-skype-chain-id": chain,
      "scenario-id": chain,
      "x-microsoft-skype-message-id": randomUUID(),
    },
    body: JSON.stringify({
      "@odata.type": "#microsoft.graph.commsNotifications",
      value: [
        {
          "@odata.type": "#microsoft.graph.commsNotification",
          changeType,
          resourceUrl: `/communications/calls/${callId}${below}`,
          callbackUri: callbackUrl,
          resourceData: data,
        },
      ],
    }),
  };
}
