import { afterEach, beforeEach, expect, test } from "vitest";
import { callTo, type GraphStage, graphStage, JOHN } from "../graph-stage.fixture.js";

const clientContext = "e0be71f1-a14f-4cec-b65a-e7aba5db7c53";
const digits = ["tone1", "tone2", "tone3", "tone4", "tone5", "tone6", "tone7", "tone8", "tone9", "tone0"];
const request = { tones: [...digits, "star", "pound"], delayBetweenTonesMs: 1000, clientContext };

let stage: GraphStage;
let id: string;
beforeEach(async () => {
  stage = await graphStage();
  id = String((await stage.api("POST", "calls", callTo(JOHN))).body.id);
  stage.simulator.person("john").answer();
  await stage.settled();
  stage.received.length = 0;
});
afterEach(() => stage.simulator.close());

const send = () => stage.api("POST", `calls/${id}/microsoft.graph.sendDtmfTones`, request);

test("sendDtmfTones: 200 with the operation and its address", async () => {
  const { status, headers, body } = await send();
  expect(status).toBe(200);
  expect(body).toEqual({
    "@odata.type": "#microsoft.graph.sendDtmfTonesOperation",
    status: "running",
    clientContext,
    id: expect.any(String),
  });
  expect(headers.get("location")).toBe(`${stage.simulator.url}/v1.0/communications/calls/${id}/operations/${body.id}`);
});

test("sendDtmfTones, successful case: completed when the last tone is out", async () => {
  const { body } = await send();
  // Twelve tones of 100 ms, with eleven pauses between them.
  await stage.clock.advance(12 * 100 + 11 * 1000 - 1);
  expect(stage.received).toEqual([]);
  await stage.clock.advance(1);
  expect(stage.received).toMatchObject([
    {
      changeType: "deleted",
      resourceUrl: `/communications/calls/${id}/operations/${body.id}`,
      data: { ...body, status: "completed", completionReason: "completedSuccessfully" },
    },
  ]);
  await stage.simulator.person("john").hears({ tones: "1234567890*#" });
});

test("sendDtmfTones, error case 1: canceled, and still called completed", async () => {
  const { body } = await send();
  await stage.clock.advance(500);
  expect((await stage.api("POST", `calls/${id}/cancelMediaProcessing`, { clientContext: "c" })).body).toMatchObject({
    "@odata.type": "#microsoft.graph.cancelMediaProcessingOperation",
    status: "completed",
    clientContext: "c",
  });
  expect(stage.received).toMatchObject([
    { changeType: "deleted", data: { ...body, status: "completed", completionReason: "mediaOperationCanceled" } },
  ]);
});

test("sendDtmfTones, error case 2: the call ends, for a reason that is unknown", async () => {
  const { body } = await send();
  stage.simulator.person("john").hangUp();
  await stage.settled();
  expect(stage.received).toMatchObject([
    { changeType: "deleted", data: { ...body, status: "completed", completionReason: "unknown" } },
    { changeType: "deleted", data: { state: "terminated" } },
  ]);
});
