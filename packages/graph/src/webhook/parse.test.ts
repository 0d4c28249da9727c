import { describe, expect, test } from "vitest";
import { callId, callUpdate, notify, parseBody, resourceUrl, signalsOf } from "./read.fixture.js";

describe("the envelope", () => {
  test("a body that is not JSON is a bad request", () => {
    expect(() => parseBody("{oops")).toThrow(expect.objectContaining({ code: "invalid-request" }));
  });

  test.each(["", "  \n"])("a callback without a body is acknowledged", (body) => {
    expect(parseBody(body)).toEqual({ signals: [], reply: { status: 202 } });
  });

  test.each([
    { id: callId, callState: "incoming", presentedModalityTypes: ["audio"], participants: [] },
    { callState: "incoming" },
    { presentedModalityTypes: ["audio"] },
  ])("the older format, %j, gets 204 so that the real notification follows", (body) => {
    expect(parseBody(body)).toEqual({ signals: [], reply: { status: 204 } });
  });

  test.each([{ type: "conversation", members: [] }, {}])(
    "%j may be the older format too, and gets 204 with a warning",
    (body) => {
      expect(parseBody(body)).toEqual({
        signals: [],
        reply: { status: 204 },
        unread: [expect.stringContaining("has no `value`")],
      });
    },
  );

  test.each([
    { changeType: "deleted" },
    { resourceUrl, resourceData: { state: "terminated" } },
    { resource: resourceUrl, callState: "terminated" },
    { resourceData: null },
  ])("a notification without its envelope, %j, is unreadable", (body) => {
    const unread = [expect.stringContaining("without its envelope")];
    expect(parseBody(body)).toEqual({ signals: [], unread });
    expect(parseBody(body, { callKey: "k" })).toEqual({ signals: [], unread });
  });

  test.each([{}, { callState: "incoming" }])("the older format is unreadable at a call's address: %j", (body) => {
    expect(parseBody(body, { callKey: "k" })).toEqual({ signals: [], unread: [expect.stringContaining("a call's")] });
  });

  test.each([{ value: "x" }, [], null, 7, "text"])("%j is not a notification in any format", (body) => {
    expect(() => parseBody(JSON.stringify(body))).toThrow(expect.objectContaining({ code: "invalid-request" }));
  });

  test("several notifications in one envelope are several signals, each with its call", () => {
    const other = "0000aaaa-ffff-4ca1-8c67-a5f1e31e8e82";
    const signals = signalsOf({
      value: [
        { changeType: "updated", resourceUrl, resourceData: { state: "establishing" } },
        {
          changeType: "updated",
          resourceUrl: `/communications/calls/${other}`,
          resourceData: { state: "established" },
        },
      ],
    });
    expect(signals.map(({ providerCallId }) => providerCallId)).toEqual([callId, other]);
  });

  test("a notification that names no call belongs to the call of its address", () => {
    const nameless = (resourceData: object) => notify({ changeType: "updated", resourceData });
    const state = nameless({ "@odata.type": "#microsoft.graph.call", state: "established" });
    expect(signalsOf(state, { callKey: "k" })).toEqual([
      { at: 1000, call: { key: "k" }, kind: "state", id: "state:connected", state: "connected" },
    ]);
    expect(signalsOf(nameless({ some: "thing" }), { callKey: "k" })).toMatchObject([{ kind: "unrecognized" }]);
    expect(parseBody(state)).toEqual({ signals: [], unread: [expect.stringContaining("names no call")] });
  });

  test("a notification that names its call only in its data is about that call", () => {
    const resourceData = { "@odata.type": "#microsoft.graph.call", state: "terminated", id: callId.toUpperCase() };
    expect(signalsOf(notify({ changeType: "deleted", resourceData }))).toMatchObject([
      { id: "ended", call: { alias: callId }, providerCallId: callId },
    ]);
  });
});

describe("the address of a notification", () => {
  test.each([
    [
      "with a capital and dashes left out",
      { resourceUrl: "/communications/calls/57DAB8B1894C409AB240BD8BEAE78896" },
      "57dab8b1894c409ab240bd8beae78896",
    ],
    ["without a leading slash", { resourceUrl: `communications/calls/${callId}` }, callId],
    ["the older member alone", { resourceUrl: undefined, resource: `/app/calls/${callId}` }, callId],
    ["the older root", { resourceUrl: `/app/calls/${callId}` }, callId],
    [
      "whole, with host and version",
      { resourceUrl: `https://graph.microsoft.com/beta/communications/calls/${callId}` },
      callId,
    ],
    ["on plain http", { resourceUrl: `http://graph.microsoft.com/v1.0/communications/calls/${callId}` }, callId],
    ["with a query", { resourceUrl: `/communications/calls/${callId}?$select=state` }, callId],
    ["with doubled slashes", { resourceUrl: `//communications//calls//${callId}/` }, callId],
    ["below another collection", { resourceUrl: `/users/calls/communications/calls/${callId}` }, callId],
    ["in capitals", { resourceUrl: `/Communications/Calls/${callId}` }, callId],
  ])("%s", (_, more, providerCallId) => {
    expect(signalsOf(callUpdate({ state: "established" }, more))).toMatchObject([
      { providerCallId, call: { alias: providerCallId }, state: "connected" },
    ]);
  });

  test("a call id in the data that is null or missing is taken from the address", () => {
    expect(signalsOf(callUpdate({ state: "established", id: null }))).toMatchObject([{ providerCallId: callId }]);
  });
});

describe("one notification of several that cannot be read", () => {
  const good = { changeType: "updated", resourceUrl, resourceData: { state: "established" } };
  test.each([
    ["null", null],
    ["a number", 7],
    ["no object", "text"],
    ["one that names no call", {}],
    ["one whose address is no call's", { resourceUrl: "/users/1", resourceData: { id: "1" } }],
  ])("does not affect the others: %s", (_, bad) => {
    for (const value of [
      [bad, good],
      [good, bad],
    ]) {
      const { signals, unread } = parseBody({ value });
      expect(signals).toMatchObject([{ kind: "state", state: "connected" }]);
      expect(unread).toHaveLength(1);
    }
  });

  test.each([
    ["data that is not an entity", { changeType: "updated", resourceUrl, resourceData: "gone" }],
    ["a list without entities", { changeType: "updated", resourceUrl, resourceData: [7, null] }],
    ["a screen without a session", { changeType: "updated", resourceUrl: `${resourceUrl}/contentSharingSessions` }],
    [
      "a screen of an unknown change",
      { changeType: "paused", resourceUrl: `${resourceUrl}/contentSharingSessions/1`, resourceData: { id: "1" } },
    ],
    ["an unknown type", { resourceUrl, resourceData: { "@odata.type": "#microsoft.graph.hologram" } }],
  ])("is unrecognized if it names its call: %s", (_, odd) => {
    expect(signalsOf({ value: [good, odd] }).map(({ kind }) => kind)).toEqual(["state", "unrecognized"]);
  });

  test("a second question in one notification is reported as unread", () => {
    const question = {
      resourceUrl,
      resourceData: { "@odata.type": "#microsoft.graph.participantJoiningNotification" },
    };
    const { ask, unread, signals } = parseBody({ value: [question, good, question] });
    expect([ask?.kind, unread?.length, signals.length]).toEqual(["participant-joining", 1, 1]);
  });
});

test("several operations that end in one notification are all reported", () => {
  const operation = (id: string) => ({
    "@odata.type": "#microsoft.graph.playPromptOperation",
    id,
    status: "completed",
    resultInfo: { code: 200, subcode: 0, message: "" },
  });
  const [a, b] = ["57dab8b1-894c-409a-b240-bd8beae78891", "57dab8b1-894c-409a-b240-bd8beae78892"];
  const body = notify({
    changeType: "updated",
    resourceUrl: `${resourceUrl}/operations`,
    resourceData: [operation(a), operation(b)],
  });
  expect(signalsOf(body)).toMatchObject([{ providerOperationId: a }, { providerOperationId: b }]);
});

test("a call ends even if the data of its notification is an empty list", () => {
  const body = notify({ changeType: "deleted", resourceUrl, resourceData: [] });
  expect(signalsOf(body)).toMatchObject([{ id: "ended", state: "disconnected" }]);
});

test("an incoming call is a new call, whatever address it arrived at", () => {
  const body = callUpdate({ state: "incoming" }, { changeType: "created" });
  expect(signalsOf(body, { callKey: "k" })).toMatchObject([{ kind: "incoming", call: { alias: callId } }]);
});

test.each([".", ".."])(
  "an incoming call with the id %j is ignored, because its path would name another resource",
  (id) => {
    expect(signalsOf(callUpdate({ state: "incoming", id }, { resourceUrl: `/communications/calls/${id}` }))).toEqual(
      [],
    );
    expect(signalsOf(callUpdate({ state: "incoming", id }, { resourceUrl: undefined }))).toEqual([]);
  },
);
