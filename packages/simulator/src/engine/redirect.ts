import type { EndCause } from "./end-cause.js";
import { endLeg } from "./legs.js";
import { legIn } from "./lookup.js";
import type { Party } from "./party.js";
import { ringFirstOf } from "./ringing.js";
import type { LiveLeg, World } from "./world.js";

/** A bot sends an offered call on. The caller keeps ringing; whoever picks up first talks to the caller. */
export function redirectCall(world: World, legId: string, targets: readonly Party[], ringMs: number): void {
  const leg = legIn(world, legId, "ringing");
  const call = world.callOf(leg);
  const ringing = world.ringing.get(leg.id);
  ringing?.stop();
  leg.state = "redirecting";
  world.touch(call);

  const before = new Set(call.legs);
  // The caller may give up, or another phone may be quicker: then the legs rung from here stop too.
  const stop = (): void => {
    for (const rung of call.legs) if (!before.has(rung)) endLeg(world, rung, { kind: "canceled" });
  };
  if (ringing) world.ringing.set(leg.id, { settle: ringing.settle, stop });

  const specs = targets.map((to) => ({
    to,
    from: call.from,
    ringMs,
    forwardedFrom: [...leg.forwardedFrom, leg.party],
  }));
  ringFirstOf(world, call, specs, {
    answered(by: LiveLeg) {
      world.ringing.delete(leg.id);
      endLeg(world, leg, { kind: "redirected", answeredBy: by.party });
      ringing?.settle({ answeredBy: by });
    },
    exhausted(cause: EndCause) {
      world.ringing.delete(leg.id);
      endLeg(world, leg, { kind: "redirected" });
      ringing?.settle({ cause });
    },
  });
}
