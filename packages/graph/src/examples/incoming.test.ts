import { party, phone } from "@trunkline/core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type GraphCloud, startGraphCloud } from "../graph-cloud.fixture.js";
import { runVerb } from "../run-verb.fixture.js";
import { answer00 } from "./answer-00.fixture.js";
import { answer01 } from "./answer-01.fixture.js";
import { answer02 } from "./answer-02.fixture.js";
import { redirect01 } from "./redirect-01.fixture.js";
import { redirect02 } from "./redirect-02.fixture.js";
import { redirect03 } from "./redirect-03.fixture.js";
import { sendDtmfTones } from "./send-dtmf-tones.fixture.js";

let cloud: GraphCloud;
beforeAll(async () => {
  cloud = await startGraphCloud();
});
beforeEach(() => {
  cloud.reset();
  cloud.answer({ status: 202 });
});
afterAll(() => cloud.close());

const lastAsked = () => cloud.asked.map(({ method, path, body }) => ({ call: `${method} ${path}`, body })).at(-1);
const calls = "/v1.0/communications/calls";

describe("Graph answer: the documented requests", () => {
  const answered = {
    providerCallId: "57dab8b1894c409ab240bd8beae78896",
    callbackUrl: "https://bot.contoso.com/api/calls",
  };
  const path = `POST ${calls}/57dab8b1894c409ab240bd8beae78896/answer`;
  const mediaBlob = "<Media Session Configuration Blob>";

  test("the request with all its parameters", async () => {
    const own = { mediaBlob, callOptions: { isContentSharingNotificationEnabled: true }, participantCapacity: 200 };
    const taken = await runVerb(
      cloud.adapter(),
      "answer",
      {},
      { ...answered, memo: { tenantId: "t", group: false }, own },
    );
    expect(lastAsked()).toEqual({ call: path, body: answer00.request });
    expect(taken).toEqual({ requestId: "rid-1", memo: { tenantId: "t", group: false, appHosted: true } });
  });

  test("example 1: service-hosted media, with files fetched ahead", async () => {
    const { preFetchMedia } = answer01.request.mediaConfig;
    await runVerb(cloud.adapter(), "answer", {}, { ...answered, own: { preFetchMedia } });
    expect(lastAsked()).toEqual({ call: path, body: answer01.request });
  });

  test("example 2: app-hosted media", async () => {
    await runVerb(cloud.adapter(), "answer", {}, { ...answered, own: { mediaBlob } });
    expect(lastAsked()).toEqual({ call: path, body: answer02.request });
  });
});

describe("Graph redirect: the documented requests", () => {
  const callbackUrl = "https://bot.contoso.com/api/calls/24701998-1a73-4d42-8085-bf46ed0ae039";
  const first = { providerCallId: "491f0b00-ffff-4bc9-a43e-b226498ec22a", callbackUrl };

  test("example 1: to one target", async () => {
    const to = [party.application("22bfd41f-550e-477d-8789-f6f7bd2a5e8b", { displayName: "test bot 2" })];
    await runVerb(cloud.adapter(), "redirect", { to }, first);
    expect(lastAsked()).toEqual({ call: `POST ${calls}/${first.providerCallId}/redirect`, body: redirect01.request });
  });

  test("example 2: several ring together", async () => {
    const to = [
      party.user("98da8a1a-1b87-452c-a713-65d3f10b1253", { displayName: "test user" }),
      party.user("bf5aae9a-d11d-47a8-93b1-782504c9c3f3", { displayName: "test user 2" }),
    ];
    const providerCallId = "481f0b00-ffff-4ca1-8c67-a5f1e31e8e82";
    await runVerb(
      cloud.adapter(),
      "redirect",
      { to },
      { providerCallId, callbackUrl, own: { routingPolicies: ["disableForwarding"] } },
    );
    expect(lastAsked()).toEqual({ call: `POST ${calls}/${providerCallId}/redirect`, body: redirect02.request });
  });

  test("example 3: to a telephone", async () => {
    await runVerb(cloud.adapter(), "redirect", { to: [phone("+12345678901")] }, first);
    expect(lastAsked()).toEqual({ call: `POST ${calls}/${first.providerCallId}/redirect`, body: redirect03.request });
  });

  test("the ringing time is in whole seconds", async () => {
    await runVerb(cloud.adapter(), "redirect", { to: [phone("+12345678901")], ringMs: 60_000 }, first);
    expect(lastAsked()?.body).toEqual({ ...redirect03.request, timeout: 60 });
  });
});

test("Graph sendDtmfTones: the documented request and its answer", async () => {
  cloud.answer({ status: 200, body: sendDtmfTones.response });
  const providerCallId = "481f3600-983e-4276-9b59-c1b30ec8d125";
  const tones = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "*", "#"] as const;
  const taken = await runVerb(cloud.adapter(), "sendDtmf", { tones, gapMs: 1000 }, { providerCallId });
  expect(lastAsked()).toEqual({
    call: `POST ${calls}/${providerCallId}/microsoft.graph.sendDtmfTones`,
    body: sendDtmfTones.request,
  });
  expect(taken).toEqual({
    providerOperationId: "d36fe651-9f50-484d-bd4b-1e6415eae448",
    requestId: "rid-1",
    done: false,
  });
});
