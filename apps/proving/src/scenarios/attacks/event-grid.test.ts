import { describe, expect, test } from "vitest";
import { gridEvent, incomingCallEvent, midCallEvent } from "../kit/callbacks.js";
import type { RawRequest } from "./kit/raw-http.js";
import { type Target, useTarget } from "./kit/target.js";

const target = useTarget("acs");
const secretOf = (at: Target) => at.stage.simulator.acs.eventGrid.secret;
const incoming = JSON.stringify([incomingCallEvent()]);
const validationCode = "512D38B6-C7B8-40C8-89FE-F46F9E9622B6";
const handshake = JSON.stringify([
  gridEvent("Microsoft.EventGrid.SubscriptionValidationEvent", { validationCode, validationUrl: "https://x.example" }),
]);

/** Invalid presentations of the secret. */
const invalid: Readonly<Record<string, (secret: string) => Pick<RawRequest, "headers"> & { readonly query?: string }>> =
  {
    "no secret": () => ({}),
    "an empty one": () => ({ query: "?eventgrid=", headers: [["eventgrid", ""]] }),
    "a wrong one in the query": (secret) => ({ query: `?eventgrid=${secret}x` }),
    "a wrong one in the header": (secret) => ({ headers: [["eventgrid", `x${secret}`]] }),
    "its first characters": (secret) => ({ query: `?eventgrid=${secret.slice(0, -1)}` }),
    "its last characters": (secret) => ({ headers: [["eventgrid", secret.slice(1)]] }),
    "the right one in another case": (secret) => ({ query: `?eventgrid=${swapCase(secret)}` }),
    "the right one under another name": (secret) => ({
      query: `?secret=${secret}&EventGrid=${secret}&eventgrid%00=${secret}&eventgrid[]=${secret}&eventgrid.x=${secret}`,
      headers: [
        ["x-eventgrid", secret],
        ["aeg-eventgrid", secret],
        ["cookie", `eventgrid=${secret}`],
      ],
    }),
    "the right one in the fragment": (secret) => ({ query: `#?eventgrid=${secret}` }),
    "a wrong one in the query, the right one in the header": (secret) => ({
      query: "?eventgrid=wrong",
      headers: [["eventgrid", secret]],
    }),
    "a wrong one before the right one, in the query": (secret) => ({ query: `?eventgrid=wrong&eventgrid=${secret}` }),
    "a wrong one beside the right one, in the header": (secret) => ({
      headers: [
        ["eventgrid", secret],
        ["eventgrid", "wrong"],
      ],
    }),
    "the right one twice in one header": (secret) => ({ headers: [["eventgrid", `${secret}, ${secret}`]] }),
    "the right one with a suffix": (secret) => ({ query: `?eventgrid=${secret}%20&x=1` }),
    "the right one beside an invalid token": (secret) => ({
      query: `?eventgrid=${secret}`,
      headers: [["authorization", "Bearer x.y.z"]],
    }),
    "the right one beside an empty Authorization": (secret) => ({
      query: `?eventgrid=${secret}`,
      headers: [["authorization", ""]],
    }),
    "a pattern": () => ({ query: "?eventgrid=.*", headers: [["eventgrid", "*"]] }),
    "an inherited property as the name": () => ({ query: "?eventgrid=__proto__&constructor=1" }),
  };

function swapCase(text: string): string {
  return [...text].map((one) => (one === one.toUpperCase() ? one.toLowerCase() : one.toUpperCase())).join("");
}

describe.each(Object.entries(invalid))("with %s", (_, present) => {
  const request = (path: string): Partial<RawRequest> => {
    const { query = "", headers = [] } = present(secretOf(target()));
    return { target: `${path}${query}`, headers };
  };

  test("no call is accepted, at any address of the bot", { tags: "endpoint/event-grid" }, async () => {
    const at = target();
    for (const path of [at.webhook, `${at.webhook}/`, at.address]) {
      const answer = await at.send({ ...request(path), body: incoming });
      expect(answer.status).toBe(401);
    }
    await at.untouched();
  });

  test("no handshake is answered", { tags: "endpoint/event-grid" }, async () => {
    const at = target();
    const posted = await at.send({ ...request(at.webhook), body: handshake });
    expect(posted.status).toBe(401);
    expect(posted.body).not.toContain(validationCode);
    const { headers = [], ...rest } = request(at.webhook);
    const origin = [...headers, ["WebHook-Request-Origin", "evil.example"]] as const;
    const options = await at.send({ ...rest, method: "OPTIONS", headers: origin, body: "" });
    expect(options.status).toBe(401);
    expect(options.head).not.toMatch(/allow/i);
    await at.untouched();
  });
});

describe("a handshake with the secret", () => {
  const asGrid = (at: Target) => `${at.webhook}?eventgrid=${secretOf(at)}`;

  test("is answered with the code, and with the requested origin", async () => {
    const at = target();
    const posted = await at.send({ target: asGrid(at), body: handshake });
    expect([posted.status, posted.body]).toEqual([200, expect.stringContaining(validationCode)]);
    const headers = [["WebHook-Request-Origin", "eventgrid.azure.net"]] as const;
    const options = await at.send({ method: "OPTIONS", target: asGrid(at), headers, body: "" });
    expect(options.head).toMatch(/webhook-allowed-origin: eventgrid\.azure\.net/i);
  });

  test("cannot inject headers into the answer", async () => {
    const at = target();
    const headers = [["WebHook-Request-Origin", "x\rset-cookie: a=b"]] as const;
    const options = await at.send({ method: "OPTIONS", target: asGrid(at), headers, body: "" });
    expect(options.head).not.toMatch(/set-cookie/i);
  });

  test("beside a forged event is not answered", async () => {
    const at = target();
    const forged = midCallEvent("CallDisconnected", at.call.providerCallId ?? "");
    const body = JSON.stringify([...JSON.parse(handshake), forged]);
    const answer = await at.send({ target: asGrid(at), body });
    expect([answer.status, answer.body.includes(validationCode)]).toEqual([403, false]);
    await at.untouched();
  });
});

describe("a sender with the Event Grid secret", () => {
  test.each([
    "CallConnected",
    "CallDisconnected",
    "CreateCallFailed",
    "ContinuousDtmfRecognitionToneReceived",
    "PlayCompleted",
    "CallTransferAccepted",
    "ParticipantsUpdated",
    "SomethingNew",
  ])("cannot send %s, alone or after an allowed event", { tags: "endpoint/roles" }, async (name) => {
    const at = target();
    const event = midCallEvent(name, at.call.providerCallId ?? "", { tone: "one", sequenceId: 1, participants: [] });
    for (const path of [at.webhook, at.address])
      for (const body of [[event], [incomingCallEvent(), event], [event, incomingCallEvent()], event])
        expect(
          (await at.send({ target: `${path}?eventgrid=${secretOf(at)}`, body: JSON.stringify(body) })).status,
        ).toBe(403);
    await at.untouched();
  });
});

describe("a sender with a callback token", () => {
  const prefix = "Microsoft.Communication.";
  test.each([
    ["an incoming call", incomingCallEvent()],
    ["an incoming call in the other schema", { type: `${prefix}IncomingCall`, source: "s", id: "1", data: {} }],
    ["a handshake", gridEvent("Microsoft.EventGrid.SubscriptionValidationEvent", { validationCode })],
    ["the end of a subscription", gridEvent("Microsoft.EventGrid.SubscriptionDeletedEvent", {})],
    ["a recording file", gridEvent(`${prefix}RecordingFileStatusUpdated`, {})],
    ["an Event Grid event of a call", gridEvent(`${prefix}CallEnded`, {})],
  ])("cannot send %s", { tags: "endpoint/roles" }, async (_, event) => {
    const at = target();
    for (const path of [at.webhook, at.address])
      for (const body of [[event], [...JSON.parse(at.end), event]]) {
        const answer = await at.sendAs(`Bearer ${at.token()}`, { target: path, body: JSON.stringify(body) });
        expect(answer.status).toBe(403);
        expect(answer.body).not.toContain(validationCode);
      }
    await at.untouched();
  });

  test("does not become Event Grid by adding the secret", { tags: "endpoint/roles" }, async () => {
    const at = target();
    const path = `${at.webhook}?eventgrid=${secretOf(at)}`;
    expect((await at.sendAs(`Bearer ${at.token()}`, { target: path, body: incoming })).status).toBe(403);
    await at.untouched();
  });

  test("cannot complete a handshake", async () => {
    const at = target();
    const headers = [["WebHook-Request-Origin", "evil.example"]] as const;
    const answer = await at.sendAs(`Bearer ${at.token()}`, { method: "OPTIONS", headers, body: "" });
    expect(answer.status).toBe(403);
    expect(answer.head).not.toMatch(/allow/i);
  });
});
