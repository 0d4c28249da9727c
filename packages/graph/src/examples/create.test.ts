import { type JoinTarget, party, phone } from "@trunkline/core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { appId, type GraphCloud, number, startGraphCloud } from "../graph-cloud.fixture.js";
import { runVerb } from "../run-verb.fixture.js";
import { create01 } from "./create-01.fixture.js";
import { create02 } from "./create-02.fixture.js";
import { create03 } from "./create-03.fixture.js";
import { create04 } from "./create-04.fixture.js";
import { create05 } from "./create-05.fixture.js";
import { create06 } from "./create-06.fixture.js";
import { create07 } from "./create-07.fixture.js";
import { create08 } from "./create-08.fixture.js";
import { create09 } from "./create-09.fixture.js";
import { create10 } from "./create-10.fixture.js";

let cloud: GraphCloud;
beforeAll(async () => {
  cloud = await startGraphCloud();
});
beforeEach(() => cloud.reset());
afterAll(() => cloud.close());

const john = party.user("112f7296-5fa4-42ca-bae8-6a692b15d4b8", { displayName: "John" });
const blob = "<Media Session Configuration>";
const preFetchMedia = [
  { uri: "https://cdn.contoso.com/beep.wav", resourceId: "f8971b04-b53e-418c-9222-c82ce681a582" },
  { uri: "https://cdn.contoso.com/cool.wav", resourceId: "86dc814b-c172-4428-9112-60f8ecae1edb" },
];
const bob = {
  id: "5810cede-f3cc-42eb-b2c1-e9bd5d53ec96",
  tenantId: "aa67bd4c-8475-432d-bd41-39f255720e0a",
  displayName: "Bob",
};
const scheduled: JoinTarget = {
  kind: "meeting-thread",
  threadId: "19:meeting_Win6Ydo4wsMijFjZS00ZGVjLTk5MGUtOTRjNWY2NmNkYTFm@thread.v2",
  organizer: bob,
};
const channel: JoinTarget = {
  kind: "meeting-thread",
  threadId: "19:cbee7c1c860e465f8258e3cebf7bee0d@thread.skype",
  messageId: "1533758867081",
  organizer: bob,
};
const bodies = () => cloud.asked.map(({ method, path, body }) => ({ call: `${method} ${path}`, body }));
const posted = (body: object) => [{ call: "POST /v1.0/communications/calls", body }];

describe("Graph create call: the documented requests", () => {
  test("example 1: one user, service-hosted media", async () => {
    cloud.answer({ status: 201, body: create01.response });
    const taken = await runVerb(
      cloud.adapter(),
      "create",
      { to: [john] },
      {
        own: { callOptions: { isContentSharingNotificationEnabled: true } },
      },
    );
    expect(bodies()).toEqual(posted(create01.request));
    expect(taken).toEqual({
      providerCallId: "2e1a0b00-2db4-4022-9570-243709c565ab",
      participantId: "499ff390-7a72-40e8-83a0-8fac6295ae7e",
      state: "connecting",
      memo: { tenantId: "aa67bd4c-8475-432d-bd41-39f255720e0a", group: false, appHosted: false },
      requestId: "rid-1",
    });
  });

  test("example 2: one user, app-hosted media", async () => {
    const from = party.application(appId, { displayName: "Calling Bot" });
    const taken = await runVerb(cloud.adapter(), "create", { to: [john], from }, { own: { mediaBlob: blob } });
    expect(bodies()).toEqual(posted(create02.request));
    expect(taken.memo).toMatchObject({ appHosted: true });
  });

  const group = {
    to: [
      party.user("98da8a1a-1b87-452c-a713-65d3f10b5555", { displayName: "user1" }),
      party.user("bf5aae9a-d11d-47a8-93b1-782504c95555", { displayName: "user2" }),
    ],
  };
  const testBot = { appId: "dd3885da-f9ab-486b-bfae-85de3d445555", displayName: "TestBot" };
  const subject = "Create a group call with service hosted media";

  test("example 3: a group, service-hosted media", async () => {
    await runVerb(cloud.adapter(testBot), "create", group, { own: { subject, removeFromDefaultAudioGroup: false } });
    expect(bodies()).toEqual(posted(create03.request));
  });

  test("example 4: a group, app-hosted media", async () => {
    const own = { subject, mediaBlob: blob, removeFromDefaultAudioGroup: false };
    await runVerb(cloud.adapter(testBot), "create", group, { own });
    expect(bodies()).toEqual(posted(create04.request));
  });

  test("example 5: a scheduled meeting, service-hosted media", async () => {
    cloud.answer({ status: 201, body: create05.response });
    const taken = await runVerb(cloud.adapter(), "join", { target: scheduled }, { own: { preFetchMedia } });
    expect(bodies()).toEqual(posted(create05.request));
    expect(taken).toMatchObject({
      participantId: "05491616-385f-44a8-9974-18cc5f9933c1",
      memo: { group: true, tenantId: bob.tenantId },
    });
  });

  test("example 6: a scheduled meeting, app-hosted media", async () => {
    await runVerb(cloud.adapter(), "join", { target: scheduled }, { own: { mediaBlob: blob } });
    expect(bodies()).toEqual(posted(create06.request));
  });

  test("example 7: a channel meeting", async () => {
    await runVerb(cloud.adapter(), "join", { target: channel }, { own: { preFetchMedia } });
    expect(bodies()).toEqual(posted(create07.request));
  });

  test("example 8: a channel meeting as a guest", async () => {
    const as = party.guest({ id: "d7a3b999-17ac-4bca-9e77-e6a730d2ec2e", displayName: "Guest User" });
    await runVerb(cloud.adapter(), "join", { target: channel, as }, { own: { preFetchMedia } });
    expect(bodies()).toEqual(posted(create08.request));
  });

  test("example 9: a telephone, through the resource account that has the caller's number", async () => {
    cloud.answer({ status: 201, body: create09.response });
    await runVerb(cloud.adapter(), "create", { to: [phone("+12345678901")], from: phone(number) });
    expect(bodies()).toEqual(posted(create09.request));
  });

  test("example 10: a telephone, app-hosted media", async () => {
    const input = { to: [phone("+12345678901")], from: phone(number) };
    await runVerb(cloud.adapter(), "create", input, { own: { mediaBlob: blob } });
    expect(bodies()).toEqual(posted(create10.request));
  });
});
