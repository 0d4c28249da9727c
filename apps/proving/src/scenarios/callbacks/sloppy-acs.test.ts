import { describe, expect, test } from "vitest";
import { editMembers, type Tamper } from "../kit/callbacks.js";
import { failedTransfer, failedTransferTrace, leavesTrace, pinAndMenu, pinAndMenuTrace } from "../kit/same-trace.js";
import { onTheLine, type StageOptions, startStage } from "../kit/stage.js";

const rewritten = (tamper: Tamper): StageOptions => ({ tamper });
const replaced = (pattern: RegExp, by: string): StageOptions =>
  rewritten(({ body }) => ({ body: body.replaceAll(pattern, by) }));
const edited = (names: readonly string[], edit: (value: unknown) => unknown): StageOptions =>
  rewritten(editMembers((name, value) => (names.includes(name) ? edit(value) : value)));
const without = (...names: readonly string[]) => edited(names, () => undefined);

const spellings: readonly (readonly [string, StageOptions])[] = [
  ["one event without an array", replaced(/^\[|\]$/g, "")],
  ["the same event twice in one array", rewritten(({ body }) => ({ body: body.replace(/^\[(.*)\]$/s, "[$1,$1]") }))],
  ["Event Grid's other schema", { registration: { eventSchema: "cloud-events" } }],
  ["an absent context instead of null", edited(["operationContext"], (value) => value ?? undefined)],
  ["no version and no second type", without("version", "publicEventType", "datacontenttype", "specversion")],
  [
    "the type only in the data",
    rewritten(
      editMembers((name, value) =>
        name === "type" && typeof value === "string" && value.includes(".Call") ? undefined : value,
      ),
    ),
  ],
  ["no time", without("time", "eventTime")],
  ["an invalid time", edited(["time"], () => "yesterday")],
  ["no subject", without("subject")],
  ["no kinds of identifiers", without("kind")],
  ["only raw identifiers", without("kind", "phoneNumber")],
  ["codes as text", edited(["code", "subCode"], String)],
  ["subcode for subCode", replaced(/"subCode"/g, '"subcode"')],
  ["sequences as text", edited(["sequenceId", "sequenceNumber"], String)],
  ["rosters that repeat their number", edited(["sequenceNumber"], () => 8)],
  ["no name of the caller", without("callerDisplayName")],
  ["a call named only by source and subject", without("callConnectionId")],
  ["no correlation", without("correlationId", "serverCallId")],
];

describe("ACS's deviations from its documentation change nothing", () => {
  for (const [what, options] of spellings) test(what, leavesTrace("acs", pinAndMenu, pinAndMenuTrace, options));
});

describe("ACS's deviations change nothing about a failed transfer", () => {
  for (const [what, options] of spellings) test(what, leavesTrace("acs", failedTransfer, failedTransferTrace, options));
});

test("completions of older versions without a result are accepted", async () => {
  await using stage = await startStage("acs", without("resultInformation"));
  const call = await onTheLine(stage);
  expect((await stage.when(call.play({ url: "https://cdn.example.com/a.wav" }))).endedBy).toBe("completed");
  expect((await stage.when(call.sendDtmf("1"))).sent).toBe("1");
});

test("the two events of a declined call yield one end", async () => {
  await using stage = await startStage("acs");
  stage.person("ada").reacts({ kind: "decline" });
  const call = await stage.calling.create({ to: "+14255550123", from: "+14255550100" });
  expect(await stage.when(call.ended)).toMatchObject({ kind: "declined", code: 603 });
  await stage.advance(5_000);
  const ends = stage.callbacks.filter(({ body }) => /CallDisconnected|CreateCallFailed/.test(body));
  expect(ends.length).toBe(2);
  expect(stage.record.of("call-ended")).toHaveLength(1);
});
