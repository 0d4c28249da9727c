import { expect, test } from "vitest";
import type { Adapter } from "../adapter/adapter.js";
import type { CallingOptions } from "../interface/calling-options.js";
import { Loopback, loopbackAdapter, type TestSignal, url, world } from "../testing/loopback.fixture.js";

const west = new URL("https://west.example.com/calls");
const nobody = { kind: "unknown", rawId: "x" } as const;
const incoming: TestSignal = { kind: "incoming", id: "incoming", providerCallId: "p1", from: nobody, to: nobody };

/** A bot whose provider takes calls to wherever a 302 says, or does not. */
function bot(
  onIncomingRequest: NonNullable<CallingOptions<Adapter, unknown>["onIncomingRequest"]>,
  followsRedirects = true,
) {
  const adapter = loopbackAdapter(new Loopback());
  const made = world({ adapter: { ...adapter, webhook: { ...adapter.webhook, followsRedirects } }, onIncomingRequest });
  made.calling.on("incoming", () => {});
  return made;
}

test("an incoming call goes where the bot says, and nothing of it stays here", async () => {
  const { tell, events, calling } = bot(({ url: asked }) => (asked.href === url ? west : undefined));
  const { status, headers } = await tell(url, incoming);
  expect({ status, location: headers.get("location") }).toEqual({ status: 302, location: west.href });
  expect(events).toEqual([]);
  for await (const ref of calling.list()) expect.unreachable(`${ref} is kept here`);
});

test("it stays when the bot says nothing", async () => {
  const { tell, events } = bot(() => undefined);
  expect((await tell(url, incoming)).status).toBe(202);
  expect(events).toEqual(["incoming"]);
});

test("it stays when the bot throws, which is told as an error", async () => {
  const { tell, events } = bot(() => Promise.reject(new Error("no map")));
  expect((await tell(url, incoming)).status).toBe(202);
  expect(events).toEqual(["error:Error: no map", "incoming"]);
});

test("it stays where the provider follows no 302: the call would be lost", async () => {
  const { tell, events } = bot(() => west, false);
  expect((await tell(url, incoming)).status).toBe(202);
  expect(events).toEqual(["incoming"]);
});

test("nothing but incoming calls is asked about", async () => {
  const { tell } = bot(() => west);
  expect((await tell(url, { kind: "unrecognized", id: "u", type: "news" })).status).toBe(202);
});
