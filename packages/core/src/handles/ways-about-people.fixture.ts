import type { CallVerbName } from "../verbs/verb-table.js";
import type { Participant } from "../words/inputs-and-results.js";
import { finish, noParty, type Way } from "./here-and-elsewhere.fixture.js";

const prompt = { url: "https://cdn.example/a.wav" };

/** Who is on the call. */
const roster = (...participants: readonly Participant[]) => ({ kind: "participants", participants }) as const;
const bob: Participant = { id: "b", party: { kind: "phone", number: "+14255550177" } };

/** The ways that only a verb about people can go. */
export const waysAboutPeople: { readonly [V in CallVerbName]?: readonly Way[] } = {
  addParticipant: [
    { name: "who does not exist", fails: "invalid-request", begin: (call) => call.addParticipant(noParty) },
    {
      name: "for a wrong time",
      fails: "invalid-request",
      begin: (call) => call.addParticipant(bob.party, { ringMs: -1 }),
    },
    {
      name: "from a call without an id",
      fails: "conflict",
      begin: (call) => call.addParticipant(bob.party, { replaces: { providerCallId: undefined } }),
    },
    {
      name: "with a time that the provider does not take",
      begin: (call) => call.addParticipant(bob.party, { ringMs: 20_000 }),
      drive: finish("addParticipant", { outcome: "completed", participant: bob }),
    },
    {
      name: "who is on the call already",
      before: ({ tell }) => tell(roster(bob)),
      begin: (call) => call.addParticipant(bob.party),
    },
    {
      name: "who is busy",
      fails: "operation-failed",
      begin: (call) => call.addParticipant(bob.party),
      drive: finish("addParticipant", { outcome: "failed", result: { code: 486, subcode: 7, message: "Busy here." } }),
    },
    {
      name: "until it is taken back",
      fails: "operation-failed",
      begin: (call) => call.addParticipant(bob.party),
      async drive(stage, operation) {
        const canceling = operation.cancel();
        await stage.clock.advance(0);
        await finish("cancelAddParticipant")(stage);
        await finish("addParticipant", { outcome: "canceled" })(stage);
        await canceling;
      },
    },
  ],
  hold: [
    {
      name: "of somebody who is on hold already",
      fails: "conflict",
      before: ({ tell }) => tell(roster({ ...bob, onHold: true })),
      begin: (call) => call.hold(bob),
    },
    {
      name: "of somebody who is not on the call",
      fails: "not-found",
      before: ({ tell }) => tell(roster(bob)),
      begin: (call) => call.hold("+14255550199"),
    },
    {
      name: "of somebody who leaves",
      fails: "not-found",
      before: ({ tell }) => tell(roster(bob)),
      begin: (call) => call.hold(bob, { prompt }),
      drive: ({ tell }) => tell(roster()),
    },
  ],
  unhold: [
    {
      name: "of somebody who is not on hold",
      fails: "conflict",
      before: ({ tell }) => tell(roster(bob)),
      begin: (call) => call.unhold(bob),
    },
  ],
  mute: [
    {
      name: "of somebody who is there twice",
      fails: "conflict",
      before: ({ tell }) => tell(roster(bob, { ...bob, id: "b2" })),
      begin: (call) => call.mute(bob.party),
    },
    {
      name: "of the bot itself",
      fails: "invalid-request",
      before: ({ tell }) => tell(roster({ ...bob, self: true })),
      begin: (call) => call.mute(bob),
    },
  ],
};
