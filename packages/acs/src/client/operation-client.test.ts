import { createCommunicationAuthPolicy } from "@azure/communication-common";
import { createHttpHeaders, type PipelineRequest } from "@azure/core-rest-pipeline";
import { phone } from "@trunkline/core";
import { expect, test } from "vitest";
import { accessKey, contextOf, firstSentAt, operationId } from "../fixtures/bench.fixture.js";
import { callConnectionId } from "../fixtures/recording-service.fixture.js";
import { useService } from "../fixtures/use-service.fixture.js";
import { createSend } from "./operation-client.js";

const bench = useService();
const bob = phone("+14255550123");

test("two tries of one operation carry the same repeatability headers and request id", async () => {
  for (let attempt = 0; attempt < 2; attempt++)
    await bench.adapter.verbs.sendDtmf?.run({ tones: ["1"], to: bob }, contextOf(), undefined);
  for (const { headers, signedWith } of bench.service.requests) {
    expect(headers["repeatability-request-id"]).toBe(operationId);
    expect(headers["repeatability-first-sent"]).toBe("Fri, 20 Nov 2026 07:24:29 GMT");
    expect(headers["x-ms-client-request-id"]).toBe(operationId);
    expect(signedWith(accessKey)).toBe(true);
  }
  expect(firstSentAt).toBe(Date.parse("2026-11-20T07:24:29Z"));
});

test("many operations at once do not mix up", async () => {
  const ids = Array.from({ length: 40 }, (_, i) => `00000000-0000-4000-8000-${String(i).padStart(12, "0")}`);
  await Promise.all(
    ids.map((id) =>
      bench.adapter.verbs.sendDtmf?.run({ tones: ["1"], to: bob }, contextOf({ operationId: id }), undefined),
    ),
  );
  expect(bench.service.requests).toHaveLength(40);
  for (const { headers, body } of bench.service.requests)
    expect(body).toMatchObject({ operationContext: headers["repeatability-request-id"] });
  expect(new Set(bench.service.requests.map(({ headers }) => headers["repeatability-request-id"])).size).toBe(40);
});

test("where the service knows no such headers none are sent, and play is not repeated", async () => {
  await bench.adapter.verbs.play?.run(
    { prompts: [{ url: "https://cdn.example.com/a.wav" }], loop: false },
    contextOf(),
    undefined,
  );
  expect(bench.sent().headers).not.toHaveProperty("repeatability-request-id");
  expect(bench.sent().headers["x-ms-client-request-id"]).toBe(operationId);
  expect(bench.adapter.verbs.play?.repeat).toBe("never");
});

test("the client's own calls are left alone", async () => {
  await bench.adapter.client.getCallConnection("c1").hangUp(true);
  expect(bench.sent().headers["repeatability-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
  expect(bench.sent().headers["repeatability-request-id"]).not.toBe(operationId);
});

test("a token goes with every request, and is asked for once", async () => {
  const sent: PipelineRequest[] = [];
  let asked = 0;
  const getToken = async () => ({ token: `t${++asked}`, expiresOnTimestamp: Number.POSITIVE_INFINITY });
  const send = createSend({
    endpoint: "https://contoso.communication.azure.com",
    client: {},
    prove: createCommunicationAuthPolicy({ getToken }),
    httpClient: {
      async sendRequest(request) {
        sent.push(request);
        return { request, status: 204, headers: createHttpHeaders({ "ms-cv": "cv-1" }) };
      },
    },
  });
  for (let i = 0; i < 2; i++) {
    const answered = await send(contextOf(), ({ connection }) => connection.hangUp(true));
    expect(answered).toEqual({ value: undefined, ids: { requestId: "cv-1" } });
  }
  expect(sent.map(({ url, headers }) => [new URL(url).pathname, headers.get("authorization")])).toEqual([
    [`/calling/callConnections/${callConnectionId}:terminate`, "Bearer t1"],
    [`/calling/callConnections/${callConnectionId}:terminate`, "Bearer t1"],
  ]);
});
