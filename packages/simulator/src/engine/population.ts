import type { Meeting } from "./call.js";
import { EngineError, type Population } from "./engine.js";
import { type Bot, defaultName, type Party, type Person, sameParty } from "./party.js";
import type { World } from "./world.js";

/** Who exists: people, bots, meetings. */
export function createPopulation(world: World): Population {
  const peopleChanged = (): void => world.emit({ type: "people-changed", at: world.clock.now() });
  const botsChanged = (): void => world.emit({ type: "bots-changed", at: world.clock.now() });

  return {
    addPerson: (spec) =>
      world.act(() => {
        const id = spec.id ?? world.random.id();
        if (world.persons.has(id)) throw new EngineError("conflict", `there is a person "${id}" already`);
        const added: Person = {
          id,
          displayName: spec.displayName ?? defaultName(spec.party),
          party: spec.party,
          reaction: spec.reaction ?? { kind: "manual" },
        };
        world.persons.set(id, added);
        peopleChanged();
        return added;
      }),
    removePerson: (personId) =>
      world.act(() => {
        if (world.persons.delete(personId)) peopleChanged();
      }),
    setReaction: (personId, reaction) =>
      world.act(() => {
        const changed: Person = { ...world.person(personId), reaction };
        world.persons.set(personId, changed);
        peopleChanged();
        return changed;
      }),
    persons: () => [...world.persons.values()],
    person: (personId) => world.person(personId),
    personAt: (party) => personAt(world, party),
    addBot: (spec) =>
      world.act(() => {
        const id = spec.id ?? world.random.id();
        const added: Bot = { ...spec, id, displayName: spec.displayName ?? defaultName(spec.addresses[0]) };
        // Deleted first, so that the one registered last is the last in order.
        world.bots.delete(id);
        world.bots.set(id, added);
        botsChanged();
        return added;
      }),
    removeBot: (botId) =>
      world.act(() => {
        if (world.bots.delete(botId)) botsChanged();
      }),
    bots: () => [...world.bots.values()],
    bot: (botId) => world.bot(botId),
    botAt: (party) => botAt(world, party),
    addMeeting: (spec) => {
      const meeting: Meeting = {
        id: spec.id ?? world.random.id(),
        keys: spec.keys,
        subject: spec.subject ?? "Meeting",
        organizer: spec.organizer,
        lobby: spec.lobby ?? "nobody",
        invited: spec.invited,
        open: spec.open,
      };
      world.meetings.set(meeting.id, meeting);
      return meeting;
    },
    changeMeeting: (meetingId, change) => {
      const meeting = world.meetings.get(meetingId);
      if (!meeting) throw new EngineError("no-such-meeting", `there is no meeting "${meetingId}"`);
      world.meetings.set(meetingId, { ...meeting, ...change });
    },
    removeMeeting: (meetingId) => {
      world.meetings.delete(meetingId);
    },
    meetings: () => [...world.meetings.values()],
    meetingByKey: (key) => meetingByKey(world, key),
  };
}

export function personAt(world: World, party: Party): Person | undefined {
  return [...world.persons.values()].find((person) => sameParty(person.party, party));
}

export function botAt(world: World, party: Party): Bot | undefined {
  return [...world.bots.values()].findLast((bot) => bot.addresses.some((address) => sameParty(address, party)));
}

export function meetingByKey(world: World, key: string): Meeting | undefined {
  return [...world.meetings.values()].find((meeting) => meeting.keys.includes(key));
}
