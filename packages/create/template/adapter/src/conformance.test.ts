import { adapterSuite } from "@trunkline/conformance";
import { account, botNumber, letter, refusal, startCarrier } from "./carrier/carrier.fixture.js";
import { personOn } from "./carrier/person.fixture.js";
import { myLine } from "./my-line.js";

/** Runs every promise of an adapter against the stand-in. What does not hold fails by name; what is skipped says why. */
adapterSuite("myLine", async ({ clock, handle }) => {
  const carrier = await startCarrier(clock, handle);
  const send = async (request: Request) => (await handle(request)).status;
  const ended = JSON.stringify({ id: "ev-0", type: "ended", call: "c-1", cause: "hung_up" });
  const other = "the secret of another account";
  return {
    adapter: myLine({ ...account, baseUrl: carrier.baseUrl }),
    otherAccount: myLine({ ...account, webhookSecret: other }),
    bot: botNumber,
    ada: personOn(carrier, "+14255550123"),
    bob: personOn(carrier, "+14255550199"),
    requests: () => carrier.requests.length,
    fault: (kind) => carrier.failNext(kind === "lost" ? kind : refusal(kind === "throttled" ? 429 : 403, kind)),
    gateway: (status) =>
      carrier.failNext(new Response("<h1>Sorry</h1>", { status, headers: { "content-type": "text/html" } })),
    forgeries: {
      "another secret": () => send(letter(ended, clock.now(), other)),
      "an old signature": () => send(letter(ended, clock.now() - 10 * 60_000)),
    },
    strange: async (callback) => {
      const event = JSON.parse(await callback.text());
      return letter(JSON.stringify({ ...event, id: "ev-strange", type: "levitating" }), clock.now());
    },
    dispose: () => carrier[Symbol.asyncDispose](),
  };
});
