import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type GraphStage, graphStage, HEIDI, INSTANCE, invitation, JOHN, resultInfo } from "./graph-stage.fixture.js";

let stage: GraphStage;
beforeEach(async () => {
  stage = await graphStage();
});
afterEach(() => stage.simulator.close());

const fromInstance = {
  source: invitation({ applicationInstance: { id: INSTANCE } }),
  targets: [invitation({ phone: { id: "+12345678901" } })],
};

describe("the end of an outgoing call says why", () => {
  test.each([
    ["declined", 603, 0],
    ["busy", 486, 8539],
    ["unreachable", 480, 10037],
  ] as const)("a user who is or has %s", async (kind, code, subcode) => {
    stage.simulator.person("john").reacts({ kind: kind === "declined" ? "decline" : kind });
    await stage.ringing();
    expect(stage.summaries()).toEqual(["updated establishing", "deleted terminated"]);
    expect(stage.result()).toEqual(resultInfo(code, subcode));
  });

  test.each([
    ["decline", 603, 560603],
    ["busy", 486, 560486],
    ["unreachable", 480, 10134],
  ] as const)("a telephone, by what its network says: %s", async (kind, code, subcode) => {
    stage.simulator.person("phone").reacts({ kind });
    await stage.ringing(fromInstance);
    expect(stage.result()).toEqual(resultInfo(code, subcode));
  });

  test("no one picks up", async () => {
    await stage.ringing();
    await stage.clock.advance(60_000);
    expect(stage.result()).toEqual(resultInfo(487, 10004));
  });

  test("beta says how long it may ring", async () => {
    await stage.ringing({ ringingTimeoutInSeconds: 20 }, "beta");
    await stage.clock.advance(19_999);
    expect(stage.summaries()).toEqual(["updated establishing", "updated ringing"]);
    await stage.clock.advance(1);
    expect(stage.summaries()[2]).toBe("deleted terminated");
  });

  test("the other one hung up, on a telephone by a code of its own", async () => {
    await stage.established();
    stage.simulator.person("john").hangUp();
    await stage.settled();
    expect(stage.result()).toEqual(resultInfo(200, 4521));
    await stage.ringing(fromInstance);
    stage.simulator.person("phone").answer();
    stage.simulator.person("phone").hangUp();
    await stage.settled();
    expect(stage.result()).toEqual(resultInfo(200, 560000));
  });

  test("in a group, that no one came and that no one is left", async () => {
    const targets = [JOHN, HEIDI].map((id) => invitation({ user: { id } }));
    await stage.ringing({ targets });
    await stage.clock.advance(60_000);
    expect(stage.result()).toEqual(resultInfo(200, 5013));
    await stage.ringing({ targets });
    stage.simulator.person("john").answer();
    stage.simulator.person("heidi").decline();
    stage.simulator.person("john").hangUp();
    await stage.settled();
    expect(stage.result()).toEqual(resultInfo(200, 5010));
  });
});
