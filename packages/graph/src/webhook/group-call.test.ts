import { describe, expect, test } from "vitest";
import { notify, parseBody, resourceUrl, signalsOf } from "./read.fixture.js";

describe("rosters and policy recording", () => {
  const participant = (id: string, more: object = {}) => ({
    "@odata.type": "#microsoft.graph.participant",
    id,
    info: { identity: { user: { id } } },
    ...more,
  });

  test("a roster below operations/participants, or of one entity, is a roster", () => {
    for (const resourceData of [[participant("a")], participant("a")]) {
      expect(
        signalsOf(
          notify({ changeType: "updated", resourceUrl: `${resourceUrl}/operations/participants`, resourceData }),
        ),
      ).toMatchObject([{ kind: "participants", participants: [{ id: "a" }] }]);
    }
  });

  test("a removed participant is not on the roster, and an empty roster is a roster", () => {
    const roster = (resourceData: readonly object[]) =>
      signalsOf(notify({ changeType: "updated", resourceUrl: `${resourceUrl}/participants`, resourceData }));
    expect(roster([participant("a"), participant("b", { removedState: { reason: "left" } })])).toMatchObject([
      { participants: [{ id: "a" }] },
    ]);
    expect(roster([])).toMatchObject([{ participants: [] }]);
  });

  const rosterOf = (resourceData: readonly object[]) =>
    parseBody(notify({ changeType: "updated", resourceUrl: `${resourceUrl}/participants`, resourceData })).signals.find(
      (signal) => signal.kind === "participants",
    );

  test("a participant without an id is on the roster, identified by its identity", () => {
    const roster = (resourceData: readonly object[]) => rosterOf(resourceData)?.participants.map(({ id }) => id);
    const info = (identity: object) => ({
      "@odata.type": "#microsoft.graph.participant",
      id: null,
      info: { identity },
    });
    expect(roster([info({ user: { id: "U" } }), info({ phone: { id: "+14255550123" } })])).toEqual([
      "user:u",
      "phone:+14255550123",
    ]);
    expect(roster([info({ user: { id: "u" } }), info({ user: { id: "u" } })])).toEqual(["user:u", "user:u#2"]);
    expect(roster([{ "@odata.id": "/app/calls/1/participants/8A34", info: info({ user: { id: "u" } }).info }])).toEqual(
      ["8A34"],
    );
    expect(roster([info({}), { id: "only-an-id" }])).toEqual(["only-an-id"]);
  });

  test("`changedIn` is given if every participant has a roster number", () => {
    const changes = (...numbers: readonly unknown[]) => {
      const resourceData = numbers.map((rosterSequenceNumber, index) =>
        participant(`p${index}`, { rosterSequenceNumber }),
      );
      return rosterOf(resourceData)?.changedIn;
    };
    expect(changes(3, "5")).toEqual({ p0: 3, p1: 5 });
    for (const missing of [undefined, null, "", -1, 1.5, true]) expect(changes(3, missing)).toBeUndefined();
  });

  test("a delta roster is unrecognized, because the adapter asks for complete ones", () => {
    const resourceData = { "@odata.type": "#microsoft.graph.deltaParticipants", sequenceNumber: 3, participants: [] };
    expect(
      signalsOf(notify({ changeType: "updated", resourceUrl: `${resourceUrl}/participants`, resourceData })),
    ).toMatchObject([{ kind: "unrecognized", type: "updated deltaparticipants" }]);
  });

  test("a participant who is about to join is a question with three answers", () => {
    const resourceData = { "@odata.type": "#microsoft.graph.participantJoiningNotification", call: {} };
    const { ask, signals } = parseBody(notify({ changeType: "created", resourceUrl, resourceData }), { callKey: "k" });
    expect(signals).toEqual([]);
    expect(ask).toMatchObject({ kind: "participant-joining", call: { key: "k" }, withinMs: 5000 });
    const bodies = [{ admit: true } as const, { refuse: "full" }, { invite: "https://other" }].map((decision) =>
      JSON.parse(ask?.reply(decision).body ?? "{}"),
    );
    expect(bodies).toEqual([
      { "@odata.type": "#microsoft.graph.acceptJoinResponse" },
      { "@odata.type": "#microsoft.graph.rejectJoinResponse", reason: "full" },
      { "@odata.type": "#microsoft.graph.inviteNewBotResponse", inviteUri: "https://other" },
    ]);
  });

  test("a notification of a participant who left is unrecognized", () => {
    const resourceData = { "@odata.type": "#microsoft.graph.participantLeftNotification", participantId: "p" };
    expect(signalsOf(notify({ changeType: "deleted", resourceUrl, resourceData }))).toMatchObject([
      { kind: "unrecognized", type: "deleted participantleftnotification" },
    ]);
  });

  test("a participant is muted or in the lobby where the roster says so, and nothing is said otherwise", () => {
    const flags = (more: object) => {
      const { id: _, party: __, ...rest } = rosterOf([participant("a", more)])?.participants[0] ?? {};
      return rest;
    };
    expect(flags({ isMuted: true, isInLobby: false })).toStrictEqual({ muted: true, inLobby: false });
    expect(flags({ isMuted: false, isInLobby: true })).toStrictEqual({ muted: false, inLobby: true });
    for (const nothing of [null, undefined, "yes"])
      expect(flags({ isMuted: nothing, isInLobby: nothing })).toStrictEqual({});
  });

  test("a roster number is a whole number of digits", () => {
    const numbered = (rosterSequenceNumber: unknown) =>
      rosterOf([participant("a", { rosterSequenceNumber })])?.changedIn;
    expect([numbered(0), numbered("12")]).toEqual([{ a: 0 }, { a: 12 }]);
    for (const wrong of ["1a", "a1", "-1", " 1"]) expect(numbered(wrong)).toBeUndefined();
    expect(rosterOf([])?.changedIn).toBeUndefined();
  });

  test("what is no participant is left out, and a party without a name is known by itself", () => {
    const bot = { info: { identity: { application: { id: "b" } } } };
    const read = rosterOf([participant("a"), { ...bot, "@odata.type": "#microsoft.graph.participant" }]);
    expect(read?.participants.map(({ id }) => id)).toEqual(["a", "application:b"]);
  });

  test("the answer to a question is JSON with 200", () => {
    const resourceData = { "@odata.type": "#microsoft.graph.participantJoiningNotification" };
    const { ask } = parseBody(notify({ changeType: "created", resourceUrl, resourceData }));
    expect(ask?.reply({ admit: true })).toMatchObject({ status: 200, headers: { "content-type": "application/json" } });
  });
});
