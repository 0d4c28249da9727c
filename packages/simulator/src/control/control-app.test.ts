import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { manualClock } from "../engine/clock.js";
import { startSimulator } from "../simulator/start-simulator.js";
import { personViewSchema, stateSchema, streamMessageSchema } from "./protocol.js";
import type { Simulator } from "./simulator.js";

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ clock: manualClock() });
  simulator.deliver = async () => new Response();
});
afterAll(() => simulator.close());

const post = (path: string, body: unknown = {}): Promise<Response> =>
  fetch(`${simulator.url}/_sim${path}`, { method: "POST", body: JSON.stringify(body) });
const statusOf = async (path: string, body?: unknown): Promise<number> => (await post(path, body)).status;

describe("the control plane", () => {
  test("makes people, bots and meetings", async () => {
    expect(await statusOf("/people", { id: "anna", party: "+14255550101" })).toBe(201);
    expect(
      await statusOf("/people", { id: "ben", party: { kind: "user", id: "b-1" }, reaction: { kind: "answer" } }),
    ).toBe(201);
    expect(
      await statusOf("/bots", { cloud: "acs", number: "+14255550100", webhookUrl: "https://bot.example.com/" }),
    ).toBe(201);
    expect(await statusOf("/meetings", { keys: ["19:m"], organizer: { kind: "user", id: "b-1" } })).toBe(201);
    const state = stateSchema.parse(await (await fetch(`${simulator.url}/_sim/state`)).json());
    expect(state.people.map((person) => person.id)).toEqual(["anna", "ben"]);
    expect(state).toMatchObject({ clock: "manual", bots: [{ cloud: "acs" }], meetings: [{ keys: ["19:m"] }] });
  });

  test.each([
    { kind: "phone", number: "+14255550177" },
    { kind: "phone", number: "anonymous" },
    { kind: "phone", number: "12345" },
    { kind: "user", id: "u", tenantId: "t" },
    { kind: "application", id: "a" },
    { kind: "application-instance", id: "i" },
    { kind: "communication-user", id: "8:acs:r_u" },
    { kind: "guest", id: "g", displayName: "Gus" },
  ] as const)("takes every party that addPerson takes, and shows it: %o", async (party) => {
    const response = await post("/people", { party });
    expect(response.status).toBe(201);
    const { id } = personViewSchema.parse(await response.json());
    expect(stateSchema.parse(simulator.state()).people.find((person) => person.id === id)?.party).toEqual(party);
    await fetch(`${simulator.url}/_sim/people/${id}`, { method: "DELETE" });
    simulator.engine.population.removePerson(simulator.addPerson({ party }).id);
  });

  test("hands out the authority's certificate as lines that all end", async () => {
    expect(await (await fetch(`${simulator.url}/_sim/ca.pem`)).text()).toMatch(/-----END CERTIFICATE-----\n$/);
  });

  test("does what people do, and says what went wrong when they cannot", async () => {
    expect(await statusOf("/people/anna/dial", { to: "+14255550100" })).toBe(200);
    expect(simulator.calls().at(-1)?.legs[1]?.state).toBe("ringing");
    expect(await statusOf("/people/anna/hang-up")).toBe(200);
    const again = await post("/people/anna/hang-up");
    expect(again.status).toBe(409);
    expect(await again.text()).toContain("cannot hang up");
    expect(await statusOf("/people/nobody/answer")).toBe(404);
    expect(await statusOf("/people/anna/press", { tones: "12x" })).toBe(400);
    expect(await statusOf("/people/anna/juggle")).toBe(404);
  });

  test("lets wait for what a person hears", async () => {
    await post("/people/anna/dial", { to: { kind: "user", id: "b-1" } });
    const legId = simulator.engine.bots.join({ botId: "acs:+14255550100", place: { meetingKey: "19:m" } }).id;
    await post("/people/ben/join", { meeting: "19:m" });
    simulator.engine.media.play(legId, { operationId: "1", prompts: [{ kind: "speech", text: "Welcome all" }] });
    const heard = await fetch(`${simulator.url}/_sim/people/ben/hears?text=Welcome`);
    expect(await heard.json()).toMatchObject({ kind: "prompt", title: "Welcome all" });
    expect(simulator.person("ben").heard()).toEqual(["Welcome all"]);
    expect(simulator.person("ben").calls()).toHaveLength(2);
    simulator.person("ben").hangUp();
    expect(simulator.person("ben").calls()).toHaveLength(1);
  });

  test("shows who is muted and who is on hold, and how somebody takes an invitation", async () => {
    await post("/people", { id: "dora", party: "+14255550104" });
    expect(await statusOf("/people/dora/reaction", { kind: "voicemail", afterMs: 1000 })).toBe(200);
    const { bots } = simulator.engine;
    const legId = bots.join({ botId: "acs:+14255550100", place: { meetingKey: "19:m" } }).id;
    const dora = { kind: "phone", number: "+14255550104" } as const;
    bots.invite(legId, { operationId: "i", invitee: dora, ringMs: 10_000 });
    const view = async () => {
      const { calls } = stateSchema.parse(await (await fetch(`${simulator.url}/_sim/state`)).json());
      return calls.at(-1)?.legs.find(({ owner }) => owner.kind === "person" && owner.personId === "dora");
    };
    expect(await view()).toMatchObject({ state: "ringing", voicemail: false });
    await simulator.advance(1000);
    expect(await view()).toMatchObject({ state: "connected", voicemail: true, muted: false, onHold: false });
    bots.setMuted(legId, true, dora);
    bots.hold(legId, { party: dora });
    expect(await view()).toMatchObject({ muted: true, onHold: true });
    bots.hangUp(legId, true);
  });

  test("says what was heard instead, when it was not heard in time", async () => {
    const waiting = simulator.person("anna").hears("never", { timeoutMs: 1000 });
    const failed = expect(waiting).rejects.toThrow('"anna" did not hear never within 1000 ms, but:');
    await simulator.advance(1000);
    await failed;
  });

  test("sets and takes back faults, and turns the clock", async () => {
    expect(await statusOf("/faults", { id: "f", effect: { kind: "drop" }, match: { cloud: "acs" } })).toBe(201);
    expect(simulator.faults.list()).toHaveLength(1);
    await fetch(`${simulator.url}/_sim/faults/f`, { method: "DELETE" });
    expect(simulator.faults.list()).toHaveLength(0);
    expect(await statusOf("/faults", { effect: { kind: "gremlins" } })).toBe(400);
    const before = simulator.clock.now();
    expect(await (await post("/clock/advance", { ms: 5000 })).json()).toEqual({ now: before + 5000 });
  });

  test("refuses commands from pages of other origins", async () => {
    const headers = { origin: "https://evil.example.com", "content-type": "text/plain" };
    const response = await fetch(`${simulator.url}/_sim/reset`, { method: "POST", headers });
    expect(response.status).toBe(403);
    expect(simulator.people().length).toBeGreaterThan(0);
  });

  test.each(["cross-site", "same-site", "something-new"])(
    "lets no page from elsewhere ask without an origin, as an image or a link does: %s",
    async (site) => {
      const anna = await post("/people", { id: "anna-2", party: "+14255550109" });
      expect(anna.status).toBe(201);
      for (const path of ["/state", "/events", "/log", "/people/anna-2/hears?text=x&timeoutMs=1"]) {
        const response = await fetch(`${simulator.url}/_sim${path}`, { headers: { "sec-fetch-site": site } });
        expect([path, response.status]).toEqual([path, 403]);
      }
      await fetch(`${simulator.url}/_sim/people/anna-2`, { method: "DELETE" });
    },
  );

  test.each([
    ["the page of the simulator", { "sec-fetch-site": "same-origin" }],
    ["a person who types the address", { "sec-fetch-site": "none" }],
    ["a program, such as curl", {}],
    ["another page of this machine", { "sec-fetch-site": "same-site", origin: "http://localhost:5173" }],
    ["one under its other name", { "sec-fetch-site": "cross-site", origin: "http://127.0.0.1:5173" }],
  ])("answers %s", async (_, headers) => {
    expect((await fetch(`${simulator.url}/_sim/state`, { headers })).status).toBe(200);
  });

  test("lets no page frame its own", async () => {
    await using framed = await startSimulator({ page: fileURLToPath(new URL("../../page", import.meta.url)) });
    for (const path of ["/", "/index.html"]) {
      const response = await fetch(`${framed.url}${path}`);
      expect([response.status, response.headers.get("content-security-policy")]).toEqual([
        200,
        "frame-ancestors 'none'",
      ]);
    }
  });

  test("answers pages of this machine, and has browsers keep others out", async () => {
    const allowed = async (origin: string): Promise<string | null> => {
      const response = await fetch(`${simulator.url}/_sim/state`, { headers: { origin } });
      return response.headers.get("access-control-allow-origin");
    };
    expect(await allowed("http://localhost:5173")).toBe("http://localhost:5173");
    expect(await allowed("https://evil.example.com")).toBeNull();
    expect(await allowed("http://localhost.evil.example.com")).toBeNull();
  });

  test("streams the state first, then every change with the next number", async () => {
    const stop = new AbortController();
    const response = await fetch(`${simulator.url}/_sim/events`, { signal: stop.signal });
    const reader = (response.body ?? new ReadableStream<Uint8Array>()).pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    const messages = async (count: number) => {
      while (text.split("\n\n").length <= count) text += (await reader.read()).value ?? "";
      return text
        .split("\n\n")
        .slice(0, count)
        .map((block) => streamMessageSchema.parse(JSON.parse(block.slice("data: ".length))));
    };
    const [first] = await messages(1);
    await post("/people", { id: "cleo", party: "+14255550103" });
    const [, second] = await messages(2);
    stop.abort();
    expect(first?.type).toBe("snapshot");
    expect(second).toMatchObject({ type: "people", seq: first?.type === "snapshot" ? first.state.seq + 1 : 0 });
  });
});
