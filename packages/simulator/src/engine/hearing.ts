import { reaches } from "./audibility.js";
import type { Sound } from "./events.js";
import { operationsOf } from "./media-lane.js";
import { type LiveCall, type LiveLeg, liveLegs, type World } from "./world.js";

/** Emits an event whenever what a person hears in a call has changed. */
export function watchHearing(world: World): { forget(): void; now(legId: string): Sound } {
  const heard = new Map<string, Sound>();
  world.onSettled = (touched) => {
    for (const call of touched) {
      for (const leg of call.legs) {
        if (leg.owner.kind !== "person") continue;
        const person = world.persons.get(leg.owner.personId);
        const sound = soundOf(world, call, leg);
        if (!person || sameSound(heard.get(leg.id) ?? { kind: "silence" }, sound)) continue;
        if (sound.kind === "silence") heard.delete(leg.id);
        else heard.set(leg.id, sound);
        world.emit({ type: "heard", at: world.clock.now(), person, callId: call.id, sound });
      }
    }
  };
  return { forget: () => heard.clear(), now: (legId) => heard.get(legId) ?? { kind: "silence" } };
}

function soundOf(world: World, call: LiveCall, leg: LiveLeg): Sound {
  switch (leg.state) {
    case "ringing":
      return { kind: "ringing" };
    case "dialing":
      return { kind: "ringback" };
    case "lobby":
      return { kind: "hold-music" };
    case "ended":
      return { kind: leg.end?.kind === "busy" ? "busy-tone" : "silence" };
    case "redirecting":
      return { kind: "silence" };
    case "connected":
      return connectedSound(world, call, leg);
  }
}

function connectedSound(world: World, call: LiveCall, leg: LiveLeg): Sound {
  if (leg.onHold) {
    const playing = world.holds.get(leg.id)?.playing;
    return playing ? { kind: "prompt", ...playing, loop: true } : { kind: "hold-music" };
  }
  const others = liveLegs(call);
  for (const other of others) {
    for (const operation of operationsOf(world, other)) {
      if (operation.kind !== "play" || operation.state !== "running" || !operation.playing) continue;
      const { to, loop } = operation.request;
      if (!reaches(other, leg, to)) continue;
      return { kind: "prompt", ...operation.playing, loop: loop ?? false };
    }
  }
  // Muted people are not heard; the keys that they press still are (ours).
  const talks = others.some(
    (other) => other.state === "connected" && other.owner.kind === "person" && !other.muted && reaches(other, leg),
  );
  return { kind: talks ? "talk" : "silence" };
}

function sameSound(a: Sound, b: Sound): boolean {
  if (a.kind !== b.kind) return false;
  return a.kind !== "prompt" || (b.kind === "prompt" && a.prompt === b.prompt && a.startedAt === b.startedAt);
}
