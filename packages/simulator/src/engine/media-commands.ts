import type { MediaCommands } from "./engine.js";
import { legIn, legOfParty } from "./lookup.js";
import { endOperations, enqueue } from "./media-lane.js";
import type { World } from "./world.js";

/** Prompts and tones of bots. */
export function createMediaCommands(world: World): MediaCommands {
  return {
    play: (legId, request) =>
      world.act(() => {
        const leg = legIn(world, legId, "connected");
        for (const party of request.to ?? []) legOfParty(world, leg, party);
        if (request.interrupt) endOperations(world, leg, { kind: "canceled" }, "play");
        enqueue(world, leg, { kind: "play", state: "queued", request });
      }),
    sendTones: (legId, request) =>
      world.act(() => {
        const leg = legIn(world, legId, "connected");
        if (request.to) legOfParty(world, leg, request.to);
        enqueue(world, leg, { kind: "send-tones", state: "queued", request });
      }),
    cancel: (legId) => world.act(() => endOperations(world, legIn(world, legId), { kind: "canceled" })),
    hearTones: (legId) =>
      world.act(() => {
        legIn(world, legId, "connected").hearsTones = true;
      }),
    stopHearingTones: (legId) =>
      world.act(() => {
        legIn(world, legId, "connected").hearsTones = false;
      }),
  };
}
