import { describe, expect, test } from "vitest";
import { editMembers, type Tamper } from "../kit/callbacks.js";
import { failedTransfer, failedTransferTrace, leavesTrace, pinAndMenu, pinAndMenuTrace } from "../kit/same-trace.js";
import { onTheLine, type StageOptions, startStage } from "../kit/stage.js";

type Behavior = NonNullable<NonNullable<StageOptions["simulator"]>["graphBehavior"]>;

const behaving = (graphBehavior: Behavior): StageOptions => ({ simulator: { graphBehavior } });
const rewritten = (tamper: Tamper): StageOptions => ({ tamper });
const replaced = (pattern: RegExp, by: string): StageOptions =>
  rewritten(({ body }) => ({ body: body.replaceAll(pattern, by) }));
const renamed = (names: readonly string[], edit: (value: unknown) => unknown): StageOptions =>
  rewritten(editMembers((name, value) => (names.includes(name) ? edit(value) : value)));
const capitalized = (value: unknown) =>
  typeof value === "string" ? value.charAt(0).toUpperCase() + value.slice(1) : value;

const guidsOf = /(?<=calls\/)[0-9a-f-]{36}/g;

const spellings: readonly (readonly [string, StageOptions])[] = [
  ["changeType with a capital letter", behaving({ changeType: "capitalized" })],
  ["only the older resource", behaving({ resource: "resource" })],
  ["resource beside resourceUrl", behaving({ resource: "both" })],
  ["no id in the data", behaving({ omitIds: true })],
  ["an additional callback without a body", behaving({ emptyCallbacks: true })],
  ["codes as text", behaving({ codesAsText: true })],
  ["subCode for subcode", behaving({ subcode: "subCode" })],
  ["the older notification first", behaving({ legacyFirst: true })],
  ["an issuer with a trailing slash", behaving({ issuer: "https://api.botframework.com/" })],
  ["the issuer of Microsoft's sample", behaving({ issuer: "https://graph.microsoft.com" })],
  ["tokens with a content type", behaving({ contentTypeInToken: true })],
  ["a resource without its first slash", replaced(/"\/communications/g, '"communications')],
  [
    "a resource with host and version",
    replaced(/"\/communications/g, '"https://graph.microsoft.com/v1.0/communications'),
  ],
  ["the /app alias", replaced(/"\/communications/g, '"/app')],
  ["ids in capital letters without dashes", rewritten(({ body }) => ({ body: plainIds(body) }))],
  ["states and outcomes with capital letters", renamed(["state", "status", "completionReason"], capitalized)],
  ["tones with capital letters", renamed(["tone"], capitalized)],
  ["the sequence of a tone as text", renamed(["sequenceId"], String)],
  ["ids that are null", renamed(["id"], (value) => (typeof value === "string" && value.includes("-") ? null : value))],
  [
    "no @odata.type inside",
    replaced(
      /"@odata\.type":"#microsoft\.graph\.(identity|identitySet|participantInfo|toneInfo|resultInfo|commsNotifications?)",/g,
      "",
    ),
  ],
  [
    "every other kind of identity as null",
    replaced(/"identity":\{/g, '"identity":{"guest":null,"encrypted":null,"onPremises":null,"application":null,'),
  ],
  [
    "annotations of OData",
    replaced(/"resourceData":\{/g, '"resourceData":{"@odata.id":"calls(1)","@odata.etag":"W/\\"1\\"",'),
  ],
  ["several notifications in one envelope, each of them twice", rewritten(({ body }) => ({ body: doubled(body) }))],
];

describe("Graph's deviations from its documentation change nothing", () => {
  for (const [what, options] of spellings) test(what, leavesTrace("graph", pinAndMenu, pinAndMenuTrace, options));
});

describe("Graph's deviations change nothing about a failed transfer", () => {
  for (const [what, options] of spellings)
    test(what, leavesTrace("graph", failedTransfer, failedTransferTrace, options));
});

test.each(["array", "no-data"] as const)("screen sharing is reported from the form %s", async (contentSharing) => {
  await using stage = await startStage("graph", behaving({ contentSharing }));
  const providerOptions = { graph: { callOptions: { isContentSharingNotificationEnabled: true } } };
  stage.person("ada").reacts({ kind: "answer" });
  const call = await stage.calling.create({ to: "+14255550123", from: "+14255550100", providerOptions });
  await stage.when(call.connected);
  const ada = stage.person("ada");
  ada.startSharing();
  await stage.advance(100);
  ada.updateSharing();
  await stage.advance(100);
  ada.stopSharing();
  await stage.advance(100);
  const events = stage.record.of("content-sharing-changed");
  expect(events.map(({ change }) => change)).toEqual(["started", "updated", "ended"]);
  expect(new Set(events.map(({ session }) => session)).size).toBe(1);
});

test("a callback without a body gets 202, and one in the older format 204", async () => {
  await using stage = await startStage("graph", behaving({ emptyCallbacks: true, legacyFirst: true }));
  stage.calling.on("incoming", (incoming) => incoming.answer());
  stage.person("ada").dial("+14255550100");
  await stage.advance(1_000);
  const answerTo = (wanted: (body: string) => boolean) =>
    stage.answers[stage.callbacks.findIndex(({ body }) => wanted(body))];
  expect(answerTo((body) => body === "")).toBe(202);
  expect(answerTo((body) => !body.includes("commsNotifications"))).toBe(204);
  expect(stage.record.of("call-connected")).toHaveLength(1);
});

test("a notification without its envelope is refused, and the state of the call is found by inspection", async () => {
  const bare: Tamper = ({ body }) =>
    body.includes('"state":"incoming"') ? {} : { body: body.replace(/^.*?"value":\[(.*)\]\}$/s, "$1") };
  await using stage = await startStage("graph", rewritten(bare));
  stage.calling.on("incoming", (incoming) => incoming.answer());
  stage.person("ada").dial("+14255550100");
  await stage.advance(10_000);
  expect(stage.answers[0]).toBe(202);
  expect(new Set(stage.answers.slice(1))).toEqual(new Set([400]));
  expect(stage.record.of("call-connected")).toHaveLength(1);
});

test("a tenant that is not a GUID, as in one documentation page, is not compared with the token's", async () => {
  const tenant = "86dc81db-c112-4228-9222-63f3esaa1edb";
  await using stage = await startStage("graph", replaced(/"tenantId":"[^"]*"/g, `"tenantId":"${tenant}"`));
  await onTheLine(stage);
  expect(new Set(stage.answers)).toEqual(new Set([202]));
});

function plainIds(body: string): string {
  return body.replaceAll(guidsOf, (id) => id.replaceAll("-", "").toUpperCase());
}

function doubled(body: string): string {
  return body.replace(/"value":\[(.*)\]/s, '"value":[$1,$1]');
}
