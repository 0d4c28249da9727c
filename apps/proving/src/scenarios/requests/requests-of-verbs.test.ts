import { type Adapter, phone, type VerbContext, type VerbInputs, type VerbName, verbNames } from "@trunkline/core";
import { type Simulator, startSimulator } from "@trunkline/simulator";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { adapterOn, botNumber, cast, providers } from "../kit/cast.js";

// Which requests each verb makes. docs/methods.md is made of what these tests see, so they play no call: the clouds do not know it.

const id = "0b1d2c3e-6c7e-4d8f-9f41-0a2f7b7f3f10";
const other = "29362bd4-cd58-4ed0-a206-0e4a33dbb0b6";
const who = { party: cast.ada, id: other };
const organizer = { id: other, tenantId: id };
const prompt = { kind: "audio", url: "https://cdn.example.com/a.wav" } as const;

/** What a verb is asked for, once for each kind of request that it can make. */
const inputs: { readonly [V in VerbName]: readonly VerbInputs[V][] } = {
  create: [{ to: [cast.ada], from: phone(botNumber) }, { to: [cast.eve, cast.finn] }],
  join: [
    { target: { kind: "group", id } },
    { target: { kind: "meeting-thread", threadId: "19:meeting_x@thread.v2", messageId: "0", organizer } },
  ],
  answer: [{}],
  reject: [{ reason: "busy" }],
  redirect: [{ to: [cast.bob] }],
  hangUp: [{ everyone: false }, { everyone: true }],
  transfer: [{ to: cast.bob }],
  sendDtmf: [{ tones: ["1"], to: cast.ada }],
  subscribeDtmf: [{ of: cast.ada }],
  play: [{ prompts: [prompt], loop: false }],
  collectDtmf: [{ prompts: [], max: 1, stopOn: [], firstToneMs: 5_000, interToneMs: 1_000, bargeIn: false }],
  cancelMedia: [{}],
  muteSelf: [{}],
  unmuteSelf: [{}],
  addParticipant: [
    { to: cast.bob, from: phone(botNumber) },
    { to: cast.bob, replaces: { providerCallId: other } },
  ],
  cancelAddParticipant: [{ operationId: other, providerOperationId: other, to: cast.bob }],
  removeParticipant: [{ who }],
  mute: [{ who }],
  unmute: [{ who }],
  hold: [{ who, prompt }, { who }],
  unhold: [{ who }],
  keepAlive: [{}],
  inspect: [{}],
};

const { signal } = new AbortController();
const context: VerbContext = {
  operationId: "7b0c3d9a-6c7e-4d8f-9f41-0a2f7b7f3f10",
  firstSentAt: 0,
  providerCallId: id,
  callbackUrl: "https://bot.example.com/calls/k.m",
  memo: { group: true, incomingCallContext: "c" },
  signal,
  ending: signal,
};

/** Asks for a verb in every way. That the cloud knows no such call is no matter. */
async function askFor<V extends VerbName>({ verbs }: Adapter, verb: V): Promise<void> {
  for (const input of inputs[verb]) await verbs[verb]?.run(input, context, undefined).catch(() => {});
}

describe.each(providers)("on %s", (provider) => {
  let simulator: Simulator;
  let adapter: Adapter;
  beforeAll(async () => {
    simulator = await startSimulator();
    adapter = adapterOn(provider, simulator);
  });
  afterAll(() => simulator.close());

  test.for(verbNames)("%s asks the cloud, if the adapter has it", async (verb, { task }) => {
    const before = simulator.log().length;
    await askFor(adapter, verb);
    const requests = simulator
      .log()
      .slice(before)
      .filter(({ cloud, url }) => cloud === provider && !url.endsWith("/token"))
      .map(({ method, url }) => ({ verb, method, path: new URL(url).pathname }));
    expect(requests.length > 0).toBe(adapter.verbs[verb] !== undefined);
    Object.assign(task.meta, { [`verbs of ${provider}`]: requests });
  });
});
