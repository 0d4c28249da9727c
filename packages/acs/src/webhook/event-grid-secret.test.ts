import { expect, test } from "vitest";
import { checkEventGridSecret } from "./event-grid-secret.js";

/** The middle of many measurements, ms: single ones tell of the machine. */
function median(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[times.length >> 1] ?? 0;
}

test("how near a wrong secret is cannot be told from the time that its refusal takes", async () => {
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
      await expect(checkEventGridSecret(offer, { secret, name: "eventgrid" })).rejects.toThrow(/secret is wrong/);
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

test("both secrets are compared while there are two, so that the time does not tell which is which", async () => {
  const asked: string[] = [];
  const secretNamed = (name: string, value: string) => () => {
    asked.push(name);
    return value;
  };
  const secrets = [secretNamed("new", "right"), secretNamed("old", "other")];
  await checkEventGridSecret(
    { url: new URL("https://bot.example.com/?eventgrid=right"), headers: new Headers() },
    { secret: secrets, name: "eventgrid" },
  );
  expect(asked).toEqual(["new", "old"]);
});

test("a plus sign counts whether the subscription's address encodes it or not", async () => {
  const options = { secret: "a+secret+of+one's+own", name: "eventgrid" };
  for (const query of ["a+secret+of+one's+own", "a%2Bsecret%2Bof%2Bone's%2Bown"]) {
    const url = new URL(`https://bot.example.com/?eventgrid=${query}`);
    await checkEventGridSecret({ url, headers: new Headers() }, options);
  }
});

test("a newline around a secret that is fetched does not count", async () => {
  const url = new URL("https://bot.example.com/?eventgrid=right");
  await checkEventGridSecret({ url, headers: new Headers() }, { secret: () => "right\n", name: "eventgrid" });
});
