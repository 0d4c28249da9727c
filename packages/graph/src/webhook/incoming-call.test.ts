import { describe, expect, test } from "vitest";
import { account, callUpdate, parseBody, signalsOf } from "./read.fixture.js";

describe("who calls", () => {
  const incoming = (data: object, arrival = {}) =>
    signalsOf(callUpdate({ state: "incoming", ...data }, { changeType: "Created" }), arrival)[0];

  test("an encrypted caller is kept, with a warning that names the permissions", () => {
    const signal = incoming({ source: { identity: { encrypted: { id: "1xt4", displayName: null }, user: null } } });
    expect(signal).toMatchObject({ from: { kind: "unknown", rawId: "1xt4" } });
    expect(JSON.stringify(signal)).toContain("Calls.Initiate.All");
    expect(JSON.stringify(signal)).toContain("Calls.JoinGroupCallAsGuest.All");
  });

  test.each([
    [{ phone: { id: "+14255550123" } }, { kind: "phone", number: "+14255550123" }],
    [{ phone: { id: "anonymous" } }, { kind: "unknown", rawId: "4:anonymous" }],
    [
      { user: { id: "u", tenantId: "t", displayName: "N" } },
      { kind: "user", id: "u", tenantId: "t", displayName: "N" },
    ],
    [{ guest: { id: "g" } }, { kind: "guest", id: "g", displayName: "" }],
    [{ applicationInstance: { id: account.toUpperCase() } }, { kind: "phone", number: "+14255550100" }],
    [
      { azureCommunicationServicesUser: { id: "a" } },
      { kind: "provider", type: "azureCommunicationServicesUser", id: "a" },
    ],
    [{ onPremises: { id: "p", displayName: "P" } }, { kind: "unknown", rawId: "p", displayName: "P" }],
    [{}, { kind: "unknown", rawId: "" }],
    [null, { kind: "unknown", rawId: "" }],
  ])("%j", (identity, from) => {
    expect(incoming({ source: { identity } })).toMatchObject({ from });
  });

  test("several forwards are listed from first to last", () => {
    const callRoutes = [
      { original: { phone: { id: "+14255550101" } } },
      { original: { user: { id: "u" } } },
      { final: {} },
    ];
    expect(incoming({ callRoutes })).toMatchObject({
      forwardedFrom: [
        { kind: "phone", number: "+14255550101" },
        { kind: "user", id: "u" },
      ],
    });
  });

  test("a look-up of the called number is not a forward", () => {
    const callRoutes = [{ routingType: "lookup", original: { phone: { id: "+14255550100" } } }];
    const targets = [{ identity: { applicationInstance: { id: account } } }];
    expect(incoming({ callRoutes, targets })).not.toHaveProperty("forwardedFrom");
  });

  test("an invitation to a meeting is a group call, and a one-to-one call is not", () => {
    expect(incoming({ meetingInfo: { "@odata.type": "#microsoft.graph.tokenMeetingInfo", token: "t" } })).toMatchObject(
      { group: true },
    );
    expect(incoming({ chatInfo: { threadId: "x" } })).toMatchObject({ group: true });
    expect(incoming({ chatInfo: null, meetingInfo: null })).not.toHaveProperty("group");
  });

  const [called, notified, token] = ["1", "2", "3"].map((digit) => `${digit.repeat(8)}-aaaa-4aaa-8aaa-aaaaaaaaaaaa`);
  test.each([
    ["the called party's", { targets: [{ identity: { application: { id: "a", tenantId: called } } }] }, called],
    ["else the notification's", { tenantId: notified }, notified],
  ])("its tenant is %s", (_, data, tenantId) => {
    expect(incoming(data)).toMatchObject({ memo: { tenantId } });
  });
  test("its tenant falls back to the token's, then to the default", () => {
    expect(incoming({}, { tenantId: token })).toMatchObject({ memo: { tenantId: token } });
    expect(incoming({})).toMatchObject({ memo: { tenantId: "00000000-0000-0000-0000-00000000dddd" } });
  });

  test("a token of one tenant cannot send events of another tenant's call", () => {
    const body = callUpdate({ state: "incoming", tenantId: notified }, { changeType: "created" });
    expect(() => parseBody(body, { tenantId: token ?? "" })).toThrow(expect.objectContaining({ code: "forbidden" }));
    expect(parseBody(body, { tenantId: notified?.toUpperCase() ?? "" }).signals.length).toBe(1);
    const printed = callUpdate(
      { state: "incoming", tenantId: "86dc81db-c112-4228-9222-63f3esaa1edb" },
      { changeType: "created" },
    );
    expect(parseBody(printed, { tenantId: token ?? "" }).signals.length).toBe(1);
  });

  test("a call under a recording policy leaves five seconds to answer, and no other call says how many", () => {
    const recorded = [
      { applicationMetadata: { botData: { user: {} } } },
      { incomingContext: { observedParticipantId: "p" } },
    ];
    for (const data of recorded) expect(incoming(data)).toMatchObject({ answerWithinMs: 5000 });
    const others = [
      {},
      { applicationMetadata: { botData: null } },
      { incomingContext: { observedParticipantId: null } },
    ];
    for (const data of others) expect(incoming(data)).not.toHaveProperty("answerWithinMs");
  });

  test("it is one fact, with the id of its chain if there is one, and without what nothing is known of", () => {
    expect(incoming({ callChainId: "chain" })).toMatchObject({ id: "incoming", chainId: "chain" });
    expect(new Set(Object.keys(incoming({ targets: [], callRoutes: null }) ?? {}))).toEqual(
      new Set(["at", "call", "providerCallId", "kind", "id", "from", "to", "memo"]),
    );
  });

  test("its tenant is that of the called user or application instance too", () => {
    for (const kind of ["user", "applicationInstance"])
      expect(incoming({ targets: [{ identity: { [kind]: { id: "a", tenantId: called } } }] })).toMatchObject({
        memo: { tenantId: called, group: false },
      });
  });

  test("a token of another tenant is refused with both tenants in the reason", () => {
    const body = callUpdate({ state: "incoming", tenantId: notified }, { changeType: "created" });
    expect(() => parseBody(body, { tenantId: token ?? "" })).toThrow(
      expect.objectContaining({
        ...{ provider: "graph" },
        message: `the callback speaks of a call of tenant ${notified}, and its token is of ${token}`,
      }),
    );
    expect(parseBody(body).signals).toHaveLength(1);
  });
});
