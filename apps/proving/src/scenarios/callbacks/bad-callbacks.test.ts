import { describe, expect, test } from "vitest";
import { botNumber, providers } from "../kit/cast.js";
import { callbackTo, onTheLine, startStage } from "../kit/stage.js";

const unknownEvent = {
  graph: {
    value: [
      {
        changeType: "updated",
        resourceUrl: "/communications/calls/ID/holograms/1",
        resourceData: { "@odata.type": "#microsoft.graph.hologram" },
      },
    ],
  },
  acs: [
    {
      id: "e1",
      source: "calling/callConnections/ID",
      type: "Microsoft.Communication.HologramStarted",
      data: { callConnectionId: "ID" },
      specversion: "1.0",
    },
  ],
} as const;

describe.each(providers)("a callback on %s", (provider) => {
  test.each(["", " ", "{", "[{]", '{"value":', "<html>", "\u0000"])("with the body %j has no effect", async (body) => {
    await using stage = await startStage(provider);
    const call = await onTheLine(stage);
    const before = stage.record.all.length;
    const { status } = await stage.post({ ...callbackTo(stage, call), body });
    // Graph is known to send callbacks without a body: they are acknowledged, and carry no event.
    expect(status).toBe(provider === "graph" && body.trim() === "" ? 202 : 400);
    expect(stage.record.all).toHaveLength(before);
    expect((await call.snapshot()).state).toBe("connected");
  });

  test("that is cut off gets 400, and the call goes on", async () => {
    await using stage = await startStage(provider, { faults: [{ effect: { kind: "corrupt" }, times: 1 }] });
    const call = await onTheLine(stage);
    expect(stage.answers[0]).toBe(400);
    await stage.when(call.hangUp());
  });

  test("that is too large gets 413, with and without a length", async () => {
    await using stage = await startStage(provider);
    const call = await onTheLine(stage);
    const callback = callbackTo(stage, call);
    const body = JSON.stringify({ padding: "x".repeat(1024 * 1024) });
    expect((await stage.post({ ...callback, body })).status).toBe(413);
    const headers = new Headers(callback.headers);
    headers.set("content-length", String(2 * 1024 * 1024));
    expect((await stage.post({ ...callback, headers })).status).toBe(413);
  });

  test.each([null, 0, "text", [], [[]], {}, { value: {} }, { value: [null, 7, {}] }, [{}], [{ type: 7, data: 7 }]])(
    "with the JSON %j never throws and changes nothing",
    async (json) => {
      await using stage = await startStage(provider);
      const call = await onTheLine(stage);
      const { status } = await stage.post({ ...callbackTo(stage, call), body: JSON.stringify(json) });
      expect([200, 202, 204, 400]).toContain(status);
      expect((await call.snapshot()).state).toBe("connected");
      expect(stage.record.of("error")).toEqual([]);
      await stage.when(call.hangUp());
    },
  );

  test("of an unknown type is acknowledged, and reported with its wire form", {
    tags: "events/unrecognized",
  }, async () => {
    await using stage = await startStage(provider);
    const call = await onTheLine(stage);
    const body = JSON.stringify(unknownEvent[provider]).replaceAll("ID", call.providerCallId ?? "");
    expect((await stage.post({ ...callbackTo(stage, call), body })).ok).toBe(true);
    await stage.advance(0);
    const [event] = stage.record.of("unrecognized");
    expect(event?.name.toLowerCase()).toContain("hologram");
    expect(JSON.stringify(event?.raw).toLowerCase()).toContain("hologram");
  });

  test("about an unknown call, at the registered webhook, is refused with 404", async () => {
    await using stage = await startStage(provider);
    const call = await onTheLine(stage);
    await stage.when(call.hangUp());
    const { status, ok } = await stage.when(stage.post({ ...callbackTo(stage, call), url: stage.url }));
    expect([status, ok]).toEqual([404, false]);
  });

  test("that arrives long after the end of the call changes nothing", { tags: "state/ends-once" }, async () => {
    await using stage = await startStage(provider);
    const call = await onTheLine(stage);
    const callback = callbackTo(stage, call);
    await stage.when(call.hangUp());
    await stage.advance(1_000);
    const before = stage.record.all.length;
    expect((await stage.post(callback)).ok).toBe(true);
    expect(stage.record.all).toHaveLength(before);
  });
});

test("an incoming call that Event Grid announces without its context is refused for good, so that the failure shows there", async () => {
  await using stage = await startStage("acs", {
    tamper: ({ body }) => ({ body: body.replace("incomingCallContext", "somethingElse") }),
  });
  stage.person("ada").dial(botNumber);
  await stage.advance(1_000);
  expect(stage.answers).toEqual([400]);
  expect(stage.record.of("incoming")).toEqual([]);
});
