import { adapterSuite } from "@trunkline/conformance";
import { rentedLine } from "./rented-line.js";
import { account, letter, rentedLineCloud } from "./rented-line-cloud.fixture.js";
import { telephoneOn } from "./rented-line-telephone.fixture.js";

adapterSuite("rentedLine", async ({ clock, handle }) => {
  const cloud = await rentedLineCloud(handle);
  return {
    adapter: rentedLine({ ...account, baseUrl: cloud.baseUrl }),
    bot: "+14255550100",
    ada: telephoneOn(cloud, clock, "+14255550123"),
    bob: telephoneOn(cloud, clock, "+14255550199"),
    requests: () => cloud.requests.length,
    fault(kind) {
      cloud.fault = { throttled: 429, forbidden: 403, lost: "lost" as const }[kind];
    },
    strange: ({ url }) => letter(url, { CallStatus: "levitating" }),
    dispose: () => cloud[Symbol.asyncDispose](),
  };
});
