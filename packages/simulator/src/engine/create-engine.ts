import { createBotCommands, createMediaCommands } from "./bot-commands.js";
import type { CallReader, Engine, EngineOptions } from "./engine.js";
import { watchHearing } from "./hearing.js";
import { operationsOf } from "./media-lane.js";
import { createPeopleCommands } from "./people-commands.js";
import { createPopulation } from "./population.js";
import { copyCall, liveLegs, World } from "./world.js";

/** Makes an empty world. */
export function createEngine(options: EngineOptions): Engine {
  const world = new World(options.clock, options.random, options.measurePrompt);
  const hearing = watchHearing(world);
  return {
    clock: options.clock,
    random: options.random,
    population: createPopulation(world),
    calls: createReader(world, hearing.now),
    bots: createBotCommands(world),
    media: createMediaCommands(world),
    people: createPeopleCommands(world),
    on(listener) {
      world.listeners.add(listener);
      return () => world.listeners.delete(listener);
    },
    reset: () =>
      world.act(() => {
        world.reset();
        hearing.forget();
      }),
  };
}

function createReader(world: World, sound: CallReader["sound"]): CallReader {
  return {
    all: () => [...world.calls.values()].map(copyCall),
    get: (callId) => {
      const call = world.calls.get(callId);
      return call && copyCall(call);
    },
    leg: (legId) => {
      const leg = world.legs.get(legId);
      return leg && { ...leg };
    },
    ofLeg: (legId) => {
      const leg = world.legs.get(legId);
      return leg && copyCall(world.callOf(leg));
    },
    others: (legId) => {
      const leg = world.legs.get(legId);
      if (!leg) return [];
      return liveLegs(world.callOf(leg))
        .filter((other) => other !== leg)
        .map((other) => ({ ...other }));
    },
    media: (legId) => {
      const leg = world.legs.get(legId);
      if (!leg) return [];
      return operationsOf(world, leg).map((operation) => ({
        operationId: operation.request.operationId,
        legId,
        kind: operation.kind,
        toSome: (operation.request.to ?? undefined) !== undefined,
        state: operation.state,
      }));
    },
    sound,
  };
}
