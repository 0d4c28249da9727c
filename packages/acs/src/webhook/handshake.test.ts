import { expect, test } from "vitest";
import { gridEvent } from "../fixtures/events.fixture.js";
import { eventGrid, inbound } from "../fixtures/inbound.fixture.js";
import { parse } from "./parse.js";

const type = "Microsoft.EventGrid.SubscriptionValidationEvent";

test("the validation code goes back with 200", () => {
  const { signals, reply } = parse(inbound([gridEvent(type, { validationCode: "c0de" })]), eventGrid);
  expect(signals).toEqual([]);
  expect(reply).toEqual({
    status: 200,
    headers: { "content-type": "application/json" },
    body: '{"validationResponse":"c0de"}',
  });
  expect(parse(inbound([gridEvent(type, {})]), eventGrid)).toEqual({
    signals: [],
    unread: [expect.stringContaining("no validationCode")],
  });
});

test("OPTIONS is answered with the origin that asked", () => {
  const headers = new Headers({ "WebHook-Request-Origin": "eventgrid.azure.net" });
  expect(parse(inbound("", { method: "OPTIONS", headers }), eventGrid).reply).toEqual({
    status: 200,
    headers: { "WebHook-Allowed-Origin": "eventgrid.azure.net", "WebHook-Allowed-Rate": "*" },
  });
  expect(() => parse(inbound("", { method: "OPTIONS" }), eventGrid)).toThrow(/WebHook-Request-Origin/);
});

test("any other method is a bad request", () => {
  expect(() => parse(inbound("[]", { method: "PUT" }), eventGrid)).toThrow(/not with PUT/);
});
