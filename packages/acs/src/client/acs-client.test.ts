import { phone } from "@trunkline/core";
import { createTransport, type TransportRequest } from "@trunkline/microsoft";
import { afterAll, expect, test } from "vitest";
import { mapError } from "../errors/map-error.js";
import { answers } from "../fixtures/answers.fixture.js";
import { accessKey, contextOf, firstSentAt, operationId, resourceId } from "../fixtures/bench.fixture.js";
import { callConnectionId } from "../fixtures/recording-service.fixture.js";
import { useService } from "../fixtures/use-service.fixture.js";
import { verbRequests } from "../fixtures/verb-requests.fixture.js";
import { acsOptions } from "../options/options.js";
import { createVerbs } from "../verbs/verbs.js";
import { createAcsClient } from "./acs-client.js";

const bench = useService();
const clock = { now: () => 0 };
const transport = createTransport({ environment: {} });
afterAll(() => transport.close());

/** The verbs of a bot that can speak texts. */
const verbs = () =>
  createVerbs(
    createAcsClient(
      acsOptions.parse({
        connectionString: `endpoint=${bench.service.endpoint};accesskey=${accessKey}`,
        resourceId,
        allowInsecureConnection: true,
        cognitiveServicesEndpoint: "https://ai.example.com/",
        sourceIdentity: "8:acs:b9614373-fd0b-480c-8fd2-cb58b70eab9f_bot",
      }),
      transport,
    ),
  );
const bob = phone("+14255550123");

test("two attempts of an operation have the same repeatability headers and request id", async () => {
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

test("an operation without repeatability headers sends none, and play is not retried", async () => {
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

test("every request has a token, which is fetched once", async () => {
  const sent: TransportRequest[] = [];
  let asked = 0;
  const credential = {
    getToken: async () => ({ token: `t${++asked}`, expiresOnTimestamp: Number.POSITIVE_INFINITY }),
  };
  const options = acsOptions.parse({ endpoint: "https://contoso.communication.azure.com", credential, resourceId });
  const { hangUp } = createVerbs(
    createAcsClient(options, {
      ...transport,
      async request(request) {
        sent.push(request);
        return { status: 204, headers: { "ms-cv": "cv-1" }, body: new Uint8Array() };
      },
    }),
  );
  for (let i = 0; i < 2; i++)
    expect(await hangUp.run({ everyone: true }, contextOf(), undefined)).toEqual({ requestId: "cv-1" });
  expect(sent.map(({ url, headers = {} }) => [new URL(url).pathname, headers.Authorization])).toEqual([
    [`/calling/callConnections/${callConnectionId}:terminate`, "Bearer t1"],
    [`/calling/callConnections/${callConnectionId}:terminate`, "Bearer t1"],
  ]);
});

test.each(Object.entries(verbRequests))(
  "%s: the request is signed, belongs to its operation, and has its answer's id",
  async (_, request) => {
    expect(await request(verbs())).toMatchObject({ requestId: "ref-1" });
    const { headers, signedWith } = bench.sent();
    expect(signedWith(accessKey)).toBe(true);
    expect(headers["x-ms-client-request-id"]).toBe(operationId);
    expect([undefined, operationId]).toContain(headers["repeatability-request-id"]);
  },
);

test.each(Object.entries(verbRequests))("%s: the end of the operation ends the request", async (_, request) => {
  bench.service.answer = { silent: true };
  const ending = new AbortController();
  const failed = request(verbs(), { ending: ending.signal }).catch((error: unknown) =>
    mapError(error, "create", clock),
  );
  await bench.service.arrival();
  ending.abort();
  expect(await failed).toMatchObject({ code: "timeout" });
});

test.each(Object.entries(answers))(
  "%s: every verb takes it, or fails with an error that says what came",
  async (_, answer) => {
    bench.service.answer = answer;
    for (const [name, request] of Object.entries(verbRequests)) {
      const error = await request(verbs()).then(
        () => undefined,
        (thrown: unknown) => mapError(thrown, "create", clock),
      );
      if (error === undefined) continue;
      const { status = 200 } = answer;
      expect([name, error.code]).toEqual([
        name,
        expect.stringMatching(status < 400 ? /^outcome-unknown$/ : /^(?!outcome-unknown)/),
      ]);
      expect([name, error.retryable]).toEqual([name, status === 404]);
    }
  },
);
