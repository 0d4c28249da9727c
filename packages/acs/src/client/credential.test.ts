import { isTokenCredential } from "@azure/core-auth";
import { phone } from "@trunkline/core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { acsAt, contextOf } from "../fixtures/bench.fixture.js";
import { type RecordingService, startRecordingService } from "../fixtures/recording-service.fixture.js";
import { clientCredential } from "./credential.js";

let service: RecordingService;
beforeAll(async () => {
  service = await startRecordingService();
});
afterAll(() => service.close());

test("the next request uses a rotated key", async () => {
  const keys = ["b25l", "dHdv"];
  const adapter = acsAt(service, {
    connectionString: undefined,
    endpoint: service.endpoint,
    accessKey: async () => keys.shift() ?? "",
  });
  for (let i = 0; i < 2; i++)
    await adapter.verbs.sendDtmf?.run({ tones: ["1"], to: phone("+14255550123") }, contextOf(), undefined);
  expect(service.requests.map(({ signedWith }) => [signedWith("b25l"), signedWith("dHdv")])).toEqual([
    [true, false],
    [false, true],
  ]);
  await adapter.close?.();
});

test("a token is cached until shortly before it expires, and one that the service refused is not used again", async () => {
  let now = 0;
  let asked = 0;
  const { credential } = clientCredential(
    {
      endpoint: "https://contoso.communication.azure.com",
      proof: { credential: { getToken: async () => ({ token: `t${++asked}`, expiresOnTimestamp: now + 600_000 }) } },
    },
    { now: () => now },
  );
  if (!isTokenCredential(credential)) throw new Error("not a token credential");
  const both = await Promise.all([credential.getToken("s"), credential.getToken("s")]);
  expect(both.map((token) => token?.token)).toEqual(["t1", "t1"]);
  now = 479_999;
  expect(await credential.getToken("s")).toMatchObject({ token: "t1" });
  expect(await credential.getToken("s", { claims: "c" })).toMatchObject({ token: "t2" });
  now = 480_000;
  expect(await credential.getToken("s")).toMatchObject({ token: "t3" });
});
