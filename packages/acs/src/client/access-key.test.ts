import { phone } from "@trunkline/core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { acsAt, contextOf } from "../fixtures/bench.fixture.js";
import { type RecordingService, startRecordingService } from "../fixtures/recording-service.fixture.js";

let service: RecordingService;
beforeAll(async () => {
  service = await startRecordingService();
});
afterAll(() => service.close());

test("a rotated key is taken up by the next request", async () => {
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
