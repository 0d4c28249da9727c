import { isReadBy, reaches } from "./audibility.js";
import { type MediaOutcome, type PlayRequest, type SendTonesRequest, TONE_MS, type Tone } from "./media.js";
import type { Party } from "./party.js";
import { type LiveLeg, type LiveOperation, presentLegs, type World } from "./world.js";

/** The operations of a leg that have no outcome yet, oldest first. */
export function operationsOf(world: World, leg: LiveLeg): LiveOperation[] {
  return world.operations.get(leg.id) ?? [];
}

/** Puts an operation at the end of its lane and starts it if the lane is free. */
export function enqueue(world: World, leg: LiveLeg, operation: LiveOperation): void {
  world.operations.set(leg.id, [...operationsOf(world, leg), operation]);
  startNext(world, leg, operation.kind);
}

/** Ends all operations of a leg, or those of one kind, with the same outcome; returns their ids. */
export function endOperations(
  world: World,
  leg: LiveLeg,
  outcome: MediaOutcome,
  kind?: LiveOperation["kind"],
): readonly string[] {
  const ending = operationsOf(world, leg).filter((operation) => kind === undefined || operation.kind === kind);
  for (const operation of ending) settle(world, leg, operation, outcome);
  return ending.map((operation) => operation.request.operationId);
}

function settle(world: World, leg: LiveLeg, operation: LiveOperation, outcome: MediaOutcome): void {
  operation.cancelStep?.();
  world.operations.set(
    leg.id,
    operationsOf(world, leg).filter((other) => other !== operation),
  );
  const { operationId } = operation.request;
  world.report(leg, { type: operation.kind === "play" ? "play-ended" : "tones-sent", operationId, outcome });
  world.touch(world.callOf(leg));
}

function startNext(world: World, leg: LiveLeg, kind: LiveOperation["kind"]): void {
  const next = operationsOf(world, leg).find((operation) => operation.kind === kind);
  if (!next || next.state === "running") return;
  next.state = "running";
  const finish = (outcome: MediaOutcome): void => {
    settle(world, leg, next, outcome);
    startNext(world, leg, kind);
  };
  if (next.kind === "play") playPrompts(world, leg, next, next.request, finish);
  else sendTones(world, leg, next, next.request, finish);
}

/** A loop of prompts without length would never let time pass; each lasts at least this long. */
const SHORTEST_LOOPED_MS = 100;

/** Plays the prompts of an operation one after the other, again and again if it is a loop. */
function playPrompts(
  world: World,
  leg: LiveLeg,
  operation: LiveOperation,
  request: PlayRequest,
  finish: (outcome: MediaOutcome) => void,
): void {
  const lengths = request.prompts.map((prompt) => world.measurePrompt(prompt));
  world.report(leg, { type: "play-started", operationId: request.operationId });

  const playFrom = (index: number): void => {
    const prompt = request.prompts[index];
    const length = lengths[index];
    if (!prompt || !length) {
      if (request.loop) playFrom(0);
      else finish({ kind: "completed" });
      return;
    }
    if (!length.ok) {
      finish({ kind: "failed", reason: length.reason, promptIndex: index });
      return;
    }
    const durationMs = request.loop ? Math.max(length.durationMs, SHORTEST_LOOPED_MS) : length.durationMs;
    operation.playing = { prompt, startedAt: world.clock.now(), durationMs };
    operation.cancelStep = world.after(durationMs, () => playFrom(index + 1));
    world.touch(world.callOf(leg));
  };
  playFrom(0);
}

/** Sends the tones of an operation, each for `TONE_MS`, with the gap asked for between them. */
function sendTones(
  world: World,
  leg: LiveLeg,
  operation: LiveOperation,
  request: SendTonesRequest,
  finish: (outcome: MediaOutcome) => void,
): void {
  const sendFrom = (index: number): void => {
    const tone = request.tones[index];
    if (!tone) {
      finish({ kind: "completed" });
      return;
    }
    soundTone(world, leg, tone, request.to);
    const isLast = index === request.tones.length - 1;
    const stepMs = TONE_MS + (isLast ? 0 : (request.gapMs ?? 0));
    operation.cancelStep = world.after(stepMs, () => sendFrom(index + 1));
  };
  sendFrom(0);
}

/** A tone sounds in a call: the others (or one of them) hear it, and bots that listen get an event. */
export function soundTone(world: World, from: LiveLeg, tone: Tone, to?: Party): void {
  const call = world.callOf(from);
  for (const leg of presentLegs(call)) {
    const meantFor = to && [to];
    if (leg.owner.kind === "person" && reaches(from, leg, meantFor)) {
      const person = world.persons.get(leg.owner.personId);
      if (person)
        world.emit({ type: "heard", at: world.clock.now(), person, callId: call.id, sound: { kind: "tone", tone } });
    }
    if (!isReadBy(from, leg, meantFor)) continue;
    const sequence = (world.toneCounts.get(leg.id) ?? 0) + 1;
    world.toneCounts.set(leg.id, sequence);
    world.report(leg, { type: "tone-heard", tone, from: from.party, sequence });
  }
}
