import { expect, test } from "vitest";
import { callId, notify, resourceUrl, signalsOf } from "./read.fixture.js";

const shared = (changeType: string, more: object, arrival?: Parameters<typeof signalsOf>[1]) =>
  signalsOf(notify({ changeType, resourceUrl: `${resourceUrl}/contentSharingSessions`, ...more }), arrival);

test.each([
  ["created", "started"],
  ["Deleted", "ended"],
])("a session that is %s has %s, and the fact is the same in every delivery", (changeType, change) => {
  expect(shared(changeType, { resourceData: [{ id: "s1" }, { id: "s2" }] })).toEqual(
    ["s1", "s2"].map((sessionId) => ({
      ...{ at: 1000, call: { alias: callId }, providerCallId: callId, kind: "content-sharing" },
      ...{ id: `content-sharing:${sessionId}:${change}`, change, sessionId },
    })),
  );
});

test("each update of a session is a fact of its own", () => {
  const update = (message: string) =>
    shared("updated", { resourceData: { id: "s1" } }, { headers: { "x-microsoft-skype-message-id": message } });
  expect([update("a"), update("b")]).toMatchObject([
    [{ id: "content-sharing:s1:updated:a.0", change: "updated" }],
    [{ id: "content-sharing:s1:updated:b.0", change: "updated" }],
  ]);
});

test("a session may be named in the address alone, and its data come first", () => {
  const at = { resourceUrl: `${resourceUrl}/contentSharingSessions/S9` };
  expect(shared("created", at)).toMatchObject([{ sessionId: "S9", change: "started" }]);
  expect(shared("created", { ...at, resourceData: [] })).toMatchObject([{ sessionId: "S9" }]);
  expect(shared("created", { ...at, resourceData: [{ id: "" }] })).toMatchObject([{ sessionId: "S9" }]);
  expect(shared("created", { ...at, resourceData: { id: "s1" } })).toMatchObject([{ sessionId: "s1" }]);
  expect(shared("created", { resourceData: [{ id: "s1" }, {}, 7] })).toMatchObject([{ kind: "unrecognized" }]);
  expect(shared("created", { resourceData: [{ id: "s1" }, { id: 7 }] })).toMatchObject([{ sessionId: "s1" }]);
});
