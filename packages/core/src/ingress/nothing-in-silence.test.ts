import fc from "fast-check";
import { expect, test } from "vitest";
import { connectedWorld, type TestSignal, url } from "../testing/loopback.fixture.js";
import { memoryLogger } from "../testing/telemetry.fixture.js";

const secret = "0123456789abcdef0123456789abcdef";
const phone = { kind: "phone", number: "+14255550123" } as const;

/** What a request may say, before it has an id. `unread`: what the adapter cannot read. */
const said: fc.Arbitrary<TestSignal | { readonly kind: "unread" }> = fc.constantFrom(
  { kind: "state", state: "ringing" } as const,
  { kind: "dtmf", tone: "1" } as const,
  { kind: "participants", participants: [] } as const,
  { kind: "unrecognized", type: "hologram" } as const,
  { kind: "incoming", from: phone, to: phone } as const,
  { kind: "unread" } as const,
);

const part = fc.record({
  says: said,
  id: fc.constantFrom("1", "2", "3"),
  /** Which call it names. */
  of: fc.constantFrom("this", "another", "none", "one that came in"),
});

const request = fc.record({
  to: fc.constantFrom("own", "prefixed", "slashed", "webhook", "elsewhere", "forged", "forgotten"),
  parts: fc.array(part, { minLength: 1, maxLength: 5 }),
});

test("at any address, a callback that is acknowledged is stored, a repeat, or named in a warning", {
  tags: "endpoint/no-silence",
  timeout: 60_000,
}, async () => {
  const before = await connectedWorld({ secret });
  const forgotten = before.wire.last("create").context.callbackUrl;
  await fc.assert(
    fc.asyncProperty(fc.array(request, { minLength: 1, maxLength: 6 }), async (requests) => {
      const { logger, lines, said } = memoryLogger();
      const there = await connectedWorld({ secret, logger });
      there.calling.on("incoming", () => new Promise(() => {}));
      const own = there.wire.last("create").context.callbackUrl;
      const rung = await there.ring("in-1");
      const addresses = {
        own,
        prefixed: own.replace("/calls", "/a/b"),
        slashed: `${own}/`,
        webhook: url,
        elsewhere: `${url}/elsewhere`,
        forged: `${own.slice(0, -2)}AA`,
        forgotten,
      };
      const names = { this: there.call.providerCallId, another: "p-other", none: undefined, "one that came in": rung };
      for (const { to, parts } of requests) {
        // One line of a kind a minute: each request starts with a minute of its own.
        await there.clock.advance(60_000);
        const from = lines.length;
        const body = parts.map(({ says, id, of }) => ({ id, ...says, providerCallId: names[of] }));
        const { status } = await there.calling.handle(
          new Request(addresses[to], {
            method: "POST",
            headers: { "x-loopback": "secret" },
            body: JSON.stringify(body),
          }),
        );
        await there.settle();
        const news = lines.slice(from);
        const fieldsOf = (message: string): ReadonlyMap<string, unknown> | undefined => {
          const line = news.find((one) => one.message === message);
          return line && new Map(Object.entries(line.fields));
        };
        if (status >= 300) {
          expect(fieldsOf("a callback was refused"), "a refusal is a line").toBeDefined();
          continue;
        }
        const taken = fieldsOf("a callback was taken");
        const stored = Number(taken?.get("accepted") ?? 0) + Number(taken?.get("duplicate") ?? 0);
        const astray = String(fieldsOf("an event arrived at an address other than its call's")?.get("events") ?? "");
        const lost = astray.split(", ").filter(Boolean).length;
        const unread = Number(fieldsOf("part of a callback could not be read")?.get("parts") ?? 0);
        expect(stored + unread + (stored + unread < parts.length ? lost : 0), JSON.stringify({ to, body })).toBe(
          parts.length,
        );
      }
      expect(said("work in the background failed")).toEqual([]);
      await there.calling.close({ drainMs: 0 });
    }),
    { numRuns: 100 },
  );
});
