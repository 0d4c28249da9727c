import type { LiveOperation } from "./live-operation.js";
import type { MediaOutcome } from "./media.js";
import { playPrompts } from "./prompt-player.js";
import { sendTones } from "./tone-sender.js";
import type { LiveLeg, World } from "./world.js";

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
  world.tell(leg, { type: operation.kind === "play" ? "play-ended" : "tones-sent", operationId, outcome });
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
