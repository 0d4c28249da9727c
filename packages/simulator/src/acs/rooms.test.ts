import { CommunicationIdentityClient } from "@azure/communication-identity";
import { RoomsClient } from "@azure/communication-rooms";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type AcsStage, acsStage, BOT_NUMBER, CALLBACK } from "./acs-client.fixture.js";

// With the vendor's own clients of rooms and identities.

let stage: AcsStage;
let rooms: RoomsClient;
let identities: CommunicationIdentityClient;
beforeEach(async () => {
  stage = await acsStage();
  const options = { allowInsecureConnection: true, retryOptions: { maxRetries: 0 } };
  rooms = new RoomsClient(stage.simulator.acs.connectionString, options);
  identities = new CommunicationIdentityClient(stage.simulator.acs.connectionString, options);
});
afterEach(() => stage.simulator.close());

const DAY_MS = 24 * 3600 * 1000;
const days = (count: number) => new Date(stage.clock.now() + count * DAY_MS);
const all = async <One>(list: AsyncIterable<One>): Promise<One[]> => {
  const found: One[] = [];
  for await (const one of list) found.push(one);
  return found;
};
/** A communication user of the resource with a phone of the simulator. */
const userNamed = async (id: string) => {
  const user = await identities.createUser();
  stage.simulator.addPerson({ id, party: { kind: "communication-user", id: user.communicationUserId } });
  return user;
};

describe("a room", () => {
  test("is made with its participants, found, listed and deleted", async () => {
    const una = await userNamed("una");
    const room = await rooms.createRoom({ participants: [{ id: una, role: "Presenter" }] });
    expect(room).toEqual({
      id: expect.stringMatching(/^\d{17}$/),
      createdOn: days(0),
      validFrom: days(0),
      validUntil: days(180),
      pstnDialOutEnabled: false,
    });
    expect(await rooms.getRoom(room.id)).toEqual(room);
    expect(await all(rooms.listRooms())).toEqual([room]);
    expect(await all(rooms.listParticipants(room.id))).toEqual([
      { id: { kind: "communicationUser", ...una }, role: "Presenter" },
    ]);
    await rooms.deleteRoom(room.id);
    await expect(rooms.getRoom(room.id)).rejects.toMatchObject({ statusCode: 404, code: "NotFound" });
    expect(await all(rooms.listRooms())).toEqual([]);
  });

  test("is made once however often the request is repeated", async () => {
    const retrying = new RoomsClient(stage.simulator.acs.connectionString, { allowInsecureConnection: true });
    const effect = { kind: "respond", status: 503, retryAfterMs: 0, afterEffect: true } as const;
    stage.simulator.faults.add({ effect, times: 1 });
    await retrying.createRoom();
    expect(await all(rooms.listRooms())).toHaveLength(1);
    const entry = stage.simulator.log().findLast(({ title }) => title === "Create room");
    expect(entry).toMatchObject({ status: 201, responseHeaders: { "repeatability-result": "accepted" } });
  });

  test("is changed in its times and in whether phones are called from it", async () => {
    const { id } = await rooms.createRoom();
    const changed = await rooms.updateRoom(id, { validFrom: days(1), validUntil: days(2), pstnDialOutEnabled: true });
    expect(changed).toMatchObject({ validFrom: days(1), validUntil: days(2), pstnDialOutEnabled: true });
    expect(await rooms.getRoom(id)).toEqual(changed);
  });

  test.each([
    ["ends in the past", 0, -1, "The time range end is in the past."],
    ["ends before it begins", 2, 1, "The time range is incorrect, or larger than 180 days."],
    ["is open for more than 180 days", 0, 181, "The time range is incorrect, or larger than 180 days."],
  ])("that %s is refused", async (_, from, until, message) => {
    await expect(rooms.createRoom({ validFrom: days(from), validUntil: days(until) })).rejects.toMatchObject({
      statusCode: 400,
      code: "BadRequest",
      details: { error: { details: [{ code: "BadArgument", target: "ValidUntil", message }] } },
    });
    const { id } = await rooms.createRoom();
    await expect(rooms.updateRoom(id, { validFrom: days(from), validUntil: days(until) })).rejects.toMatchObject({
      code: "BadRequest",
    });
  });

  test("is not found by an id that is malformed, or that no room has", async () => {
    await expect(rooms.getRoom("none")).rejects.toMatchObject({ statusCode: 400, message: "Invalid room ID." });
    await expect(rooms.deleteRoom("99199690362660524")).rejects.toMatchObject({
      statusCode: 404,
      message: "The server cannot find the requested resource.",
    });
  });

  test("has participants who are added, given another role and taken out", async () => {
    const [una, ugo] = [await userNamed("una"), await userNamed("ugo")];
    const { id } = await rooms.createRoom({ participants: [{ id: una }] });
    await rooms.addOrUpdateParticipants(id, [{ id: una, role: "Consumer" }, { id: ugo }]);
    const rolesOf = async () => (await all(rooms.listParticipants(id))).map(({ role }) => role);
    expect(await rolesOf()).toEqual(["Consumer", "Attendee"]);
    await rooms.removeParticipants(id, [una, { communicationUserId: "8:acs:resource_never-there" }]);
    expect(await rolesOf()).toEqual(["Attendee"]);
  });

  test("has no participants of another form", async () => {
    const participants = [{ id: { communicationUserId: "invalid" } }];
    await expect(rooms.createRoom({ participants })).rejects.toMatchObject({
      statusCode: 400,
      message: "Invalid format for communication identifier.",
    });
  });
});

describe("a call in a room", () => {
  test("is joined by its participants and by a bot", async () => {
    const { id } = await rooms.createRoom({ participants: [{ id: await userNamed("una") }] });
    stage.simulator.person("una").join(id);
    const { callConnection } = await stage.client.connectCall({ kind: "roomCallLocator", id }, CALLBACK);
    await stage.settled();
    expect(stage.types()).toEqual(["ParticipantsUpdated", "CallConnected"]);
    expect((await callConnection.listParticipants()).values).toHaveLength(2);
  });

  test("is not joined by others, until they are added", async () => {
    const una = await userNamed("una");
    const { id } = await rooms.createRoom();
    expect(() => stage.simulator.person("una").join(id)).toThrow("is not invited");
    await rooms.addOrUpdateParticipants(id, [{ id: una }]);
    expect(stage.simulator.person("una").join(id)).toMatchObject({ kind: "meeting" });
  });

  test("is joined only while the room is open", async () => {
    const participants = [{ id: await userNamed("una") }];
    const { id } = await rooms.createRoom({ validFrom: days(1), validUntil: days(2), participants });
    const locator = { kind: "roomCallLocator", id } as const;
    await expect(stage.client.connectCall(locator, CALLBACK)).rejects.toMatchObject({ statusCode: 400, code: "8585" });
    expect(() => stage.simulator.person("una").join(id)).toThrow("cannot be joined now");
    await stage.clock.advance(DAY_MS);
    stage.simulator.person("una").join(id);
    await stage.client.connectCall(locator, CALLBACK);
    await stage.clock.advance(DAY_MS);
    await expect(stage.client.connectCall(locator, CALLBACK)).rejects.toMatchObject({ statusCode: 400, code: "8585" });
  });

  test("is not found when the room is deleted", async () => {
    const { id } = await rooms.createRoom();
    await rooms.deleteRoom(id);
    await expect(stage.client.connectCall({ kind: "roomCallLocator", id }, CALLBACK)).rejects.toMatchObject({
      statusCode: 404,
      code: "8522",
    });
  });

  test("calls phones only when the room allows it", async () => {
    const { id } = await rooms.createRoom();
    const { callConnection } = await stage.client.connectCall({ kind: "roomCallLocator", id }, CALLBACK);
    await stage.settled();
    const ben = {
      targetParticipant: { phoneNumber: "+14255550102" },
      sourceCallIdNumber: { phoneNumber: BOT_NUMBER },
    };
    await expect(callConnection.addParticipant(ben)).rejects.toMatchObject({ statusCode: 400, code: "8523" });
    await rooms.updateRoom(id, { pstnDialOutEnabled: true });
    await callConnection.addParticipant(ben);
    stage.simulator.person("ben").answer();
    await stage.settled();
    expect(stage.types()).toContain("AddParticipantSucceeded");
  });
});
