import { EventEmitter, once } from "node:events";
import { createServer } from "node:http";
import { CallingError, createCalling, defineAdapter, defineVerb, type IncomingCall, phone } from "@trunkline/core";
import { afterEach, expect, test } from "vitest";
import { z } from "zod";
import { nodeListener } from "./node-listener.js";

/** A provider that announces a call by its id alone, and does what the response says. */
const waitingLine = defineAdapter({
  name: "waiting-line",
  options: z.strictObject({}),
  setup: () => ({
    client: {},
    limits: {},
    mapError: (error, verb) => new CallingError("unavailable", `${verb}: no answer`, { cause: error }),
    verbs: {
      answer: defineVerb<"answer">()({ respond: (_input, { callbackUrl }) => ({ status: 200, body: callbackUrl }) }),
      reject: defineVerb<"reject">()({
        ...{ completes: "acceptance", endsCall: true },
        respond: ({ reason }) => ({ status: 200, body: reason }),
      }),
    },
    webhook: {
      claims: () => true,
      verify: async () => ({ role: "line" }),
      parse({ body, at }) {
        const id = new TextDecoder().decode(body);
        const call = { at, call: { alias: id }, providerCallId: id };
        const [from, to] = [phone("+14255550123"), phone("+14255550100")];
        return {
          signals: [{ kind: "incoming", id: "incoming", ...call, from, to }],
          awaitsDecision: { withinMs: 15_000, undecided: { status: 200, body: "busy" } },
        };
      },
    },
  }),
});

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

/** A bot behind Node's server. */
async function serve(decide: (offer: IncomingCall) => unknown) {
  const calling = createCalling({ adapter: waitingLine({}), url: "https://bot.example.com/calls", logger: false });
  calling.on("incoming", decide);
  const server = createServer(nodeListener(calling));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  open.push(
    () => calling.close({ drainMs: 0 }),
    async () => server.close(),
  );
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return {
    server,
    announce: (body: string, signal?: AbortSignal) =>
      fetch(`http://127.0.0.1:${address.port}/calls`, { method: "POST", body, ...(signal ? { signal } : {}) }),
  };
}

test("over HTTP the response to an announcement is the decision", async () => {
  const { announce } = await serve((offer) => offer.answer().accepted);
  const response = await announce("a");
  expect([response.status, await response.text()]).toEqual([
    200,
    expect.stringMatching(/^https:\/\/bot\.example\.com/),
  ]);
});

test("a sender that breaks the connection is no longer answered, and the decision fails with conflict", async () => {
  const offered = new EventEmitter();
  const { server, announce } = await serve((offer) => void offered.emit("offer", offer));
  const [sender, offering, connecting] = [new AbortController(), once(offered, "offer"), once(server, "connection")];
  const announcing = announce("b", sender.signal).catch(() => "broken");
  const [[offer], [socket]] = await Promise.all([offering, connecting]);
  const closing = once(socket, "close");
  sender.abort();
  expect(await announcing).toBe("broken");
  await closing;
  await expect(offer.answer()).rejects.toMatchObject({ code: "conflict", verb: "answer", provider: "waiting-line" });
});
