import { expect, test } from "vitest";
import type { Ask } from "../adapter/optional.js";
import type { Signal } from "../adapter/signal.js";
import type { Parsed, Webhook } from "../adapter/webhook.js";
import { manualClock } from "../base/clock.js";
import { ClockDifference } from "../base/clock-difference.js";
import { Listeners } from "../base/listeners.js";
import { memoryStore } from "../store/memory-store.js";
import { createTelemetry } from "../telemetry/telemetry.js";
import { Loopback, loopbackAdapter, url } from "../testing/loopback.fixture.js";
import { memoryLogger } from "../testing/telemetry.fixture.js";
import { CallingError } from "../words/calling-error.js";
import { callbackAddresses } from "./callback-address.js";
import { ClockWatch } from "./clock-watch.js";
import { EarlyEvents } from "./early-events.js";
import { handleRequest, type Ingress } from "./handle-request.js";
import { WaitingRoom } from "./waiting-room.js";

const party = { kind: "unknown", rawId: "x" } as const;
const rings: Signal = { ...{ kind: "incoming", id: "i", at: 0, call: { alias: "a" } }, from: party, to: party };
const state: Signal = { kind: "state", id: "s", at: 0, call: { alias: "a" }, state: "connected" };
const addresses = callbackAddresses(new URL(url), "0123456789abcdef0123456789abcdef");
const callUrl = addresses.of("k");

interface Stage {
  readonly intake?: Ingress["actors"]["intake"];
  readonly closed?: boolean;
  readonly stopped?: boolean;
  readonly webhook?: Partial<Webhook>;
  readonly parsed?: Parsed;
  readonly maxBodyBytes?: number;
}

/** An instance over a real store, whose adapter reads the same in every callback. */
function stage({ parsed = { signals: [] }, webhook, maxBodyBytes = 1000, ...is }: Stage = {}) {
  const { intake = "open", closed = false, stopped = false } = is;
  const clock = manualClock({ start: 5000 });
  const store = memoryStore({ clock });
  const { logger, lines, said } = memoryLogger();
  const telemetry = createTelemetry({ clock, logger });
  const loopback = loopbackAdapter(new Loopback());
  const adapter = { ...loopback, webhook: { ...loopback.webhook, parse: () => parsed, ...webhook } };
  const asked: string[] = [];
  const failures: unknown[] = [];
  const ingress: Ingress = {
    ...{ clock, store, addresses, telemetry, maxBodyBytes, options: {}, newId: () => "new" },
    adapters: new Map([["", adapter]]),
    actors: { intake, closed, get: () => undefined, all: () => [] },
    clocks: new ClockWatch(telemetry.log),
    early: new EarlyEvents(clock, new Listeners()),
    held: { begin: () => undefined, respond: async () => ({ status: 500 }), close: () => {} },
    watch: { ready: async () => {}, stopped },
    waitingRoom: new WaitingRoom(clock, () => stopped),
    askProvider: (key) => void asked.push(key),
    workFailed: (error) => void failures.push(error),
    handlerThrew: (error) => void failures.push(error),
  };
  const send = (
    address: string,
    headers: Readonly<Record<string, string>> = { "x-loopback": "secret" },
    to: Ingress = ingress,
  ) => handleRequest(to, new Request(address, { method: "POST", headers, body: "[]" }));
  const stored = async () => (await store.claim(1000))?.inbox.length ?? 0;
  return { ingress, send, stored, asked, failures, lines, said };
}

const refused = "a callback was refused";

test.each([
  [undefined, 503],
  [500, 500],
])(
  "once the instance has closed, where calls are offered again after %s, an incoming call is refused with %i and a line",
  async (offersAgainAfter, status) => {
    const { send, said, stored } = stage({
      ...{ stopped: true, parsed: { signals: [rings] } },
      webhook: offersAgainAfter === undefined ? {} : { offersAgainAfter },
    });
    expect((await send(url)).status).toBe(status);
    expect(said(refused)).toMatchObject([{ status, reason: "this instance is closing and takes no more calls" }]);
    expect(await stored()).toBe(0);
  },
);

test("once the instance has closed, events of the calls that it has hung up are refused with 503, without a line or a question", async () => {
  const { send, said, asked } = stage({ stopped: true, webhook: { offersAgainAfter: 500 } });
  const response = await send(callUrl);
  expect([response.status, await response.text()]).toEqual([503, "this instance is closing and takes no more calls\n"]);
  expect([said(refused), asked]).toEqual([[], []]);
});

test.each<[Ingress["actors"]["intake"], boolean, number | undefined, number]>([
  ["open", false, 500, 202],
  ["others", false, 500, 202],
  ["others", true, undefined, 202],
  ["turns-away", false, undefined, 202],
  ["turns-away", true, undefined, 503],
  ["turns-away", false, 500, 500],
  ["turns-away", true, 500, 500],
])(
  "an instance whose intake is %s (closed: %s), where calls are offered again after %s, answers an incoming call with %i",
  async (intake, closed, offersAgainAfter, status) => {
    const parsed = { signals: [state, rings] };
    const webhook = offersAgainAfter === undefined ? {} : { offersAgainAfter };
    const { send, stored } = stage({ intake, closed, webhook, parsed });
    expect((await send(url)).status).toBe(status);
    expect(await stored()).toBe(status === 202 ? 1 : 0);
  },
);

test("an instance that turns incoming calls away takes in other events", async () => {
  const parsed: Parsed = { signals: [{ kind: "unrecognized", id: "u", at: 0, call: { alias: "a" }, type: "news" }] };
  const { send, stored } = stage({ intake: "turns-away", closed: true, webhook: { offersAgainAfter: 500 }, parsed });
  expect([(await send(url)).status, await stored()]).toEqual([202, 1]);
});

test("the provider is asked about a call only when a callback at its address is refused", async () => {
  const { send, asked } = stage();
  expect((await send(callUrl)).status).toBe(202);
  expect((await send(url, { "x-loopback": "wrong" })).status).toBe(401);
  expect(asked).toEqual([]);
  expect((await send(callUrl, { "x-loopback": "wrong" })).status).toBe(401);
  expect(asked).toEqual(["k"]);
});

test("an accepted callback is answered with its own reply, else with the adapter's usual one, else with 202", async () => {
  const reply = { status: 200, body: "its own" };
  const acknowledge = { status: 204 };
  const answers = [];
  for (const is of [{ parsed: { signals: [], reply }, webhook: { acknowledge } }, { webhook: { acknowledge } }, {}])
    answers.push((await stage(is).send(url)).status);
  expect(answers).toEqual([200, 204, 202]);
});

test("a callback with nothing readable in it is a bad one, unless it has an answer of its own", async () => {
  const unread = ["a signal of no kind", "another"];
  expect((await stage({ parsed: { signals: [], unread } }).send(url)).status).toBe(400);
  const ask: Ask = {
    kind: "participant-joining",
    call: { alias: "a" },
    withinMs: 5000,
    reply: () => ({ status: 200 }),
  };
  expect((await stage({ parsed: { signals: [], unread, ask } }).send(url)).status).toBe(200);
  const handshake = stage({ parsed: { signals: [], unread, reply: { status: 200 } } });
  expect((await handshake.send(url)).status).toBe(200);
  const fields = { provider: "loopback", reason: "a signal of no kind", parts: 2, more: 0 };
  expect(handshake.said("part of a callback could not be read")).toStrictEqual([fields]);
  // One line a minute.
  await handshake.send(url);
  expect(handshake.said("part of a callback could not be read")).toHaveLength(1);
});

test("a failure that is not a refusal is reported and answered with 503; a refusal is not reported", async () => {
  const broken = new TypeError("broken");
  const breaking = stage({ webhook: { verify: () => Promise.reject(broken) } });
  expect((await breaking.send(url)).status).toBe(503);
  expect(breaking.failures).toEqual([broken]);
  const refusing = stage();
  expect((await refusing.send(url, { "x-loopback": "wrong" })).status).toBe(401);
  expect(refusing.failures).toEqual([]);
});

test("a request whose address is not a URL, a sender that no adapter knows and a body that is too large are refused", async () => {
  const { ingress, lines } = stage();
  const nameless = new Request(url, { method: "POST" });
  Object.defineProperty(nameless, "url", { value: "/calls" });
  expect((await handleRequest(ingress, nameless)).status).toBe(400);
  const foreign = new Request(url, { method: "POST" });
  expect((await handleRequest({ ...ingress, adapters: new Map() }, foreign)).status).toBe(401);
  expect((await stage({ maxBodyBytes: 1 }).send(url)).status).toBe(413);
  expect(lines.map(({ fields }) => "provider" in fields)).toEqual([false, false]);
});

test("a sender whose clock is wrong is logged, whether its token is refused for it or is good", async () => {
  const verify = () =>
    Promise.reject(new CallingError("unavailable", "too early", { cause: new ClockDifference(60_000) }));
  const refusing = stage({ webhook: { verify } });
  expect((await refusing.send(url)).status).toBe(503);
  expect(refusing.lines.map(({ fields }) => fields)).toContainEqual({ provider: "loopback", aheadMs: 60_000 });
  const accepting = stage({ webhook: { verify: async () => ({ role: "callback", validFrom: 9000 }) } });
  expect((await accepting.send(url)).status).toBe(202);
  expect(accepting.lines.map(({ fields }) => fields)).toContainEqual({ provider: "loopback", aheadMs: -4000 });
});

test("of several providers, lines name the one whose sender it is", async () => {
  const { ingress, send, lines } = stage();
  const of = (name: string, webhook: Partial<Webhook> = {}) => {
    const adapter = { ...loopbackAdapter(new Loopback()), name };
    return [name, { ...adapter, webhook: { ...adapter.webhook, ...webhook } }] as const;
  };
  const verify = () => Promise.reject(new CallingError("unauthenticated", "not mine"));
  const adapters = new Map([of("east", { verify }), of("west")]);
  await send(url, undefined, { ...ingress, adapters });
  expect(lines.map(({ fields }) => fields)).toMatchObject([{ provider: "west", status: 202 }]);
});

test("lines about a callback at a call's address name the call", async () => {
  const { send, lines } = stage();
  await send(callUrl);
  expect(lines.map(({ fields }) => fields)).toStrictEqual([
    ...[{ provider: "loopback", callRef: "loopback:k", status: 202, accepted: 0, duplicate: 0, tookMs: 0 }],
  ]);
});
