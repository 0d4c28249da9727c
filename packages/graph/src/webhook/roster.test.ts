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

  test("whoever was removed is not on the roster, and nobody at all is a roster too", () => {
    const roster = (resourceData: readonly object[]) =>
      signalsOf(notify({ changeType: "updated", resourceUrl: `${resourceUrl}/participants`, resourceData }));
    expect(roster([participant("a"), participant("b", { removedState: { reason: "left" } })])).toMatchObject([
      { participants: [{ id: "a" }] },
    ]);
    expect(roster([])).toMatchObject([{ participants: [] }]);
  });

  test("a roster of differences is told as unrecognized: ours is always whole", () => {
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

  test("a participant who left is told as unrecognized", () => {
    const resourceData = { "@odata.type": "#microsoft.graph.participantLeftNotification", participantId: "p" };
    expect(signalsOf(notify({ changeType: "deleted", resourceUrl, resourceData }))).toMatchObject([
      { kind: "unrecognized", type: "deleted participantleftnotification" },
    ]);
  });
});
