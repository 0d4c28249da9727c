import { expect, expectTypeOf, test } from "vitest";
import { peopleWorld } from "../testing/people.fixture.js";
import { CallingError } from "../words/calling-error.js";
import type { Done, Participant, ParticipantLike } from "../words/inputs-and-results.js";
import { phone } from "../words/to-party.js";
import type { Call } from "./call.js";
import type { Calling } from "./calling.js";
import type { Operation } from "./operation.js";
import type { AddParticipantOptions, HoldOptions } from "./verb-options.js";

const holdMusic = "https://cdn.example/music.wav";
const agent = "+14255550177";

/** A caller and an agent on one line, with the bot as host. */
async function conference(call: Call) {
  try {
    const added = await call.addParticipant(phone(agent), { ringMs: 20_000 });
    await call.hold(added, { prompt: { url: holdMusic } });
    await call.play({ text: "The agent is with you in a moment." });
    await call.unhold(added);
  } catch (error) {
    if (!CallingError.is(error) || !error.reason) throw error;
    await call.play({ text: error.reason.kind === "busy" ? "All lines are busy." : "Nobody picks up." });
  }
}

test("a conference is hosted with what the verbs yield", async () => {
  const caller = { id: "a", party: phone("+14255550123") };
  const there = await peopleWorld({}, caller);
  const hosting = conference(there.call);
  const participant = { id: "b", party: phone(agent) };
  await there.finish("addParticipant", "completed", { participant });
  for (const verb of ["hold", "play", "unhold"] as const) await there.finish(verb);
  await hosting;
  expect(there.wire.sent.map(({ verb }) => verb)).toEqual(["create", "addParticipant", "hold", "play", "unhold"]);
});

test("nobody who picks up is one reason out of a list", async () => {
  const there = await peopleWorld();
  const hosting = conference(there.call);
  await there.finish("addParticipant", "failed", { result: { code: 486, subcode: 0, message: "" } });
  await there.finish("play");
  await hosting;
  expect(there.wire.last("play").input).toMatchObject({ prompts: [{ text: "All lines are busy." }] });
});

test("the types of the verbs say what they take and yield", () => {
  expectTypeOf<ReturnType<Call["addParticipant"]>>().toEqualTypeOf<Operation<Participant>>();
  for (const verb of ["removeParticipant", "mute", "unmute", "hold", "unhold"] as const) {
    expectTypeOf<Call[typeof verb]>().returns.toEqualTypeOf<Operation<Done>>();
    expectTypeOf<Call[typeof verb]>().parameter(0).toEqualTypeOf<ParticipantLike>();
  }
  expectTypeOf<Call>().toExtend<NonNullable<AddParticipantOptions<never>["replaces"]>>();
  expectTypeOf<HoldOptions<never>>().toHaveProperty("prompt");
  expectTypeOf<Participant["self"]>().toEqualTypeOf<boolean | undefined>();
});

test("what is no participant does not compile", () => {
  const never = (call: Call, calling: Calling) => {
    // @ts-expect-error a text is a number or a SIP address.
    void call.mute("bob");
    // @ts-expect-error a call is no participant.
    void call.hold(call);
    // @ts-expect-error an id alone does not say who that is.
    void call.removeParticipant({ id: "b" });
    // @ts-expect-error hold has no loop: what they hear is always heard again.
    void call.hold(agent, { loop: true });
    // @ts-expect-error it is a call that is replaced.
    void call.addParticipant(agent, { replaces: calling });
    // @ts-expect-error durations are in milliseconds.
    void call.addParticipant(agent, { ringSeconds: 20 });
  };
  expect(never).toBeTypeOf("function");
});
