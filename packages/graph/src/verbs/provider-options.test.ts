import { party } from "@trunkline/core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { inTenant } from "../client/middleware.js";
import { type GraphCloud, startGraphCloud, tenantId } from "../graph-cloud.fixture.js";
import { communicationServicesUser } from "../parties/own-parties.js";
import { runVerb } from "../run-verb.fixture.js";

let cloud: GraphCloud;
beforeAll(async () => {
  cloud = await startGraphCloud();
});
beforeEach(() => cloud.reset());
afterAll(() => cloud.close());

const john = party.user("112f7296-5fa4-42ca-bae8-6a692b15d4b8");
const theirs = "11111111-2222-4333-8444-555555555555";
const call = { providerCallId: "481f3600-983e-4276-9b59-c1b30ec8d125", memo: { tenantId, group: false } };
const body = () => cloud.asked.at(-1)?.body;

test("create takes Graph's own options: chain, tenant, modalities and call options", async () => {
  const own = {
    callChainId: "d8217646-3110-40b1-bae6-e9ac6c3a9f74",
    tenantId: theirs,
    modalities: ["audio", "videoBasedScreenSharing"],
    callOptions: { hideBotAfterEscalation: true, isInteractiveRosterEnabled: true },
  };
  await runVerb(cloud.adapter(), "create", { to: [john] }, { own });
  expect(body()).toMatchObject({
    callChainId: own.callChainId,
    tenantId: theirs,
    requestedModalities: own.modalities,
    callOptions: own.callOptions,
  });
  expect(cloud.tokensFor).toEqual([theirs]);
});

test("a user of an ACS resource is called as such", async () => {
  await runVerb(cloud.adapter(), "create", { to: [communicationServicesUser("8:acs:r_u")] });
  expect(body()).toMatchObject({ targets: [{ identity: { azureCommunicationServicesUser: { id: "8:acs:r_u" } } }] });
});

test("answer takes the modalities that the bot accepts", async () => {
  await runVerb(cloud.adapter(), "answer", {}, { ...call, own: { modalities: ["audio", "video"] } });
  expect(body()).toMatchObject({ acceptedModalities: ["audio", "video"] });
});

test("join takes a tenant, for a link that names none", async () => {
  const target = { kind: "meeting-id", id: "123456789" } as const;
  await runVerb(cloud.adapter(), "join", { target }, { own: { tenantId: theirs } });
  expect(body()).toMatchObject({ tenantId: theirs });
});

const beta = { targetDisposition: "forward", maskCallee: true, maskCaller: true } as const;

test("options that only beta has are sent on beta", async () => {
  await runVerb(cloud.adapter({ apiVersion: "beta" }), "redirect", { to: [john] }, { ...call, own: beta });
  expect(body()).toMatchObject(beta);
});

test.each(Object.entries(beta))("%s is refused on v1.0 before any request", async (name, value) => {
  const redirecting = runVerb(cloud.adapter(), "redirect", { to: [john] }, { ...call, own: { [name]: value } });
  await expect(redirecting).rejects.toThrow(new RegExp(`${name}.*beta`));
  expect(cloud.asked).toEqual([]);
});

test("the vendor's own client asks with the bot's tokens, in the tenant that the request names", async () => {
  const { client } = cloud.adapter();
  cloud.answer({ status: 200, body: { value: [] } });
  await client.api("/users").get();
  await client
    .api("/users")
    .middlewareOptions([inTenant(theirs)])
    .get();
  expect(cloud.tokensFor).toEqual([tenantId, theirs]);
  expect(cloud.asked.map(({ path }) => path)).toEqual(["/v1.0/users", "/v1.0/users"]);
});
