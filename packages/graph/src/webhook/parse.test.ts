import { describe, expect, test } from "vitest";
import { callId, callUpdate, notify, parseBody, resourceUrl, signalsOf } from "./read.fixture.js";

describe("the envelope", () => {
  test("no JSON is a bad request", () => {
    expect(() => parseBody("{oops")).toThrow(expect.objectContaining({ code: "invalid-request" }));
  });

  test.each(["", "  \n"])("a callback without a body is acknowledged", (body) => {
    expect(parseBody(body)).toEqual({ signals: [], reply: { status: 202 } });
  });

  test.each([{ type: "conversation", members: [] }, { value: "x" }, [], null, 7])(
    "the older format, %j, gets 204 so that the real notification follows",
    (body) => {
      expect(parseBody(body)).toEqual({ signals: [], reply: { status: 204 } });
    },
  );

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

  test("a notification that names no call belongs to the call whose address it came to", () => {
    const nameless = (resourceData: object) => notify({ changeType: "updated", resourceData });
    const state = nameless({ "@odata.type": "#microsoft.graph.call", state: "established" });
    expect(signalsOf(state, { callKey: "k" })).toEqual([
      { at: 1000, call: { key: "k" }, kind: "state", id: "state:connected", state: "connected" },
    ]);
    expect(signalsOf(nameless({ some: "thing" }), { callKey: "k" })).toMatchObject([{ kind: "unrecognized" }]);
    expect(parseBody(state)).toEqual({ signals: [] });
  });

  test("a notification that names its call in its data alone is about that call", () => {
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

test.each([".", ".."])("a call whose id is %j is none: nothing is asked for under such a path", (id) => {
  expect(signalsOf(callUpdate({ state: "incoming", id }, { resourceUrl: `/communications/calls/${id}` }))).toEqual([]);
  expect(signalsOf(callUpdate({ state: "incoming", id }, { resourceUrl: undefined }))).toEqual([]);
});
