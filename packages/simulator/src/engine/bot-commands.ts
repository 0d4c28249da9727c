import type { BotCommands, MediaCommands } from "./engine.js";
import { hold, unhold } from "./holding.js";
import { cancelInvite, inviteParty } from "./inviting.js";
import { endForAll, giveUp, leave, legIn, legOfParty, reportRoster } from "./legs.js";
import { endOperations, enqueue } from "./media-lane.js";
import { moveParty } from "./moving.js";
import { createCall, joinAsBot } from "./placing-calls.js";
import { redirectCall, transferCall } from "./redirect-and-transfer.js";
import type { LiveLeg, World } from "./world.js";

/** What bots ask for, each as one act. */
export function createBotCommands(world: World): BotCommands {
  return {
    create: (request) => world.act(() => copy(createCall(world, request))),
    join: (request) => world.act(() => copy(joinAsBot(world, request))),
    answer: (legId) =>
      world.act(() => {
        const leg = legIn(world, legId, "ringing");
        world.ringing.get(leg.id)?.settle({ answeredBy: leg });
        return copy(leg);
      }),
    reject: (legId, reason) =>
      world.act(() => giveUp(world, legIn(world, legId, "ringing"), { kind: "rejected", reason })),
    redirect: (legId, targets, ringMs) => world.act(() => redirectCall(world, legId, targets, ringMs)),
    transfer: (legId, request) => world.act(() => transferCall(world, legId, request)),
    hangUp: (legId, everyone) =>
      world.act(() => {
        const leg = legIn(world, legId);
        if (leg.state === "ringing") giveUp(world, leg, { kind: "rejected", reason: "none" });
        else if (everyone && leg.state === "connected") endForAll(world, leg);
        else leave(world, leg, { kind: "hung-up", by: "self" });
      }),
    invite: (legId, request) => world.act(() => inviteParty(world, legId, request)),
    cancelInvite: (legId, operationId) => world.act(() => cancelInvite(world, legId, operationId)),
    move: (legId, request) => world.act(() => moveParty(world, legId, request)),
    remove: (legId, party) =>
      world.act(() => leave(world, legOfParty(world, legIn(world, legId, "connected"), party), { kind: "removed" })),
    setMuted: (legId, muted, party) =>
      world.act(() => {
        const leg = legIn(world, legId, "connected");
        const target = party ? legOfParty(world, leg, party) : leg;
        target.muted = muted;
        const call = world.callOf(leg);
        world.touch(call);
        reportRoster(world, call);
      }),
    hold: (legId, request) => world.act(() => hold(world, legId, request)),
    unhold: (legId, party) => world.act(() => unhold(world, legId, party)),
    keepAlive: (legId, withinMs) =>
      world.act(() => {
        const leg = legIn(world, legId);
        world.keepAlives.get(leg.id)?.();
        const lost = (): void => leave(world, leg, { kind: "keep-alive-lost" });
        world.keepAlives.set(leg.id, world.after(withinMs, lost));
      }),
  };
}

function copy(leg: LiveLeg): LiveLeg {
  return { ...leg };
}

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
