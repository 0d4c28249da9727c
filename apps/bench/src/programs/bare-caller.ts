/** The cost of requests without Trunkline: the vendor's client as its documentation shows it, or the bare minimum of every client. */
import { CallAutomationClient } from "@azure/communication-call-automation";
import { Client } from "@microsoft/microsoft-graph-client";
import { Agent, request } from "undici";
import { inParallel, sampleOf } from "../measure/sample.js";
import { bareCallerSettingsSchema, type OperationName, operationRound } from "../processes/protocol.js";
import { on, readSettings, serve } from "../processes/serve.js";
import { incomingContextOf } from "../wire/callbacks.js";
import { identity } from "../wire/clouds.js";

/** The callback address of these bots. It leads nowhere, so that no other bot mistakes their calls for its own. */
const nowhere = "https://unused.example.com/calls/one-of-them";
const context = incomingContextOf("a-call");
/** As long as Entra's tokens. */
const token = "x".repeat(1500);
const { kind, cloud, cloudUrl } = readSettings(bareCallerSettingsSchema);

type Operations = Readonly<Record<OperationName, () => Promise<unknown>>>;

function acsClient(): Operations {
  const client = new CallAutomationClient(`endpoint=${cloudUrl};accesskey=${identity.acs.accessKey}`, {
    allowInsecureConnection: true,
  });
  const person = { phoneNumber: identity.personNumber };
  const invitation = { targetParticipant: person, sourceCallIdNumber: { phoneNumber: identity.botNumber } };
  return {
    create: () => client.createCall(invitation, nowhere),
    answer: () => client.answerCall(context, nowhere),
    redirect: () => client.redirectCall(context, invitation),
    sendDtmf: () => client.getCallConnection("a-call").getCallMedia().sendDtmfTones(["one", "two", "pound"], person),
  };
}

function graphClient(): Operations {
  const client = Client.init({
    baseUrl: cloudUrl,
    customHosts: new Set([new URL(cloudUrl).hostname]),
    authProvider: (done) => done(null, token),
  });
  return operationsBy(({ path, body }) => client.api(path).post(body), graphBodies);
}

/** The same requests over a pooled connection of undici, and nothing else. No client can cost less. */
function floor(): Operations {
  const dispatcher = new Agent();
  const base = cloud === "acs" ? cloudUrl : `${cloudUrl}/v1.0`;
  const post = async ({ path, body }: Post) => {
    const answer = await request(`${base}${path}`, {
      method: "POST",
      dispatcher,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    const text = await answer.body.text();
    return text === "" ? undefined : JSON.parse(text);
  };
  return operationsBy(post, cloud === "acs" ? acsBodies : graphBodies);
}

/** A request: the path below the version, and the body. */
interface Post {
  readonly path: string;
  readonly body: object;
}

type Posts = Readonly<Record<OperationName, Post>>;

function operationsBy(
  post: (given: Post) => Promise<unknown>,
  { create, answer, redirect, sendDtmf }: Posts,
): Operations {
  return {
    create: () => post(create),
    answer: () => post(answer),
    redirect: () => post(redirect),
    sendDtmf: () => post(sendDtmf),
  };
}

const acsPhone = (number: string) => ({ kind: "phoneNumber", rawId: `4:${number}`, phoneNumber: { value: number } });
const acsPerson = acsPhone(identity.personNumber);
const acsCalls = "/calling/callConnections";
const acsBodies: Posts = {
  create: {
    path: acsCalls,
    body: { targets: [acsPerson], sourceCallerIdNumber: { value: identity.botNumber }, callbackUri: nowhere },
  },
  answer: { path: `${acsCalls}:answer`, body: { incomingCallContext: context, callbackUri: nowhere } },
  redirect: { path: `${acsCalls}:redirect`, body: { incomingCallContext: context, target: acsPerson } },
  sendDtmf: {
    path: `${acsCalls}/a-call:sendDtmfTones`,
    body: { tones: ["one", "two", "pound"], targetParticipant: acsPerson },
  },
};

const { tenantId, applicationInstance } = identity.graph;
const mediaConfig = { "@odata.type": "#microsoft.graph.serviceHostedMediaConfig" };
const graphIdentity = (kind: string, id: string) => ({
  "@odata.type": "#microsoft.graph.identitySet",
  [kind]: { "@odata.type": "#microsoft.graph.identity", id },
});
const graphTarget = {
  "@odata.type": "#microsoft.graph.invitationParticipantInfo",
  identity: graphIdentity("phone", identity.personNumber),
};
const graphBodies: Posts = {
  create: {
    path: "/communications/calls",
    body: {
      "@odata.type": "#microsoft.graph.call",
      callbackUri: nowhere,
      source: {
        "@odata.type": "#microsoft.graph.participantInfo",
        identity: graphIdentity("applicationInstance", applicationInstance),
      },
      targets: [graphTarget],
      requestedModalities: ["audio"],
      mediaConfig,
      tenantId,
    },
  },
  answer: {
    path: "/communications/calls/a-call/answer",
    body: { callbackUri: nowhere, acceptedModalities: ["audio"], mediaConfig },
  },
  redirect: { path: "/communications/calls/a-call/redirect", body: { targets: [graphTarget], callbackUri: nowhere } },
  sendDtmf: {
    path: "/communications/calls/a-call/microsoft.graph.sendDtmfTones",
    body: { tones: ["tone1", "tone2", "pound"], clientContext: "d45324c1-fcb5-430a-902c-f20af696537c" },
  },
};

const operations = kind === "floor" ? floor() : cloud === "acs" ? acsClient() : graphClient();
serve([
  on(operationRound, ({ operation, count, atOnce }) =>
    sampleOf(count, () => inParallel(count, atOnce, operations[operation])),
  ),
]);
