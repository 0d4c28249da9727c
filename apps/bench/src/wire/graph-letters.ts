import { randomUUID } from "node:crypto";
import type { CallAddress } from "./call-address.js";
import { identity } from "./identity.js";
import type { Letter, Letters } from "./letters.js";

const { tenantId, applicationInstance } = identity.graph;

/** Notifications of Graph's calling service. */
export const graphLetters: Letters = {
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

function notification({ callId, callbackUrl }: CallAddress, changeType: string, below: string, data: object): Letter {
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
