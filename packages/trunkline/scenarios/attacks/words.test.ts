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
import { botNumber, cast } from "../kit/cast.js";
import { eavesdrop } from "../kit/eavesdropper.js";
import { letterTo, onTheLine } from "../kit/on-the-line.js";
import { parrotToken, startParrot } from "../kit/parrot.js";
import { adapterOn, type Provider, providers } from "../kit/provider.js";
import { type Stage, startStage } from "../kit/stage.js";
import { openTracing } from "../kit/tracing.js";

const pin = "739150";
const dialed = "864209";
const secret = "a secret of forty characters that nobody may see";
const prompt = { url: "https://cdn.example.com/pin.wav" };

/** What must not be said. Of telephone numbers the last two digits may be. */
function secretsOf(stage: Stage): Readonly<Record<string, string>> {
  const { acs, graph } = stage.simulator;
  const tokens = stage.letters.map(({ headers }) => headers.get("authorization")?.replace("Bearer ", "") ?? "");
  const macs = stage.letters.map(({ url }) => url.split(".").at(-1) ?? "").filter((mac) => mac.length === 22);
  const numbers = [cast.ada, cast.bob, cast.cara].map(({ number }) => number.slice(2, -2));
  return {
    "the PIN": pin,
    "the tones that were sent": dialed,
    "the secret of the addresses": secret,
    "the client secret": graph.clientSecret,
    "the access key": /accesskey=([^;]+)/i.exec(acs.connectionString)?.[1] ?? "",
    "the Event Grid secret": acs.eventGrid.secret,
    ...Object.fromEntries(numbers.map((number, index) => [`number ${index}`, number])),
    ...Object.fromEntries(tokens.map((token, index) => [`token ${index}`, token])),
    ...Object.fromEntries(macs.map((mac, index) => [`MAC ${index}`, mac])),
  };
}

describe.each(providers)("on %s", (provider) => {
  test("no secret, number or tone is in an error, an answer, a log line, a span or on the console, whatever fails", async () => {
    using ear = eavesdrop();
    await using tracing = openTracing();
    const lines: object[] = [];
    const line = (fields: object, message: string) => void lines.push({ ...fields, message });
    const logger = { debug: line, info: line, warn: line, error: line };
    await using stage = await startStage(provider, { calling: { secret, onHandlerError: "keep", logger } });
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
    await callsIn(stage);
    const call = await callsOut(stage, ear.fails);
    await strangers(stage, letterTo(stage, call), ear.hear);
    await stage.when(call.hangUp());
    for (const failing of [call.play(prompt), call.sendDtmf(dialed), call.transfer(cast.cara), call.hangUp()])
      await ear.fails(failing);
    const spans = tracing.spans();
    expect(lines.length).toBeGreaterThan(5);
    expect(spans.length).toBeGreaterThan(10);
    for (const told of [...lines, ...spans]) ear.hear(told);
    expect(ear.length).toBeGreaterThan(2_000);
    expect(ear.said(secretsOf(stage))).toEqual([]);
  });

  test.each([400, 401, 403, 404, 429, 500])(
    "a cloud that answers %i and says back what it was told is not repeated",
    async (status) => {
      using ear = eavesdrop();
      await using stage = await startStage(provider);
      for (const grantsTokens of [true, false]) {
        await using parrot = await startParrot({ grantsTokens });
        parrot.status = status;
        const adapter = adapterOn(provider, stage.simulator, at(provider, stage, parrot.url));
        for (const failing of requestsOf(adapter)) await ear.fails(failing);
        await adapter.close?.();
        // Only a cloud that was told the secrets could have given them away.
        const told = parrot.told.join("\n");
        if (provider === "acs" || grantsTokens) expect(told).toContain(cast.ada.number);
        else expect(told).toContain("client_secret");
      }
      expect(ear.said({ ...secretsOf(stage), "the access token": parrotToken })).toEqual([]);
    },
  );

  test("a store that is away tells callers that it is, and not where it is", async () => {
    using ear = eavesdrop();
    const where = "redis://bot:password@10.20.30.40:6379";
    const store = memoryStore();
    const away = (): never => {
      throw new CallingError("store-unavailable", `no connection to ${where}`);
    };
    let gone = false;
    const failing: Store = { ...store, accept: (...given) => (gone ? away() : store.accept(...given)) };
    await using stage = await startStage(provider, { calling: { store: failing } });
    const letter = letterTo(stage, await onTheLine(stage));
    gone = true;
    const response = await stage.post({ ...letter, body: letter.body.replace(/"id":"/, '"id":"1') });
    expect(response.status).toBe(503);
    ear.hear(`${JSON.stringify([...response.headers])} ${await response.text()}`);
    expect(ear.said({ where, "the host": "10.20.30.40" })).toEqual([]);
    gone = false;
  });

  test("a mistake in the options says what is wrong, and not what was given", async () => {
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

/** Somebody calls and keys in the PIN. */
async function callsIn(stage: Stage): Promise<void> {
  const ada = stage.person("ada");
  ada.dial(botNumber);
  await stage.when(ada.hears("pin.wav", { timeoutMs: 30_000 }));
  await stage.advance(5_000);
  ada.press(pin);
  await stage.advance(20_000);
}

/** The bot calls, and all that it tries then fails. */
async function callsOut(stage: Stage, fails: (promise: Promise<unknown>) => Promise<void>) {
  const call = await onTheLine(stage);
  stage.person("bob").reacts({ kind: "decline" });
  await fails(stage.when(call.transfer(cast.bob)));
  const sending = call.sendDtmf(dialed);
  await stage.advance(100);
  await stage.when(sending).catch(() => {});
  const path = stage.provider === "graph" ? "/communications/calls" : "/calling/callConnections";
  for (const status of [400, 403, 409, 429, 500, 503]) {
    const fault = stage.simulator.faults.add({ effect: { kind: "respond", status }, match: { path } });
    await fails(stage.when(call.sendDtmf(dialed)));
    await fails(stage.when(call.transfer(cast.cara)));
    await fails(stage.when(stage.calling.create({ to: cast.cara, from: botNumber })));
    stage.simulator.faults.remove(fault.id);
  }
  await fails(stage.calling.create({ to: cast.eve, from: cast.bob }).then((made) => stage.when(made.connected)));
  await fails(stage.calling.get(`${stage.provider}:nothing`));
  return call;
}

/** What strangers are answered, and those who have a token but say what they may not. */
async function strangers(
  stage: Stage,
  letter: { readonly url: string; readonly headers: Headers; readonly body: string },
  hear: (what: unknown) => void,
): Promise<void> {
  const { secret: grid } = stage.simulator.acs.eventGrid;
  const odd = [
    { ...letter, body: "{" },
    { ...letter, body: letter.body.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, crypto.randomUUID()) },
    { ...letter, url: `${letter.url}x` },
    { ...letter, headers: new Headers() },
    { ...letter, headers: new Headers({ authorization: `${letter.headers.get("authorization")}x` }) },
    { ...letter, headers: new Headers({ eventgrid: `${grid}x` }) },
    { ...letter, url: `${stage.url}?eventgrid=${grid}`, headers: new Headers() },
    { ...letter, url: `${stage.url}?eventgrid=${grid}`, headers: new Headers(), body: "[{}]" },
  ];
  for (const one of odd) {
    const response = await stage.post(one);
    hear(`${response.status} ${JSON.stringify([...response.headers])} ${await response.text()}`);
  }
}

/** The options that lead an adapter to the parrot. */
function at(provider: Provider, { simulator }: Stage, url: string): object {
  if (provider === "graph") return { baseUrl: url, authority: url };
  return { connectionString: simulator.acs.connectionString.replace(/endpoint=[^;]+/i, `endpoint=${url}`) };
}

/** Requests with secrets in them, and how they fail. */
function requestsOf({ verbs, mapError }: Adapter): readonly Promise<unknown>[] {
  const context: VerbContext = {
    operationId: "7b0c3d9a-6c7e-4d8f-9f41-0a2f7b7f3f10",
    firstSentAt: 0,
    providerCallId: "0b1d2c3e-6c7e-4d8f-9f41-0a2f7b7f3f10",
    callbackUrl: "https://bot.example.com/calls/k.m",
    memo: {},
    signal: AbortSignal.timeout(10_000),
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
