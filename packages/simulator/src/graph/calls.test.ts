import { afterEach, beforeEach, expect, test } from "vitest";
import { callTo, type GraphStage, graphStage, JOHN } from "./graph-stage.fixture.js";

let stage: GraphStage;
beforeEach(async () => {
  stage = await graphStage();
});
afterEach(() => stage.simulator.close());

test("a bot calls, plays, hears keys and hangs up", async () => {
  const created = await stage.api("POST", "calls", callTo(JOHN));
  expect(created.text).toContain("establishing");
  expect(created.status).toBe(201);
  const { id } = created.body;
  stage.simulator.person("john").answer();
  await stage.settled();
  const play = await stage.api("POST", `calls/${id}/playPrompt`, {
    prompts: [{ mediaInfo: { uri: "https://cdn.contoso.com/beep.wav" } }],
  });
  expect(play.status).toBe(200);
  await stage.clock.advance(5000);
  expect((await stage.api("POST", `calls/${id}/subscribeToTone`)).status).toBe(200);
  stage.simulator.person("john").press("1#");
  await stage.settled();
  expect((await stage.api("DELETE", `calls/${id}`)).status).toBe(204);
  expect(stage.told()).toEqual([
    "updated establishing",
    "updated established",
    "deleted operations completed",
    "updated established",
    "updated established",
    "updated terminating",
    "deleted terminated",
  ]);
});
