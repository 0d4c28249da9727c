import type { Adapter } from "../adapter/adapter.js";
import type { ResultInfo } from "../words/call-state.js";
import type { Participant } from "../words/inputs-and-results.js";
import { phone } from "../words/to-party.js";
import { connectedOnA, type twoInstances } from "./instances.fixture.js";
import type { TestSignal } from "./loopback.fixture.js";

export const caller: Participant = { id: "caller", party: phone("+14255550123") };
export const agent: Participant = { id: "agent", party: phone("+14255550142") };
export const bot: Participant = { id: "bot", party: phone("+14255550100"), self: true };

/** What the provider reports of the end of a call. */
export const over: TestSignal = {
  ...({ kind: "state", id: "ended", state: "disconnected" } as const),
  result: { code: 0, subcode: 0, message: "" },
};

interface Report {
  /** The instance that receives it. */
  readonly to?: Awaited<ReturnType<typeof connectedOnA>>["a"];
  readonly result?: ResultInfo;
  /** It does not say who came. */
  readonly silently?: boolean;
}

/** A call with the caller and one with the agent, on a provider that moves people, both held by the first of two instances. */
export async function twoCalls({ adapted, ...more }: Parameters<typeof twoInstances>[0] = {}) {
  const world = await connectedOnA({
    ...more,
    adapted(adapter, wire) {
      const moving: Adapter = { ...adapter, limits: { ...adapter.limits, replacesByMoving: true } };
      return adapted ? adapted(moving, wire) : moving;
    },
  });
  const { a, wire, address } = world;
  const brief = await a.calling.create({ to: "+14255550142" });
  const briefAddress = wire.last("create").context.callbackUrl;
  await a.tell(briefAddress, { kind: "state", state: "connected" });
  let rosters = 0;
  return {
    ...world,
    brief,
    briefAddress,
    /** The provider reports who is on the caller's call. */
    roster: (participants: readonly Participant[], to = world.a) =>
      to.tell(address, { kind: "participants", participants, sequence: ++rosters }),
    /** The provider has brought the agent over, or not. */
    moved: (outcome: "completed" | "failed" = "completed", { to = world.a, result, silently = false }: Report = {}) => {
      const { operationId } = wire.last("addParticipant").context;
      const about = { kind: "operation", id: `operation:${operationId}`, verb: "addParticipant" } as const;
      const who = outcome === "completed" && !silently ? { participant: agent } : {};
      return to.tell(address, { ...about, operationId, outcome, ...who, ...(result ? { result } : {}) });
    },
  };
}
