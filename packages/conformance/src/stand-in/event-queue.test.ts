import { manualClock } from "@trunkline/core";
import { expect, test } from "vitest";
import { eventQueue } from "./event-queue.js";

const event = (name: string) => () => new Request(`https://bot.example.com/${name}`, { method: "POST" });

/** A bot that answers when the test says so. */
function slowBot() {
  const arrived: string[] = [];
  const answers: ((response: Response) => void)[] = [];
  const deliver = (request: Request) => {
    arrived.push(new URL(request.url).pathname);
    return new Promise<Response>((resolve) => answers.push(resolve));
  };
  return { arrived, deliver, answer: (status: number) => answers.shift()?.(new Response(null, { status })) };
}

test("an event is sent when the one before it is answered", async () => {
  const clock = manualClock();
  const bot = slowBot();
  const queue = eventQueue({ clock, deliver: bot.deliver });
  queue.send(event("a"));
  queue.send(event("b"));
  await clock.advance(0);
  expect(bot.arrived).toEqual(["/a"]);
  bot.answer(200);
  await clock.advance(0);
  expect(bot.arrived).toEqual(["/a", "/b"]);
});

test("an event that is not accepted is sent again after its pauses, and others do not wait for it", async () => {
  const clock = manualClock();
  const bot = slowBot();
  const queue = eventQueue({ clock, deliver: bot.deliver, againAfterMs: [1_000, 5_000] });
  queue.send(event("a"));
  queue.send(event("b"));
  for (const status of [503, 200]) {
    await clock.advance(0);
    bot.answer(status);
  }
  await clock.advance(999);
  expect(bot.arrived).toEqual(["/a", "/b"]);
  await clock.advance(1);
  expect(bot.arrived).toEqual(["/a", "/b", "/a"]);
  bot.answer(404);
  await clock.advance(5_000);
  bot.answer(404);
  await clock.advance(60_000);
  expect(bot.arrived).toEqual(["/a", "/b", "/a", "/a"]);
});

test("a bot that does not answer at all holds nothing up", async () => {
  const clock = manualClock();
  const arrived: string[] = [];
  const queue = eventQueue({
    clock,
    async deliver(request) {
      arrived.push(new URL(request.url).pathname);
      throw new Error("connection refused");
    },
  });
  queue.send(event("a"));
  queue.send(event("b"));
  await clock.advance(0);
  expect(arrived).toEqual(["/a", "/b"]);
});

test("an event is made when it is sent, so that its signature has the time of then", async () => {
  const clock = manualClock();
  const sentAt: number[] = [];
  const deliver = async () => new Response(null, { status: sentAt.length === 1 ? 503 : 200 });
  const queue = eventQueue({ clock, deliver, againAfterMs: [1_000] });
  const begun = clock.now();
  queue.send(() => {
    sentAt.push(clock.now() - begun);
    return event("a")();
  });
  await clock.advance(1_000);
  expect(sentAt).toEqual([0, 1_000]);
});
