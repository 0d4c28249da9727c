import { phone } from "@trunkline/core";
import { createTransport } from "@trunkline/microsoft";
import { afterAll, expect, test } from "vitest";
import { mapError } from "../errors/map-error.js";
import { accessKey, contextOf, ringing } from "../fixtures/bench.fixture.js";
import type { Answer, Recorded } from "../fixtures/recording-service.fixture.js";
import { useService } from "../fixtures/use-service.fixture.js";
import { acsOptions } from "../options/options.js";
import { communicationUser } from "../parties/communication-user.js";
import { createVerbs } from "../verbs/verbs.js";
import { createAcsClient } from "./acs-client.js";
import type { Send } from "./operation-client.js";

const bench = useService();
const transport = createTransport({ environment: {} });
afterAll(() => transport.close());

const bob = phone("+14255550123");
const own = phone("+18005550100");
const ada = communicationUser("8:acs:b9614373-fd0b-480c-8fd2-cb58b70eab9f_da7be3a9-8788-42a6-85c6-56b2cf784fce");

/** Verbs on a client of which `through` makes the way that requests take. What their requests bring is kept. */
function verbsThat(through: (client: ReturnType<typeof createAcsClient>) => Send) {
  const client = createAcsClient(
    acsOptions.parse({
      connectionString: `endpoint=${bench.service.endpoint};accesskey=${accessKey}`,
      resourceId: "b9614373-fd0b-480c-8fd2-cb58b70eab9f",
      eventGrid: { secret: "grid-secret" },
      allowInsecureConnection: true,
      cognitiveServicesEndpoint: "https://ai.example.com/",
      sourceIdentity: ada.id,
    }),
    transport,
  );
  const values: unknown[] = [];
  const send: Send = async (operation, request) => {
    const answered = await through(client)(operation, request);
    values.push(answered.value);
    return answered;
  };
  return { values, verbs: createVerbs({ ...client, send }) };
}

/** As the vendor documents it: the whole client, and from it the call's connection and its media, anew for every request. */
const asDocumented = () =>
  verbsThat(({ sdk }) => async ({ providerCallId }, request) => {
    const connection = sdk.getCallConnection(providerCallId);
    return { value: await request({ client: sdk, connection, media: connection.getCallMedia() }), ids: {} };
  });

const asWeDo = () => verbsThat(({ send }) => send);

type Verbs = ReturnType<typeof createVerbs>;

/** Every verb, with all that it can be given. */
const requests: Readonly<Record<string, (verbs: Verbs) => Promise<unknown>>> = {
  create: ({ create }) => create.run({ to: [bob], from: own }, contextOf(), { sourceDisplayName: 'Ann "A" Öst' }),
  "create for several": ({ create }) => create.run({ to: [bob, ada], from: own }, contextOf(), undefined),
  join: ({ join }) => join.run({ target: { kind: "room", id: "r1" } }, contextOf(), { operationContext: "mine" }),
  "join a group": ({ join }) => join.run({ target: { kind: "group", id: "g1" } }, contextOf(), undefined),
  "join a server call": ({ join }) => join.run({ target: { kind: "server-call", id: "s1" } }, contextOf(), undefined),
  answer: ({ answer }) => answer.run({}, ringing(), undefined),
  reject: ({ reject }) => reject.run({ reason: "busy" }, ringing(), undefined),
  redirect: ({ redirect }) => redirect.run({ to: [ada] }, ringing(), undefined),
  "hang up": ({ hangUp }) => hangUp.run({ everyone: false }, contextOf(), undefined),
  "hang up for all": ({ hangUp }) => hangUp.run({ everyone: true }, contextOf(), undefined),
  transfer: ({ transfer }) =>
    transfer.run({ to: bob, transferee: ada }, contextOf(), { sourceCallerIdNumber: "+18005550100" }),
  sendDtmf: ({ sendDtmf }) =>
    sendDtmf.run({ tones: ["1", "#"], to: bob }, contextOf(), { operationCallbackUri: "https://b.example.com/x" }),
  subscribeDtmf: ({ subscribeDtmf }) => subscribeDtmf.run({ of: ada }, contextOf(), undefined),
  play: ({ play }) =>
    play.run({ prompts: [{ url: "https://c.example.com/a.wav" }], loop: true, to: [bob] }, contextOf(), undefined),
  "play to all": ({ play }) =>
    play.run({ prompts: [{ text: "Grüße 👋" }, { ssml: "<speak/>" }], loop: false }, contextOf(), {
      interruptCallMediaOperation: true,
    }),
  cancelMedia: ({ cancelMedia }) => cancelMedia.run({}, contextOf(), undefined),
  inspect: ({ inspect }) => inspect.run({}, contextOf(), undefined),
  "a call with a strange id": ({ inspect }) => inspect.run({}, contextOf({ providerCallId: "a/b $& {c}" }), undefined),
};

test.each(Object.entries(requests))(
  "%s: goes out byte for byte as the whole client sends it",
  async (_name, request) => {
    await request(asDocumented().verbs);
    await request(asWeDo().verbs);
    const [documented, ours, ...more] = bench.service.requests.map(wire);
    expect(ours).toEqual(documented);
    expect(more).toEqual([]);
  },
);

const party = { kind: "phoneNumber", rawId: "4:+14255550123", phoneNumber: { value: "+14255550123" } };
const answers: Readonly<Record<string, Answer>> = {
  "a call with all that it can have": {
    status: 200,
    body: {
      callConnectionId: "c1",
      serverCallId: "s1",
      targets: [party, { rawId: "8:orgid:x", microsoftTeamsUser: { userId: "x", isAnonymous: false } }],
      callConnectionState: "connected",
      callbackUri: "https://bot.example.com/calls",
      sourceCallerIdNumber: { value: "+18005550100" },
      sourceDisplayName: "Öst",
      source: party,
      correlationId: "k",
      answeredBy: { id: ada.id },
      answeredFor: { value: "+18005550100" },
      mediaStreamingSubscription: { id: "m", state: "active", subscribedContentTypes: ["audio"] },
      transcriptionSubscription: { id: "t", state: "inactive", subscribedResultTypes: ["final"], locale: "en-US" },
      somethingNew: { in: ["the", { cloud: true }] },
      operationContext: null,
    },
  },
  "types that nobody expects": {
    status: 201,
    body: { callConnectionId: 7, targets: party, callConnectionState: null, operationContext: { a: 1 }, source: [1] },
  },
  "a list": { status: 202, body: [1, 2] },
  nothing: { status: 204 },
  "nothing where something belongs": { status: 200 },
  "no JSON": { status: 200, body: "<html>", headers: { "content-type": "application/json" } },
  "another type": { status: 200, body: "hello", headers: { "content-type": "text/plain" } },
  "JSON without a type": { status: 202, body: '{"operationContext":"o"}' },
  "a refusal": { status: 400, body: { error: { code: "8523", message: "No. Really." } } },
  "a refusal with what is inside it": {
    status: 409,
    body: { error: { code: "8501", message: "Not yet", innererror: { code: "x" }, details: [{ code: "y" }] } },
  },
  "a refusal with nothing in it": { status: 404 },
  "a page": { status: 503, body: "<h1>Down</h1>", headers: { "content-type": "text/html", "retry-after": "7" } },
};

test.each(Object.entries(answers))("%s: every verb takes it as the whole client does", async (_name, answer) => {
  bench.service.answer = answer;
  for (const [name, request] of Object.entries(requests)) {
    const [documented, ours] = [asDocumented(), asWeDo()];
    const failed = await failure(request(documented.verbs));
    expect([name, await failure(request(ours.verbs))]).toEqual([name, failed]);
    expect([name, ours.values.map(withoutClients)]).toEqual([name, documented.values.map(withoutClients)]);
    expect([name, ours.values.length]).toEqual([name, failed ? 0 : 1]);
  }
});

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
