import { createTransport } from "@trunkline/microsoft";
import { afterAll, afterEach, expect, test, vi } from "vitest";
import { mapError } from "../errors/map-error.js";
import { answers } from "../fixtures/answers.fixture.js";
import { accessKey, contextOf, operationId } from "../fixtures/bench.fixture.js";
import type { Recorded } from "../fixtures/recording-service.fixture.js";
import { useService } from "../fixtures/use-service.fixture.js";
import { verbRequests } from "../fixtures/verb-requests.fixture.js";
import { acsOptions } from "../options/options.js";
import { createVerbs } from "../verbs/verbs.js";
import { createAcsClient } from "./acs-client.js";
import { Handover } from "./handover.js";
import type { ClientParts, Send } from "./operation-client.js";

const bench = useService();
const transport = createTransport({ environment: {} });
afterAll(() => transport.close());
afterEach(() => void vi.restoreAllMocks());

/** A client of which `through` makes the way that requests take. What their requests bring is kept. */
function clientThat(through: (client: ReturnType<typeof createAcsClient>) => Send) {
  const client = createAcsClient(
    acsOptions.parse({
      connectionString: `endpoint=${bench.service.endpoint};accesskey=${accessKey}`,
      resourceId: "b9614373-fd0b-480c-8fd2-cb58b70eab9f",
      eventGrid: { secret: "grid-secret" },
      allowInsecureConnection: true,
      cognitiveServicesEndpoint: "https://ai.example.com/",
      sourceIdentity: "8:acs:b9614373-fd0b-480c-8fd2-cb58b70eab9f_bot",
    }),
    transport,
  );
  const values: unknown[] = [];
  const send: Send = async (operation, request) => {
    const answered = await through(client)(operation, request);
    values.push(answered.value);
    return answered;
  };
  return { values, send, verbs: createVerbs({ ...client, send }) };
}

/** As the vendor documents it: the whole client, and from it the call's connection and its media, anew for every request. */
const asDocumented = () =>
  clientThat(({ sdk }) => async ({ providerCallId }, request) => {
    const connection = sdk.getCallConnection(providerCallId);
    return { value: await request({ client: sdk, connection, media: connection.getCallMedia() }), ids: {} };
  });

const asWeDo = () => clientThat(({ send }) => send);

test.each(Object.entries(verbRequests))(
  "%s: the short way sends byte for byte what the whole client does",
  async (_, request) => {
    const ways = vi.spyOn(Handover.prototype, "take");
    await request(asDocumented().verbs);
    await request(asWeDo().verbs);
    expectTheSameTwice();
    expect(ways).toHaveBeenCalledTimes(1);
  },
);

const audio = { transportType: "websocket", audioChannelType: "mixed", transportUrl: "wss://b.example.com/a" } as const;
const bob = { phoneNumber: "+14255550123" };

/** What no verb sends. */
const otherRequests: Readonly<Record<string, (parts: ClientParts) => Promise<unknown>>> = {
  "a polymorphic model": ({ client }) =>
    client.answerCall("t", "https://b.example.com/c", { mediaStreamingOptions: audio }),
  "a dictionary": ({ connection }) =>
    connection.addParticipant({
      targetParticipant: bob,
      customCallingContext: [{ kind: "voip", key: "a", value: "b" }],
    }),
  "headers of one's own": ({ media }) =>
    media.sendDtmfTones(["one"], bob, { requestOptions: { customHeaders: { "x-one": "1" } } }),
};

test.each(Object.entries(otherRequests))("%s goes the usual way, as part of the operation too", async (_, request) => {
  const ways = vi.spyOn(Handover.prototype, "take");
  await asDocumented().send(contextOf(), request);
  await asWeDo().send(contextOf(), request);
  expectTheSameTwice();
  expect(ways).toHaveBeenCalledTimes(2);
  expect(bench.service.requests[1]?.headers).toMatchObject({
    "repeatability-request-id": operationId,
    "x-ms-client-request-id": operationId,
  });
});

test.each(Object.entries(answers))("%s: every verb takes it as the whole client does", async (_name, answer) => {
  bench.service.answer = answer;
  for (const [name, request] of Object.entries(verbRequests)) {
    const [documented, ours] = [asDocumented(), asWeDo()];
    const failed = await failure(request(documented.verbs));
    expect([name, await failure(request(ours.verbs))]).toEqual([name, failed]);
    expect([name, ours.values.map(withoutClients)]).toEqual([name, documented.values.map(withoutClients)]);
    expect([name, ours.values.length]).toEqual([name, failed ? 0 : 1]);
  }
});

function expectTheSameTwice(): void {
  const [documented, ours, ...more] = bench.service.requests.map(wire);
  expect(ours).toEqual(documented);
  expect(more).toEqual([]);
}

/** What a request ended with when it did not end well: the client's error, and what we make of it. */
async function failure(request: Promise<unknown>) {
  const error = await request.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error === undefined) return undefined;
  const { message, code, status, providerCode, requestId, retryAfterMs } = mapError(error, "create", { now: () => 0 });
  return { thrown: String(error), message, code, status, providerCode, requestId, retryAfterMs };
}

function withoutClients(value: unknown): unknown {
  return typeof value === "object" && value !== null ? { ...value, callConnection: undefined } : value;
}

/** A request but for its id, its time and what follows from them, and for what the whole client tells of itself. */
function wire({ line, text, headers, signedWith }: Recorded) {
  const {
    date,
    authorization,
    "x-ms-date": signed,
    "repeatability-request-id": id,
    "repeatability-first-sent": firstSent,
    "x-ms-client-request-id": clientRequestId,
    "x-ms-useragent": agent,
    "user-agent": nodeAgent,
    ...rest
  } = headers;
  return { line, text, signed: signedWith(accessKey), repeatable: [id, firstSent].map(Boolean), rest };
}
