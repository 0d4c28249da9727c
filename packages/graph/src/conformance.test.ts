import { adapterSuite, type PersonUnderTest } from "@trunkline/conformance";
import { type Leg, type Simulator, startSimulator } from "@trunkline/simulator";
import { graph } from "./graph.js";

const bot = "+18005550100";
const people = [
  { id: "ada", party: "+14255550123" },
  { id: "bob", party: { kind: "user", id: "98da8a1a-1b87-452c-a713-65d3f10b1253" } },
  { id: "cy", party: { kind: "user", id: "112f7296-5fa4-42ca-bae8-6a692b15d4b8" } },
] as const;
const [adaOptions, bobOptions, cyOptions] = people;
const thread = "19:meeting_Win6Ydo4@thread.v2";

adapterSuite("graph", async ({ url, clock, handle }) => {
  const simulator = await startSimulator({ clock, people });
  const numbered = numberRosters();
  simulator.deliver = async (request) => handle(await numbered(request));
  await simulator.registerBot({ cloud: "graph", webhookUrl: url, number: bot, application: simulator.graph.appId });
  simulator.addMeeting({ keys: [thread], organizer: bobOptions.party });
  const bob = person(simulator, bobOptions);
  const { tenantId } = simulator.graph;
  return {
    adapter: graph({ ...simulator.graph, clock }),
    bot,
    ada: person(simulator, adaOptions),
    bob,
    group: [bob, person(simulator, cyOptions)],
    meeting: { kind: "meeting-thread", threadId: thread, organizer: { id: bobOptions.party.id, tenantId } },
    requests: () =>
      simulator.log().filter(({ direction, url }) => direction === "from-bot" && aboutCalls.test(url)).length,
    fault: (fault) =>
      simulator.faults.add({ effect: effects[fault], match: { path: "communications/calls" }, times: 1 }),
    gateway: (status) =>
      simulator.faults.add({
        effect: { kind: "respond", status, body: "<h1>Sorry</h1>" },
        match: { path: "communications/calls" },
        times: 1,
      }),
    forgeries: Object.fromEntries(
      forgeries.map((forgery) => [forgery, async () => (await simulator.forge({ forgery })).status]),
    ),
    strange,
    otherAccount: graph({ ...simulator.graph, appId: "0f8fad5b-d9cb-469f-a165-70867728950e", clock }),
    providerOptions: { create: { callOptions }, answer: { callOptions } },
    settled: () => simulator.settled(),
    dispose: () => simulator.close(),
  };
});

/** Without it Graph does not report screen sharing. */
const callOptions = { isContentSharingNotificationEnabled: true };

const aboutCalls = /\/communications\/calls/;

const effects = {
  throttled: { kind: "respond", status: 429, retryAfterMs: 500 },
  forbidden: { kind: "respond", status: 403 },
  lost: { kind: "hang-up-connection", afterEffect: true },
} as const;

const forgeries = [
  "bad-signature",
  "wrong-audience",
  "expired",
  "alg-none",
  "no-token",
  "unknown-key",
  "other-call",
] as const;

/**
 * Rosters as Graph documents them: each participant with the number of the roster in which it last changed. The simulator leaves the
 * numbers out, as Graph was observed to do.
 */
function numberRosters(): (callback: Request) => Promise<Request> {
  const rosters = new Map<string | null, number>();
  const changes = new Map<unknown, { readonly as: string; readonly number: number }>();
  const numberOf = (participant: { readonly id?: unknown }, roster: number): number => {
    const as = JSON.stringify(participant);
    const before = changes.get(participant.id);
    const number = before?.as === as ? before.number : roster;
    changes.set(participant.id, { as, number });
    return number;
  };
  return async (callback) => {
    const body = await callback.text();
    const { url, method, headers } = callback;
    const sent = (text: string) => new Request(url, { method, headers, body: text });
    if (!body.includes("#microsoft.graph.participant")) return sent(body);
    const delivery = headers.get("x-microsoft-skype-message-id");
    const roster = rosters.get(delivery) ?? rosters.size + 1;
    rosters.set(delivery, roster);
    return sent(
      JSON.stringify(JSON.parse(body), (_name, value) =>
        value?.["@odata.type"] === "#microsoft.graph.participant"
          ? { ...value, rosterSequenceNumber: numberOf(value, roster) }
          : value,
      ),
    );
  };
}

/** Graph does not sign bodies: one with another id and another type is another notification. */
async function strange(callback: Request): Promise<Request> {
  const body = (await callback.text()).replaceAll(/#microsoft\.graph\.\w+/g, "#microsoft.graph.levitation");
  const headers = new Headers(callback.headers);
  headers.set("x-microsoft-skype-message-id", "another");
  return new Request(callback.url, { method: "POST", headers, body });
}

function person(simulator: Simulator, { id, party }: (typeof people)[number]): PersonUnderTest {
  const telephone = simulator.person(id);
  return {
    ...telephone,
    party,
    dial: () => telephone.dial(bot),
    calls: () => telephone.calls().length,
    isHeard: () => telephone.calls().some(({ legs }) => legs.some((leg) => isOf(leg, id) && !leg.muted && !leg.onHold)),
  };
}

function isOf({ owner, state }: Leg, id: string): boolean {
  return owner.kind === "person" && owner.personId === id && state === "connected";
}
