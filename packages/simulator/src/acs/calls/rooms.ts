import type { Meeting } from "../../engine/call.js";
import type { WireContext } from "../../wire/wire.js";
import { malformed } from "../wire/errors.js";

/** What someone may do in a room. It has no effect here (ours). */
export type RoomRole = "Presenter" | "Attendee" | "Consumer" | "Collaborator";

/** A room of the resource: a meeting of the engine that only its participants, and bots, can join. Times are milliseconds since the epoch. */
export interface Room {
  readonly id: string;
  readonly createdAt: number;
  readonly validFrom: number;
  readonly validUntil: number;
  readonly pstnDialOutEnabled: boolean;
  /** Roles by raw id. */
  readonly participants: ReadonlyMap<string, RoomRole>;
  readonly meetingId: string;
}

interface RoomChange {
  readonly validFrom?: number | undefined;
  readonly validUntil?: number | undefined;
  readonly pstnDialOutEnabled?: boolean | undefined;
  readonly participants?: ReadonlyMap<string, RoomRole> | undefined;
}

/** The rooms that the rooms API has made. */
export interface Rooms {
  all(): readonly Room[];
  get(id: string): Room | undefined;
  /** The room behind a meeting of the engine, if it is one. */
  ofMeeting(meetingId: string | undefined): Room | undefined;
  /** @throws AcsError 400 BadRequest when the time range is in the past or too long */
  create(spec: RoomChange): Room;
  change(room: Room, change: RoomChange): Room;
  delete(room: Room): void;
  isDeleted(id: string): boolean;
  clear(): void;
}

const DAY_MS = 24 * 3600 * 1000;
/** The longest that a room can be open, and how long it is without a word (documented). */
const LONGEST_MS = 180 * DAY_MS;

export function createRooms({ engine, random }: WireContext): Rooms {
  const rooms = new Map<string, Room>();
  const deleted = new Set<string>();

  const keep = (room: Room): Room => {
    rooms.set(room.id, room);
    engine.population.changeMeeting(room.meetingId, admission(room));
    return room;
  };

  return {
    all: () => [...rooms.values()],
    get: (id) => rooms.get(id),
    ofMeeting: (meetingId) => [...rooms.values()].find((room) => room.meetingId === meetingId),
    create(spec) {
      const now = engine.clock.now();
      const validFrom = spec.validFrom ?? now;
      const room = {
        id: `99${Array.from({ length: 15 }, () => Math.floor(random.next() * 10)).join("")}`,
        createdAt: now,
        validFrom,
        validUntil: spec.validUntil ?? validFrom + LONGEST_MS,
        pstnDialOutEnabled: spec.pstnDialOutEnabled ?? false,
        participants: spec.participants ?? new Map<string, RoomRole>(),
      };
      checkTimes(room, now);
      const organizer = { kind: "communication-user", id: `room ${room.id}` } as const;
      const meeting = engine.population.addMeeting({ keys: [room.id], subject: `Room ${room.id}`, organizer });
      return keep({ ...room, meetingId: meeting.id });
    },
    change(room, { validFrom, validUntil, pstnDialOutEnabled, participants }) {
      const changed = {
        ...room,
        validFrom: validFrom ?? room.validFrom,
        validUntil: validUntil ?? room.validUntil,
        pstnDialOutEnabled: pstnDialOutEnabled ?? room.pstnDialOutEnabled,
        participants: participants ?? room.participants,
      };
      if (validFrom !== undefined || validUntil !== undefined) checkTimes(changed, engine.clock.now());
      return keep(changed);
    },
    delete(room) {
      rooms.delete(room.id);
      deleted.add(room.id);
      engine.population.removeMeeting(room.meetingId);
    },
    isDeleted: (id) => deleted.has(id),
    clear() {
      rooms.clear();
      deleted.clear();
    },
  };
}

/** Both messages are observed. */
function checkTimes({ validFrom, validUntil }: Pick<Room, "validFrom" | "validUntil">, now: number): void {
  if (validUntil <= now) throw malformed("ValidUntil", "The time range end is in the past.");
  if (validUntil <= validFrom || validUntil - validFrom > LONGEST_MS) {
    throw malformed("ValidUntil", "The time range is incorrect, or larger than 180 days.");
  }
}

function admission({ participants, validFrom, validUntil }: Room): Pick<Meeting, "invited" | "open"> {
  return {
    invited: [...participants.keys()].map((id) => ({ kind: "communication-user", id })),
    open: { from: validFrom, until: validUntil },
  };
}
