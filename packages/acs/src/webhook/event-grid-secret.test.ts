import { manualClock } from "@trunkline/core";
import { describe, expect, test } from "vitest";
import { type EventGridOptions, EventGridSecret } from "./event-grid-secret.js";

type Head = Parameters<EventGridSecret["check"]>[0];

/** One request, at a webhook that had none before. */
const checkOnce = (head: Head, options: EventGridOptions) => new EventGridSecret(options, manualClock()).check(head);

/** The middle of many measurements, ms: single ones tell of the machine. */
function median(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[times.length >> 1] ?? 0;
}

test("the time of a refusal does not reveal how close a wrong secret is", async () => {
  // So long that a comparison which stops at the first difference would be many times faster early than late.
  const secret = "s".repeat(8 * 1024 * 1024);
  const wrong = { early: `x${secret.slice(1)}`, late: `${secret.slice(0, -1)}x` };
  const offers = Object.fromEntries(
    Object.entries(wrong).map(([name, value]) => [
      name,
      { url: new URL("https://bot.example.com/"), headers: fixed(value) },
    ]),
  );
  const times: Record<string, number[]> = { early: [], late: [] };
  for (let round = 0; round < 15; round++) {
    for (const [name, offer] of Object.entries(offers)) {
      const begun = performance.now();
      await expect(checkOnce(offer, { secret, name: "eventgrid" })).rejects.toThrow(/secret is wrong/);
      times[name]?.push(performance.now() - begun);
    }
  }
  const [early, late] = [median(times.early ?? []), median(times.late ?? [])];
  expect(late / early).toBeLessThan(1.5);
  expect(early / late).toBeLessThan(1.5);
  // It is all of it that is looked at, even where the first letter differs.
  expect(early).toBeGreaterThan(1);
});

/** A header of any length. */
function fixed(value: string): Headers {
  return new Headers({ eventgrid: value });
}

test("if there are two secrets, both are compared, so that the time does not reveal which one matched", async () => {
  const asked: string[] = [];
  const secretNamed = (name: string, value: string) => () => {
    asked.push(name);
    return value;
  };
  const secrets = [secretNamed("new", "right"), secretNamed("old", "other")];
  await checkOnce(
    { url: new URL("https://bot.example.com/?eventgrid=right"), headers: new Headers() },
    { secret: secrets, name: "eventgrid" },
  );
  expect(asked).toEqual(["new", "old"]);
});

test("a plus sign matches whether or not the subscription's address encodes it", async () => {
  const options = { secret: "a+secret+of+one's+own", name: "eventgrid" };
  for (const query of ["a+secret+of+one's+own", "a%2Bsecret%2Bof%2Bone's%2Bown"]) {
    const url = new URL(`https://bot.example.com/?eventgrid=${query}`);
    await checkOnce({ url, headers: new Headers() }, options);
  }
});

test("newlines around a fetched secret are ignored", async () => {
  const url = new URL("https://bot.example.com/?eventgrid=right");
  await checkOnce({ url, headers: new Headers() }, { secret: () => "right\n", name: "eventgrid" });
});

describe("secrets that have to be fetched", () => {
  const refused = expect.objectContaining({ code: "unauthenticated" });
  const unavailable = expect.objectContaining({ code: "unavailable" });

  /** A vault with one secret that can be changed, and the webhook that asks it. */
  function vault(first: string | Error = "right") {
    const clock = manualClock();
    const there = { value: first, asked: 0, slow: Promise.resolve() };
    const reveal = async () => {
      there.asked++;
      await there.slow;
      if (there.value instanceof Error) throw there.value;
      return there.value;
    };
    const secret = new EventGridSecret({ secret: reveal, name: "eventgrid" }, clock);
    const check = (offered: string) =>
      secret.check({ url: new URL(`https://bot.example.com/?eventgrid=${offered}`), headers: new Headers() });
    return { clock, there, check };
  }

  test("are fetched once for all the requests that have them", async () => {
    const { clock, there, check } = vault();
    for (let hour = 0; hour < 5; hour++) {
      await check("right");
      await clock.advance(3_600_000);
    }
    expect(there.asked).toBe(1);
  });

  test("a stranger's requests cause at most one fetch in ten seconds", async () => {
    const { clock, there, check } = vault();
    for (let second = 0; second < 30; second++) {
      for (let request = 0; request < 100; request++) await expect(check(`guess-${request}`)).rejects.toThrow(refused);
      await clock.advance(1_000);
    }
    expect(there.asked).toBe(3);
  });

  test("concurrent requests wait for one fetch", async () => {
    const { there, check } = vault();
    let resolve = () => {};
    there.slow = new Promise<void>((done) => {
      resolve = done;
    });
    const answers = Promise.allSettled(["right", "wrong", "right", "wrong"].map(check));
    resolve();
    expect((await answers).map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled", "rejected"]);
    expect(there.asked).toBe(1);
  });

  test("a rotated secret is valid from the first request that has it, and the old one is then invalid", async () => {
    const { clock, there, check } = vault();
    await check("right");
    await clock.advance(10_000);
    there.value = "newer";
    await check("newer");
    await expect(check("right")).rejects.toThrow(refused);
    expect(there.asked).toBe(2);
  });

  test("while the vault fails, the cached secret is valid, and requests with another one are answered 503", async () => {
    const { clock, there, check } = vault();
    await check("right");
    await clock.advance(10_000);
    there.value = new Error("throttled");
    await expect(check("newer")).rejects.toThrow(unavailable);
    await check("right");
    await expect(check("newer")).rejects.toThrow(unavailable);
    expect(there.asked).toBe(2);
    there.value = "newer";
    await clock.advance(10_000);
    await check("newer");
    await expect(check("wrong")).rejects.toThrow(refused);
  });

  test("until a secret has been fetched, all requests are answered 503, and the error does not say why", async () => {
    const { clock, there, check } = vault(new Error("vault key abc"));
    await expect(check("right")).rejects.toThrow(unavailable);
    await expect(check("right")).rejects.toThrow(/^the function that fetches the Event Grid secret failed$/);
    expect(there.asked).toBe(1);
    there.value = "right";
    await clock.advance(10_000);
    await check("right");
  });

  test("a fetch that does not finish times out after ten seconds", async () => {
    const { clock, there, check } = vault();
    there.slow = new Promise(() => {});
    const stuck = expect(check("right")).rejects.toThrow(unavailable);
    await clock.advance(10_000);
    await stuck;
    there.slow = Promise.resolve();
    await check("right");
    expect(there.asked).toBe(2);
  });

  test("of two secrets, one that cannot be fetched does not invalidate the other", async () => {
    const secrets = [() => Promise.reject(new Error("away")), "old"];
    const secret = new EventGridSecret({ secret: secrets, name: "eventgrid" }, manualClock());
    const at = (offered: string) => ({
      url: new URL(`https://bot.example.com/?eventgrid=${offered}`),
      headers: new Headers(),
    });
    await secret.check(at("old"));
    await expect(secret.check(at("new"))).rejects.toThrow(unavailable);
    await secret.check(at("old"));
  });
});
