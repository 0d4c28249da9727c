import { describe, expect, test } from "vitest";
import { callback, turnOf } from "../testing/turn.fixture.js";
import type { Participant } from "../words/inputs-and-results.js";
import { party } from "../words/party.js";
import { phone } from "../words/to-party.js";
import { onParticipants } from "./participants.js";

const bot = party.application("2891555a-92ff-42e6-80fa-6e1300c6b5c6");
const ada: Participant = { id: "a", party: phone("+14255550123") };
const me: Participant = { id: "me", party: bot };

/** Who is the bot in a roster, by id. */
function selvesIn(participants: readonly Participant[], known: Parameters<typeof turnOf> = []) {
  const turn = turnOf(...known);
  onParticipants(turn, { kind: "participants", id: "roster", at: 0, participants }, callback);
  return turn.record.participants.filter(({ self }) => self).map(({ id }) => id);
}

describe("the bot in a roster", () => {
  test("is whom the adapter says", () => {
    expect(selvesIn([ada, { ...me, self: true }])).toEqual(["me"]);
  });

  test("has the id that the provider has given it", () => {
    expect(selvesIn([ada, me], [{ participantId: "me" }])).toEqual(["me"]);
    expect(selvesIn([ada, { ...me, id: "" }], [{ participantId: "" }])).toEqual([]);
  });

  test("is the only participant of the bot's name", () => {
    const named = { adapter: { self: bot } };
    expect(selvesIn([ada, me], [{}, named])).toEqual(["me"]);
    expect(selvesIn([ada, me, { id: "you", party: bot }], [{}, named])).toEqual([]);
    expect(selvesIn([ada, { id: "you", party: bot }, me], [{ participantId: "me" }, named])).toEqual(["me"]);
  });

  test("is nobody where nothing says who it is, even if it is alone", () => {
    expect(selvesIn([me])).toEqual([]);
  });
});
