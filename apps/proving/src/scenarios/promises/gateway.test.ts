import type { Call } from "@trunkline/core";
import { describe, expect, test } from "vitest";
import { cast, failureOf, providers } from "../kit/cast.js";
import { onTheLine, type Stage, startStage } from "../kit/stage.js";

const prompt = { url: "https://cdn.example.com/a.wav" };
const page = "<!DOCTYPE html><title>404 - File or directory not found.</title>";

/** What answers in place of the call service, byte for byte: Graph's gateway wraps the page, others pass it on. */
const answers = {
  graph: { status: 404, body: { error: { code: "UnknownError", message: page } } },
  acs: { status: 404, body: page },
} as const;
const paths = { graph: "/communications/calls", acs: "/calling/callConnections" } as const;

const verbs: Readonly<Record<string, (call: Call) => Promise<unknown>>> = {
  hangUp: (call) => call.hangUp(),
  transfer: (call) => call.transfer(cast.bob),
  sendDtmf: (call) => call.sendDtmf("12"),
  collectDtmf: (call) => call.collectDtmf({ max: 2 }),
  play: (call) => call.play(prompt),
  cancelMedia: (call) => call.cancelMedia(),
};

describe.each(providers)("a 404 of a gateway before the call service of %s", (provider) => {
  const strike = (stage: Stage, times?: number) =>
    stage.simulator.faults.add({
      effect: { kind: "respond", ...answers[provider] },
      match: { path: paths[provider] },
      ...(times === undefined ? {} : { times }),
    });

  test.each(Object.keys(verbs))("does not end the call when %s gets it", async (verb) => {
    await using stage = await startStage(provider);
    const call = await onTheLine(stage);
    const fault = strike(stage);
    const error = await failureOf(stage.when(verbs[verb]?.(call) ?? Promise.reject()));
    expect(error).toMatchObject({ code: "unavailable", status: 404, retryable: true, callRef: call.ref });
    await stage.advance(30_000);
    expect((await call.snapshot()).state).toBe("connected");
    expect(stage.record.of("call-ended")).toEqual([]);
    stage.simulator.faults.remove(fault.id);
  });

  test("that is temporary makes a hang-up retry, and leaves no caller on the line", async () => {
    await using stage = await startStage(provider);
    const call = await onTheLine(stage);
    strike(stage, 2);
    await stage.when(leaveScope(call));
    await stage.advance(1_000);
    const legs = stage.simulator.calls().flatMap((there) => there.legs);
    expect(legs.map(({ state }) => state)).toEqual(["ended", "ended"]);
    expect((await call.ended).kind).toBe("hung-up");
  });

  test("that is permanent is thrown at the end of the scope, because the caller is still on the line", async () => {
    await using stage = await startStage(provider);
    const call = await onTheLine(stage);
    const fault = strike(stage);
    const error = await failureOf(stage.when(leaveScope(call)));
    expect(error).toMatchObject({
      code: "unavailable",
      verb: "hangUp",
      hint: expect.stringContaining("not the call service"),
    });
    expect((await call.snapshot()).state).toBe("connected");
    stage.simulator.faults.remove(fault.id);
  });

  test("that is temporary does not keep a call that has ended", async () => {
    const lostEnd = {
      effect: { kind: "drop" as const },
      match: { title: provider === "graph" ? "terminated" : "CallDisconnected" },
    };
    await using stage = await startStage(provider, { faults: [lostEnd] });
    const call = await onTheLine(stage);
    stage.person("ada").hangUp();
    await stage.advance(0);
    strike(stage, 2);
    expect(await failureOf(stage.when(call.play(prompt)))).toMatchObject({ code: "call-ended" });
    await stage.when(call.ended, 30_000);
  });
});

describe.each(providers)("a request that the simulator of %s does not support", (provider) => {
  test("fails as unsupported, and is not in doubt", async () => {
    await using stage = await startStage(provider);
    const call = await onTheLine(stage);
    stage.simulator.faults.add({
      effect: {
        kind: "respond",
        status: 501,
        body: { error: { code: "SimulatorNotImplemented", message: "This is not simulated." } },
      },
      match: { path: paths[provider] },
      times: 1,
    });
    const error = await failureOf(stage.when(call.play(prompt)));
    expect(error).toMatchObject({ code: "unsupported", status: 501, providerCode: "SimulatorNotImplemented" });
  });
});

test("somebody hidden, whom the simulator of Graph does not have, cannot be added: unsupported", async () => {
  await using stage = await startStage("graph");
  for (const name of ["eve", "finn"]) stage.person(name).reacts({ kind: "answer" });
  const call = await stage.when(stage.calling.create({ to: [cast.eve, cast.finn] }));
  await stage.when(call.connected);
  const hidden = { providerOptions: { graph: { hidden: true } } };
  const error = await failureOf(stage.when(call.addParticipant(cast.gwen, hidden)));
  expect(error).toMatchObject({ code: "unsupported", status: 501, retryable: false });
});

async function leaveScope(call: Call): Promise<void> {
  await using _call = call;
}
