import {
  type Adapter,
  CallingError,
  createCalling,
  memoryStore,
  phone,
  type Store,
  type VerbContext,
} from "@trunkline/core";
import { describe, expect, test } from "vitest";
import { adapterOn, botNumber, cast, type Provider, providers } from "../kit/cast.js";
import { callbackTo, onTheLine, type Stage, startStage } from "../kit/stage.js";
import { eavesdrop } from "./kit/observers.js";
import { parrotToken, startParrot } from "./kit/parrot.js";
import { callIn, callOut, dialed, postUnauthorized, secret, secretsOf } from "./kit/talk.js";

const prompt = { url: "https://cdn.example.com/pin.wav" };

describe.each(providers)("on %s", (provider) => {
  test("no secret, number or tone appears in an error, an answer or on the console, whichever request fails", {
    tags: "secrets/errors-clean",
  }, async () => {
    using ear = eavesdrop();
    await using stage = await startStage(provider, { calling: { secret, onHandlerError: "keep", logger: undefined } });
    stage.calling.on("error", ({ error }) => ear.hear(error));
    stage.calling.on("operation-failed", ({ error }) => ear.hear(error));
    stage.calling.on("call-ended", ({ reason }) => ear.hear(reason));
    stage.calling.on("incoming", async (incoming) => {
      const call = await incoming.answer();
      const collected = await call.collectDtmf({ prompt, max: 6, secret: true });
      await ear.fails(call.play([]));
      await call.hangUp();
      await ear.fails(call.sendDtmf(collected.tones));
      throw new Error("the handler failed");
    });
    await callIn(stage);
    const call = await callOut(stage, ear.fails);
    await postUnauthorized(stage, callbackTo(stage, call), ear.hear);
    await stage.when(call.hangUp());
    for (const failing of [call.play(prompt), call.sendDtmf(dialed), call.transfer(cast.cara), call.hangUp()])
      await ear.fails(failing);
    expect(ear.length).toBeGreaterThan(2_000);
    expect(ear.said(secretsOf(stage))).toEqual([]);
  });

  test.each([400, 401, 403, 404, 429, 500])(
    "the error of a cloud that answers %i and repeats the request is not repeated",
    { tags: "secrets/errors-clean" },
    async (status) => {
      using ear = eavesdrop();
      await using stage = await startStage(provider);
      for (const grantsTokens of [true, false]) {
        await using parrot = await startParrot({ grantsTokens });
        parrot.status = status;
        const adapter = adapterOn(provider, stage.simulator, at(provider, stage, parrot.url));
        for (const failing of requestsOf(adapter)) await ear.fails(failing);
        await adapter.close?.();
        // Otherwise the test would prove nothing: the cloud must have received the secrets.
        const received = parrot.received.join("\n");
        if (provider === "acs" || grantsTokens) expect(received).toContain(cast.ada.number);
        else expect(received).toContain("client_secret");
      }
      expect(ear.said({ ...secretsOf(stage), "the access token": parrotToken })).toEqual([]);
    },
  );

  test("while the store is away, senders learn that it is, and not its address", async () => {
    using ear = eavesdrop();
    const where = "redis://bot:password@10.20.30.40:6379";
    const store = memoryStore();
    const away = (): never => {
      throw new CallingError("store-unavailable", `no connection to ${where}`);
    };
    let gone = false;
    const failing: Store = { ...store, accept: (...given) => (gone ? away() : store.accept(...given)) };
    await using stage = await startStage(provider, { calling: { store: failing } });
    const callback = callbackTo(stage, await onTheLine(stage));
    gone = true;
    // The callback waits a while for the store before it is refused.
    const response = await stage.when(stage.post({ ...callback, body: callback.body.replace(/"id":"/, '"id":"1') }));
    expect(response.status).toBe(503);
    ear.hear(`${JSON.stringify([...response.headers])} ${await response.text()}`);
    expect(ear.said({ where, "the host": "10.20.30.40" })).toEqual([]);
    gone = false;
  });

  test("an error about invalid options says what is wrong, and not the value", {
    tags: "secrets/errors-clean",
  }, async () => {
    using ear = eavesdrop();
    await using stage = await startStage(provider);
    const given = "Z2l2ZW4gYnkgbWlzdGFrZQ";
    const wrong: readonly object[] = [
      { connectionString: `endpoint=nowhere;accesskey=${given}` },
      { connectionString: `accesskey=${given}` },
      { connectionString: given },
      { accessKey: given },
      { eventGrid: { secret: [given, given, given] } },
      { eventGrid: { secret: given, name: "a b" } },
      { clientSecret: { value: given } },
      { clientSecret: [given] },
      { [given]: given },
    ];
    for (const over of wrong.slice(0, -1)) {
      try {
        adapterOn(provider, stage.simulator, over);
      } catch (error) {
        ear.hear(error);
      }
    }
    expect(() =>
      createCalling({ adapter: adapterOn(provider, stage.simulator), url: stage.url, secret: given }),
    ).toThrow(/32/);
    expect(ear.length).toBeGreaterThan(500);
    expect(ear.said({ "what was given": given })).toEqual([]);
  });
});

/** The options that point an adapter to the parrot. */
function at(provider: Provider, { simulator }: Stage, url: string): object {
  if (provider === "graph") return { baseUrl: url, authority: url };
  return { connectionString: simulator.acs.connectionString.replace(/endpoint=[^;]+/i, `endpoint=${url}`) };
}

/** The errors of requests that contain secrets. */
function requestsOf({ verbs, mapError }: Adapter): readonly Promise<unknown>[] {
  const signal = AbortSignal.timeout(10_000);
  const context: VerbContext = {
    operationId: "7b0c3d9a-6c7e-4d8f-9f41-0a2f7b7f3f10",
    firstSentAt: 0,
    providerCallId: "0b1d2c3e-6c7e-4d8f-9f41-0a2f7b7f3f10",
    callbackUrl: "https://bot.example.com/calls/k.m",
    memo: {},
    signal,
    ending: signal,
  };
  const tones = ["8", "6", "4", "2", "0", "9"] as const;
  const failing = {
    create: verbs.create?.run({ to: [cast.ada], from: phone(botNumber) }, context, undefined),
    sendDtmf: verbs.sendDtmf?.run({ tones, to: cast.ada }, context, undefined),
    transfer: verbs.transfer?.run({ to: cast.bob }, context, undefined),
  };
  const mapped = (verb: keyof typeof failing) =>
    failing[verb]?.catch((error: unknown) => Promise.reject(mapError(error, verb)));
  return [mapped("create"), mapped("sendDtmf"), mapped("transfer")].filter((one) => one !== undefined);
}
