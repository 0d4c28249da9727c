import { expect, test } from "vitest";
import { connectedWorld } from "../testing/loopback.fixture.js";
import type { Tone } from "../words/tone.js";

const keys = "0123456789*#".split("") as Tone[];

/** So many keys, each another than the one before. */
function pressed(count: number) {
  return Array.from({ length: count }, (_, index) => ({
    kind: "dtmf" as const,
    id: `tone:${index + 1}`,
    sequence: index + 1,
    tone: keys[index % keys.length] ?? "0",
  }));
}

const orders = {
  "in order": <T>(all: readonly T[]) => all,
  backwards: <T>(all: readonly T[]) => all.toReversed(),
  "the first one last": <T>(all: readonly T[]) => [...all.slice(1), ...all.slice(0, 1)],
  "every other one first": <T>(all: readonly T[]) => [
    ...all.filter((_, index) => index % 2 === 0),
    ...all.filter((_, index) => index % 2 === 1),
  ],
  "each of them twice": <T>(all: readonly T[]) => all.flatMap((one) => [one, one]),
} as const;

test.each(Object.entries(orders))(
  "a thousand keys in one body, %s, are delivered once each and in order, and other work gets its turn in between",
  { tags: "endpoint/large-bodies" },
  async (_, order) => {
    let commits = 0;
    const { tell, events, clock, calling } = await connectedWorld({
      through: (store) => ({
        ...store,
        commit(...given) {
          commits++;
          return store.commit(...given);
        },
      }),
    });
    const keysSeen: Tone[] = [];
    let othersRan = 0;
    const count = () => {
      othersRan++;
      if (keysSeen.length < 1000) setImmediate(count);
    };
    calling.on("dtmf-received", ({ tone }) => void keysSeen.push(tone));
    setImmediate(count);
    commits = 0;
    const tones = pressed(1000);
    expect((await tell(...order(tones))).status).toBe(202);
    for (let times = 0; keysSeen.length < 1000 && times < 20; times++) await clock.advance(0);
    expect(keysSeen).toEqual(tones.map(({ tone }) => tone));
    expect(events.filter((event) => event.startsWith("dtmf-received"))).toHaveLength(1000);
    expect(commits).toBeGreaterThanOrEqual(4);
    expect(othersRan).toBeGreaterThanOrEqual(4);
  },
);

test("a missing key holds up the others for a moment, and then they are delivered in order", async () => {
  const { tell, clock, calling } = await connectedWorld();
  const keysSeen: Tone[] = [];
  calling.on("dtmf-received", ({ tone }) => void keysSeen.push(tone));
  const tones = pressed(600).filter(({ sequence }) => sequence !== 300);
  await tell(...tones);
  for (let times = 0; times < 5; times++) await clock.advance(0);
  expect(keysSeen).toHaveLength(299);
  await clock.advance(300);
  expect(keysSeen).toEqual(tones.map(({ tone }) => tone));
});
