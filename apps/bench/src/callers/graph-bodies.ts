import { identity } from "../wire/identity.js";
import { nowhere } from "./serve-caller.js";

const { tenantId, applicationInstance } = identity.graph;
const mediaConfig = { "@odata.type": "#microsoft.graph.serviceHostedMediaConfig" };
const phone = { "@odata.type": "#microsoft.graph.identity", id: identity.personNumber };
const target = {
  "@odata.type": "#microsoft.graph.invitationParticipantInfo",
  identity: { "@odata.type": "#microsoft.graph.identitySet", phone },
};

/** The requests to Graph as its documentation shows them: the path below the version, and the body. */
export const graphBodies = {
  create: {
    path: "/communications/calls",
    body: {
      "@odata.type": "#microsoft.graph.call",
      callbackUri: nowhere,
      source: {
        "@odata.type": "#microsoft.graph.participantInfo",
        identity: {
          "@odata.type": "#microsoft.graph.identitySet",
          applicationInstance: { "@odata.type": "#microsoft.graph.identity", id: applicationInstance },
        },
      },
      targets: [target],
      requestedModalities: ["audio"],
      mediaConfig,
      tenantId,
    },
  },
  answer: {
    path: "/communications/calls/a-call/answer",
    body: { callbackUri: nowhere, acceptedModalities: ["audio"], mediaConfig },
  },
  redirect: { path: "/communications/calls/a-call/redirect", body: { targets: [target], callbackUri: nowhere } },
  sendDtmf: {
    path: "/communications/calls/a-call/microsoft.graph.sendDtmfTones",
    body: { tones: ["tone1", "tone2", "pound"], clientContext: "d45324c1-fcb5-430a-902c-f20af696537c" },
  },
} as const;
