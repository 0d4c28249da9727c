import { adapterSuite } from "@trunkline/conformance";
import { refusal, startCarrierApi } from "./carrier/api.fixture.js";
import { account, Carrier, letter } from "./carrier/carrier.fixture.js";
import { botNumber, personOn } from "./carrier/people.fixture.js";
import { rentedLine } from "./rented-line.js";

adapterSuite("rentedLine", async ({ clock, handle }) => {
  const carrier = new Carrier(clock, handle);
  const api = await startCarrierApi(carrier);
  const send = async (request: Request) => (await handle(request)).status;
  const ended = JSON.stringify({ id: "ev-0", type: "call.ended", call: "c-1", cause: "hung_up" });
  return {
    adapter: rentedLine({ ...account, baseUrl: api.baseUrl }),
    otherAccount: rentedLine({ ...account, webhookSecret: "the secret of another account" }),
    bot: botNumber,
    ada: personOn(carrier, "+14255550123"),
    bob: personOn(carrier, "+14255550199"),
    requests: () => api.requests.length,
    fault: (kind) => api.failNext(kind === "lost" ? kind : refusal(kind === "throttled" ? 429 : 403, kind)),
    gateway: (status) =>
      api.failNext(new Response("<h1>Sorry</h1>", { status, headers: { "content-type": "text/html" } })),
    forgeries: {
      "another secret": () => send(letter(ended, clock.now(), "the secret of another account")),
      "an old signature": () => send(letter(ended, clock.now() - 10 * 60_000)),
    },
    strange: async (callback) => {
      const event = JSON.parse(await callback.text());
      return letter(JSON.stringify({ ...event, id: "ev-strange", type: "call.levitating" }), clock.now());
    },
    dispose: () => api[Symbol.asyncDispose](),
  };
});
