import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  APP,
  type GraphStage,
  graphStage,
  HEIDI,
  invitation,
  JOHN,
  resultInfo,
  TENANT,
  WEBHOOK,
} from "./graph-stage.fixture.js";

let stage: GraphStage;
beforeEach(async () => {
  stage = await graphStage();
});
afterEach(() => stage.simulator.close());

describe("an incoming call", () => {
  test("waits 15 seconds for a decision", async () => {
    await stage.incoming();
    await stage.clock.advance(14_999);
    expect(stage.summaries()).toEqual(["created incoming"]);
    await stage.clock.advance(1);
    expect(stage.summaries()).toEqual(["created incoming", "deleted terminated"]);
    expect(stage.result()).toEqual(resultInfo(408, 8587));
  });

  test("from a phone that withholds its number names the caller anonymous", async () => {
    const carl = stage.simulator.addPerson({ id: "carl", party: { kind: "phone", number: "anonymous" } });
    carl.dial({ botId: stage.simulator.state().bots[0]?.id ?? "" });
    await stage.settled();
    expect(stage.received.at(-1)?.data.source).toMatchObject({ identity: { phone: { id: "anonymous" } } });
  });

  test("ends when the caller gives up", async () => {
    await stage.incoming();
    stage.simulator.person("john").hangUp();
    await stage.settled();
    expect(stage.result()).toEqual(resultInfo(487, 0));
  });

  test.each([["none"], ["busy"], ["forbidden"], ["Busy"]])(
    "is rejected with %s, and its end says no more",
    async (reason) => {
      const id = await stage.incoming();
      const { status, text } = await stage.api("POST", `calls/${id}/reject`, { reason });
      expect({ status, text }).toEqual({ status: 202, text: "" });
      expect(stage.received.at(-1)).toMatchObject({
        changeType: "deleted",
        resourceUrl: `/communications/calls/${id}`,
      });
      expect(stage.received.at(-1)?.data).not.toHaveProperty("state");
      expect(stage.received.at(-1)?.data).not.toHaveProperty("resultInfo");
    },
  );

  test("can be refused by delete too", async () => {
    const id = await stage.incoming();
    expect((await stage.api("DELETE", `calls/${id}`)).status).toBe(204);
    expect(stage.simulator.calls()[0]?.legs[0]?.end).toEqual({ kind: "declined" });
  });

  test.each([
    [undefined, 1, 55],
    [undefined, 2, 60],
    [15, 1, 15],
  ])(
    "redirected for %s s to %i target(s) that do not pick up ends after %i s without a result",
    async (timeout, count, seconds) => {
      const id = await stage.incoming("phone");
      const targets = [JOHN, HEIDI].slice(0, count).map((user) => invitation({ user: { id: user } }));
      await stage.api("POST", `calls/${id}/redirect`, { targets, timeout });
      await stage.clock.advance(seconds * 1000 - 1);
      expect(stage.summaries()).toEqual(["created incoming"]);
      await stage.clock.advance(1);
      expect(stage.summaries()).toEqual(["created incoming", "deleted terminated"]);
      expect(stage.result()).toBeUndefined();
      expect(stage.received.at(-1)?.data).not.toHaveProperty("answeredBy");
    },
  );

  test("keeps its caller encrypted for an app without any role", async () => {
    stage.simulator.graphBehavior.change({ apps: { [APP]: { roles: [] } } });
    await stage.incoming();
    expect(stage.received[0]?.data).toMatchObject({ source: { identity: { encrypted: { id: expect.any(String) } } } });
    expect(stage.received[0]?.body).not.toContain(JOHN);
  });

  test("belongs to its caller's tenant", async () => {
    stage.simulator.addPerson({ id: "far", party: { kind: "user", id: APP, tenantId: HEIDI } });
    const id = await stage.incoming("far");
    expect(stage.received[0]).toMatchObject({ claims: { tid: HEIDI }, data: { tenantId: HEIDI } });
    const refused = await stage.api("POST", `calls/${id}/reject`, {}, { tenantId: TENANT });
    expect(refused).toMatchObject({ status: 403, body: { error: { code: "7505" } } });
    expect((await stage.api("POST", `calls/${id}/reject`, {}, { tenantId: HEIDI })).status).toBe(202);
  });

  test.each([302, 307])("follows the bot to the deployment it names by %i", async (status) => {
    const elsewhere = "https://west.contoso.com/api/calls";
    stage.answerWith = ({ url }) =>
      url === WEBHOOK
        ? new Response(null, { status, headers: { location: elsewhere } })
        : new Response(null, { status: 202 });
    await stage.incoming();
    expect(stage.received.map(({ url }) => url)).toEqual([WEBHOOK, elsewhere]);
    await stage.clock.advance(15_000);
    expect(stage.received.at(-1)?.url).toBe(elsewhere);
  });

  test.each([
    ["is sent on without end five times", WEBHOOK, 6],
    ["does not follow a redirect to an invalid address", "http://", 1],
  ])("%s", async (_, location, times) => {
    stage.answerWith = () => new Response(null, { status: 302, headers: { location } });
    await stage.incoming();
    expect(stage.received).toHaveLength(times);
  });

  test("that is over is not sent on", async () => {
    stage.answerWith = () => {
      stage.simulator.person("john").hangUp();
      return new Response(null, { status: 302, headers: { location: "https://west.contoso.com/" } });
    };
    stage.simulator.person("john").dial({ kind: "application", id: APP });
    await stage.settled();
    expect(stage.summaries()).toEqual(["created incoming", "deleted terminated"]);
  });
});
