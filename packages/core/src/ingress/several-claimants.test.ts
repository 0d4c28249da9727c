import { expect, test } from "vitest";
import type { Adapter } from "../adapter/adapter.js";
import { failover } from "../adapter/composite.js";
import type { Webhook } from "../adapter/webhook.js";
import { manualClock } from "../base/clock.js";
import { createCalling } from "../calling/create-calling.js";
import { inItsTime, Loopback, loopbackAdapter, url } from "../testing/loopback.fixture.js";
import { CallingError, type ErrorCode } from "../words/calling-error.js";
import { phone } from "../words/to-party.js";

/** What an account makes of a sender. */
type Verdict = "accepts" | ErrorCode | "breaks";

interface Account {
  readonly verdict: Verdict;
  readonly verifies?: Webhook["verifies"];
  readonly claims?: boolean;
}

/** A bot with several accounts of one provider, and what their adapters were asked. */
function bot(accounts: Readonly<Record<string, Account>>) {
  const clock = manualClock();
  const asked: string[] = [];
  const member = (name: string, { verdict, verifies = "bytes", claims = true }: Account): Adapter => {
    const sound = loopbackAdapter(new Loopback());
    return {
      ...sound,
      name,
      webhook: {
        ...sound.webhook,
        verifies,
        claims: () => claims,
        async verify({ body }) {
          asked.push(`${name} ${body.byteLength === 0 ? "head" : "bytes"}`);
          if (verdict === "breaks") throw new TypeError("the key is undefined");
          if (verdict !== "accepts") throw new CallingError(verdict, `${name} refuses it: ${verdict}`);
          return { role: "callback" };
        },
      },
    };
  };
  const members = Object.fromEntries(Object.entries(accounts).map(([name, account]) => [name, member(name, account)]));
  const calling = createCalling({ adapter: failover(members), url, clock, logger: false });
  const incoming: string[] = [];
  const errors: unknown[] = [];
  calling.on("incoming", ({ ref }) => void incoming.push(ref.replace(/^.*~/, "")));
  calling.on("error", ({ error }) => void errors.push(error));
  return {
    asked,
    incoming,
    errors,
    calling,
    clock,
    async ring() {
      const call = { kind: "incoming", id: "incoming", providerCallId: "p" };
      const signal = { ...call, from: phone("+14255550123"), to: phone("+14255550100") };
      const request = new Request(url, { method: "POST", body: JSON.stringify([signal]) });
      const response = await inItsTime(clock, calling.handle(request));
      await clock.advance(0);
      return { status: response.status, text: await response.text(), bodyWasRead: request.bodyUsed };
    },
  };
}

test("of several accounts that claim a callback the one that verifies its sender has it", {
  tags: "endpoint/accounts",
}, async () => {
  const { ring, incoming, asked } = bot({
    east: { verdict: "unauthenticated" },
    west: { verdict: "accepts" },
    north: { verdict: "accepts" },
  });
  expect((await ring()).status).toBe(202);
  expect(incoming).toEqual(["west"]);
  expect(asked).toEqual(["east bytes", "west bytes"]);
});

test("an account that does not claim a callback is not asked to verify it", async () => {
  const { ring, incoming, asked } = bot({
    east: { verdict: "accepts", claims: false },
    west: { verdict: "accepts" },
  });
  expect((await ring()).status).toBe(202);
  expect({ incoming, asked }).toEqual({ incoming: ["west"], asked: ["west bytes"] });
});

test("accounts that need only the head verify before the body is read, whatever their place", async () => {
  const { ring, incoming, asked } = bot({
    east: { verdict: "accepts" },
    west: { verdict: "accepts", verifies: "head" },
  });
  expect((await ring()).status).toBe(202);
  expect({ incoming, asked }).toEqual({ incoming: ["west"], asked: ["west head"] });
});

test("the body is read for an account that needs it, once every other has refused the head", async () => {
  const { ring, incoming, asked } = bot({
    east: { verdict: "accepts" },
    west: { verdict: "unauthenticated", verifies: "head" },
    north: { verdict: "forbidden", verifies: "head" },
  });
  expect((await ring()).status).toBe(202);
  expect({ incoming, asked }).toEqual({ incoming: ["east"], asked: ["west head", "north head", "east bytes"] });
});

test("a stranger's body is not read where all accounts need only the head", async () => {
  const { ring, asked } = bot({
    east: { verdict: "unauthenticated", verifies: "head" },
    west: { verdict: "unauthenticated", verifies: "head" },
  });
  expect(await ring()).toMatchObject({ status: 401, bodyWasRead: false });
  expect(asked).toEqual(["east head", "west head"]);
});

test.each<[Verdict, Verdict, number, string]>([
  ["unauthenticated", "forbidden", 403, "west refuses it"],
  ["forbidden", "unauthenticated", 403, "east refuses it"],
  ["forbidden", "unavailable", 503, "west refuses it"],
  ["unavailable", "unauthenticated", 503, "east refuses it"],
  ["unauthenticated", "unauthenticated", 401, "east refuses it"],
  ["unauthenticated", "breaks", 503, "could not be taken in"],
])("when all refuse a sender, %s and %s are answered %i", async (east, west, status, text) => {
  const { ring, incoming, errors } = bot({ east: { verdict: east }, west: { verdict: west } });
  const answer = await ring();
  expect(answer).toMatchObject({ status, text: expect.stringContaining(text) });
  expect(incoming).toEqual([]);
  expect(errors).toHaveLength(west === "breaks" ? 1 : 0);
});

test("at the address of a call only the account that has the call may verify", async () => {
  const { calling, clock, asked } = bot({ east: { verdict: "unauthenticated" }, west: { verdict: "accepts" } });
  const wire = calling.adapter.members.east?.client;
  await calling.create({ to: "+14255550123" });
  if (!(wire instanceof Loopback)) throw new Error("there is no wire");
  const address = wire.last("create").context.callbackUrl;
  const response = await inItsTime(clock, calling.handle(new Request(address, { method: "POST", body: "[]" })));
  expect({ status: response.status, asked }).toEqual({ status: 401, asked: ["east bytes"] });
});
