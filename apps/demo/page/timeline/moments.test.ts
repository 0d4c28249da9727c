import { expect, test } from "vitest";
import { aCallback, anEvent, aRequest } from "../testing.fixture.js";
import { type Moment, momentsOf } from "./moments.js";

const shape = (moments: readonly Moment[]) =>
  moments.map(({ events, wire }) => [events.map(({ type }) => type).join(), wire.map(({ title }) => title).join()]);

test("a callback, its events and the bot's requests in response are one moment", () => {
  const moments = momentsOf(
    [anEvent(105, "incoming"), anEvent(205, "call-connected")],
    [aCallback(100, "IncomingCall"), aRequest(110, "answer"), aCallback(200, "CallConnected"), aRequest(210, "play")],
  );
  expect(shape(moments)).toEqual([
    ["incoming", "IncomingCall,answer"],
    ["call-connected", "CallConnected,play"],
  ]);
});

test("an event belongs to its callback, even when the next one arrived before the event was delivered", () => {
  const ended = { state: "terminated" };
  const done = { status: "completed" };
  const moments = momentsOf(
    [anEvent(20, "operation-completed", { raw: done }), anEvent(21, "call-ended", { raw: ended })],
    [
      aCallback(10, "transfer", { requestBody: `{"value":[${JSON.stringify(done)}]}` }),
      aCallback(12, "terminated", { requestBody: `{"value":[${JSON.stringify(ended)}]}` }),
    ],
  );
  expect(shape(moments)).toEqual([
    ["operation-completed", "transfer"],
    ["call-ended", "terminated"],
  ]);
});

test("an event belongs to its callback, no matter how late it was delivered", () => {
  const begun = { state: "establishing" };
  const connected = { state: "established" };
  const moments = momentsOf(
    [anEvent(990, "call-changed", { raw: begun }), anEvent(991, "call-connected", { raw: connected })],
    [
      aCallback(10, "establishing", { requestBody: `{"value":[${JSON.stringify(begun)}]}` }),
      aCallback(500, "established", { requestBody: `{"value":[${JSON.stringify(connected)}]}` }),
    ],
  );
  expect(shape(moments)).toEqual([
    ["call-changed", "establishing"],
    ["call-connected", "established"],
  ]);
});

test("a callback without events has its own moment", () => {
  const moments = momentsOf(
    [anEvent(25, "call-connected")],
    [aCallback(10, "Participants"), aCallback(20, "Connected")],
  );
  expect(shape(moments)).toEqual([
    ["", "Participants"],
    ["call-connected", "Connected"],
  ]);
});

test("after a long silence there is a new moment, with or without a callback", () => {
  const moments = momentsOf([anEvent(0, "incoming"), anEvent(8000, "bot-step")], [aRequest(8010, "answer")]);
  expect(shape(moments)).toEqual([
    ["incoming", ""],
    ["bot-step", "answer"],
  ]);
});

test("no two moments have the same id, even for an event that was delivered twice", () => {
  const twice = [anEvent(0, "incoming"), anEvent(900, "incoming", { id: "incoming 0" })];
  expect(new Set(momentsOf(twice, []).map(({ id }) => id)).size).toBe(2);
});
