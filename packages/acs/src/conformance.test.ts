import { adapterSuite, type PersonUnderTest } from "@trunkline/conformance";
import type { PartyLike } from "@trunkline/core";
import { type Leg, type Simulator, startSimulator } from "@trunkline/simulator";
import { acs } from "./acs.js";
import { communicationUser } from "./parties/own-parties.js";

const bot = "+18005550100";
const cyId = "8:acs:b4a1b2c3-0000-4000-8000-000000000000_00000027-aaaa-bbbb-cccc-000000000001";
const people = [
  { id: "ada", party: "+14255550123" },
  { id: "bob", party: "+14255550199" },
  { id: "cy", party: { kind: "communication-user", id: cyId } },
] as const;

adapterSuite("acs", async ({ url, clock, handle }) => {
  const simulator = await startSimulator({ clock, people });
  simulator.deliver = handle;
  await simulator.registerBot({ cloud: "acs", webhookUrl: url, number: bot });
  const ada = person(simulator, "ada", people[0].party);
  const bob = person(simulator, "bob", people[1].party);
  return {
    adapter: acs({ ...simulator.acs, clock }),
    bot,
    ada,
    bob,
    // Somebody whom ACS mutes is among them.
    group: [ada, person(simulator, "cy", communicationUser(cyId))],
    meeting: { kind: "room", id: "99401234567890123" },
    requests: () =>
      simulator.log().filter(({ direction, url }) => direction === "from-bot" && aboutCalls.test(url)).length,
    fault: (fault) => simulator.faults.add({ effect: effects[fault], match: { path: "callConnections" }, times: 1 }),
    gateway: (status) =>
      simulator.faults.add({
        effect: { kind: "respond", status, body: "<h1>Sorry</h1>" },
        match: { path: "callConnections" },
        times: 1,
      }),
    forgeries: Object.fromEntries(
      forgeries.map((forgery) => [forgery, async () => (await simulator.forge({ forgery })).status]),
    ),
    strange,
    otherAccount: acs({
      ...simulator.acs,
      resourceId: "0f8fad5b-d9cb-469f-a165-70867728950e",
      eventGrid: { secret: "the secret of another resource" },
      clock,
    }),
    settled: () => simulator.settled(),
    dispose: () => simulator.close(),
  };
});

const aboutCalls = /\/calling\/callConnections/;

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

/** ACS does not sign bodies: one with another id and another type is another event. */
async function strange(callback: Request): Promise<Request> {
  const body = (await callback.text())
    .replace(/"id":"[^"]+"/, '"id":"another"')
    .replaceAll(/Microsoft\.Communication\.\w+/g, "Microsoft.Communication.CallLevitated");
  return new Request(callback.url, { method: "POST", headers: callback.headers, body });
}

function person(simulator: Simulator, id: string, party: PartyLike): PersonUnderTest {
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
