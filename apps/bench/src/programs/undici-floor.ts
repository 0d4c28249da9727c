/** The floor: the same requests over a pooled connection of undici, and nothing else. No client can cost less here. */
import { Agent, request } from "undici";
import { callerSettingsSchema, type OperationName } from "../callers/exchanges.js";
import { graphBodies } from "../callers/graph-bodies.js";
import { nowhere, serveCaller } from "../callers/serve-caller.js";
import { ticket } from "../callers/ticket.js";
import { readSettings } from "../processes/settings.js";
import { identity } from "../wire/identity.js";

const { cloud, cloudUrl } = readSettings(callerSettingsSchema);
const dispatcher = new Agent();
const authorization = `Bearer ${"x".repeat(1500)}`;
const acsCalls = "/calling/callConnections";
const phone = (number: string) => ({ kind: "phoneNumber", rawId: `4:${number}`, phoneNumber: { value: number } });
const person = phone(identity.personNumber);

const acsBodies: Readonly<Record<OperationName, { readonly path: string; readonly body: object }>> = {
  create: {
    path: acsCalls,
    body: { targets: [person], sourceCallerIdNumber: { value: identity.botNumber }, callbackUri: nowhere },
  },
  answer: { path: `${acsCalls}:answer`, body: { incomingCallContext: ticket, callbackUri: nowhere } },
  redirect: { path: `${acsCalls}:redirect`, body: { incomingCallContext: ticket, target: person } },
  sendDtmf: {
    path: `${acsCalls}/a-call:sendDtmfTones`,
    body: { tones: ["one", "two", "pound"], targetParticipant: person },
  },
};
const bodies = cloud === "acs" ? acsBodies : graphBodies;
const base = cloud === "acs" ? cloudUrl : `${cloudUrl}/v1.0`;

const post = (operation: OperationName) => async () => {
  const { path, body } = bodies[operation];
  const answer = await request(`${base}${path}`, {
    method: "POST",
    dispatcher,
    headers: { authorization, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const text = await answer.body.text();
  return text === "" ? undefined : JSON.parse(text);
};

serveCaller({
  create: post("create"),
  answer: post("answer"),
  redirect: post("redirect"),
  sendDtmf: post("sendDtmf"),
});
