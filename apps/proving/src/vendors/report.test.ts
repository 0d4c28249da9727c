import type { WireEntry } from "@trunkline/simulator";
import { describe, expect, test } from "vitest";
import { isGood, type Outcome, reasons, requestsIn, table } from "./report.js";

const outcome = (over: Partial<Outcome> = {}): Outcome => ({
  app: "rooms",
  mustComplete: true,
  requests: 4,
  answered501: 0,
  notSimulated: [],
  output: "",
  ...over,
});
const stuck = outcome({
  app: "bank",
  mustComplete: false,
  answered501: 2,
  notSimulated: ["CallMedia_Recognize"],
  failure: "step 2, hears: the app ended",
});

test("the table has a row per app", () => {
  expect(table([outcome(), stuck])).toBe(
    [
      "  app    requests  501s  flow completed",
      "  rooms         4     0             yes",
      "  bank          4     2              no",
    ].join("\n"),
  );
});

test("a flow that was not completed says why, and what it asked for in vain", () => {
  expect(reasons([outcome(), stuck, outcome({ failure: "npm install failed" })])).toBe(
    ["  bank: not simulated: CallMedia_Recognize; step 2, hears: the app ended", "  rooms: npm install failed"].join(
      "\n",
    ),
  );
});

describe("the run", () => {
  test("is good when all that must complete did", () => expect(isGood([outcome(), stuck])).toBe(true));
  test("is not when one of them did not", () => expect(isGood([stuck, outcome({ failure: "late" })])).toBe(false));
});

describe("an app's requests", () => {
  const entry = (over: Partial<WireEntry>): WireEntry => ({
    id: "w1",
    at: 0,
    direction: "from-bot",
    cloud: "acs",
    title: "Play",
    tag: "documented",
    method: "POST",
    url: "https://localhost/calling/callConnections/c:play",
    requestHeaders: {},
    requestBody: "",
    status: 202,
    outcome: "answered",
    ...over,
  });
  const refused = (what: string) => {
    const message = `The service has ${what}; this simulator does not have it yet.`;
    return entry({ status: 501, title: what, responseBody: JSON.stringify({ error: { message } }) });
  };

  test("are those to the simulated cloud", () => {
    const log = [entry({}), entry({ direction: "to-bot" }), entry({ status: 404 })];
    expect(requestsIn([...log, entry({ title: "nothing is there" })])).toMatchObject({ requests: 3, answered501: 0 });
  });

  test("that got a 501 are counted, and what they asked for is named once", () => {
    const log = [refused("the rooms API"), refused("CallMedia_Hold"), refused("the rooms API")];
    expect(requestsIn(log)).toEqual({ requests: 3, answered501: 3, notSimulated: ["the rooms API", "CallMedia_Hold"] });
  });
});
