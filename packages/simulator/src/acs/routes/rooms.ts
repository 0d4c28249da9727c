import { z } from "zod";
import { resourceRoute } from "../api/resource-route.js";
import { type AcsRoute, noBody } from "../api/route.js";
import type { AcsContext } from "../calls/context.js";
import type { Room, RoomRole } from "../calls/rooms.js";
import { cloudTime } from "../notify/callback.js";
import { badRequest, resourceNotFound } from "../wire/errors.js";
import { exampleUser } from "../wire/schemas.js";

const timeSchema = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));
const roleSchema = z.strictObject({ role: z.enum(["Presenter", "Attendee", "Consumer", "Collaborator"]) });
const timesAndDialOut = {
  validFrom: timeSchema.nullish(),
  validUntil: timeSchema.nullish(),
  pstnDialOutEnabled: z.boolean().nullish(),
};
const sampleParticipants = { participants: { [exampleUser.communicationUser.id]: { role: "Attendee" } } };

/** Makes a room. 201, with its id as Location (observed). */
const createRoom = resourceRoute({
  operation: "Rooms_Create",
  title: "Create room",
  body: {
    schema: z
      .strictObject({ ...timesAndDialOut, participants: z.record(z.string(), roleSchema).nullish() })
      .default({}),
    sample: sampleParticipants,
  },
  handle({ body }, { rooms }) {
    const participants = withChanges(new Map(), body.participants ?? {});
    const room = rooms.create({ ...changeOf(body), participants });
    return { status: 201, headers: { location: room.id }, body: roomEntity(room) };
  },
});

/** One page. */
const listRooms = resourceRoute({
  operation: "Rooms_List",
  title: "List rooms",
  body: noBody,
  handle: (_, { rooms }) => ({ status: 200, body: { value: rooms.all().map(roomEntity) } }),
});

const getRoom = resourceRoute({
  operation: "Rooms_Get",
  title: "Get room",
  body: noBody,
  handle: ({ param }, acs) => ({ status: 200, body: roomEntity(roomAt(acs, param("roomId"))) }),
});

/** Changes when a room can be joined, and whether phones can be called from it. */
const updateRoom = resourceRoute({
  operation: "Rooms_Update",
  title: "Update room",
  body: {
    schema: z.strictObject(timesAndDialOut).default({}),
    sample: { pstnDialOutEnabled: true },
    isMergePatch: true,
  },
  handle({ param, body }, acs) {
    const room = acs.rooms.change(roomAt(acs, param("roomId")), changeOf(body));
    return { status: 200, body: roomEntity(room) };
  },
});

/** Deletes a room. 204. A call in it goes on; no one else joins (ours). */
const deleteRoom = resourceRoute({
  operation: "Rooms_Delete",
  title: "Delete room",
  body: noBody,
  handle({ param }, acs) {
    acs.rooms.delete(roomAt(acs, param("roomId")));
    return { status: 204 };
  },
});

/** One page. */
const listParticipants = resourceRoute({
  operation: "Participants_List",
  title: "List participants of a room",
  body: noBody,
  handle({ param }, acs) {
    const { participants } = roomAt(acs, param("roomId"));
    return { status: 200, body: { value: [...participants].map(([rawId, role]) => ({ rawId, role })) } };
  },
});

/** Adds participants, changes their roles, and takes out those who are null. Someone who is in a call of the room stays in it (ours). */
const updateParticipants = resourceRoute({
  operation: "Participants_Update",
  title: "Update participants of a room",
  body: {
    schema: z.strictObject({ participants: z.record(z.string(), roleSchema.nullable()).nullish() }).default({}),
    sample: sampleParticipants,
    isMergePatch: true,
  },
  handle({ param, body }, acs) {
    const room = roomAt(acs, param("roomId"));
    acs.rooms.change(room, { participants: withChanges(room.participants, body.participants ?? {}) });
    return { status: 200, body: {} };
  },
});

/** The refusals are observed. */
function roomAt(acs: AcsContext, id: string): Room {
  if (!/^\d{10,20}$/.test(id)) throw badRequest("Invalid room ID.");
  const room = acs.rooms.get(id);
  if (!room) throw resourceNotFound();
  return room;
}

function changeOf({ validFrom, validUntil, pstnDialOutEnabled }: z.output<z.ZodObject<typeof timesAndDialOut>>) {
  return {
    validFrom: validFrom ?? undefined,
    validUntil: validUntil ?? undefined,
    pstnDialOutEnabled: pstnDialOutEnabled ?? undefined,
  };
}

/** Only communication users are in rooms; the refusal is observed. */
function withChanges(
  participants: ReadonlyMap<string, RoomRole>,
  changes: Readonly<Record<string, { readonly role: RoomRole } | null>>,
): ReadonlyMap<string, RoomRole> {
  const changed = new Map(participants);
  for (const [rawId, change] of Object.entries(changes)) {
    if (!rawId.startsWith("8:acs:")) throw badRequest("Invalid format for communication identifier.");
    if (change) changed.set(rawId, change.role);
    else changed.delete(rawId);
  }
  return changed;
}

function roomEntity({ id, createdAt, validFrom, validUntil, pstnDialOutEnabled }: Room): Record<string, unknown> {
  return {
    id,
    createdAt: cloudTime(createdAt),
    validFrom: cloudTime(validFrom),
    validUntil: cloudTime(validUntil),
    pstnDialOutEnabled,
  };
}

export const roomRoutes: readonly AcsRoute[] = [
  createRoom,
  listRooms,
  getRoom,
  updateRoom,
  deleteRoom,
  listParticipants,
  updateParticipants,
];
