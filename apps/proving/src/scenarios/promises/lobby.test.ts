import type { JoinTarget } from "@trunkline/core";
import { expect, test } from "vitest";
import { documentedStage, documents } from "../kit/documented.js";

const { bob, guest, preFetchMedia } = documents;
const channel: JoinTarget = {
  kind: "meeting-thread",
  threadId: documents.channel,
  messageId: documents.channelMessage,
  organizer: bob,
};

test("a guest who waits in the lobby for an hour is kept alive, and admitted", async () => {
  await using stage = await documentedStage();
  stage.person("user1").join(`${documents.channel}/${documents.channelMessage}`);
  const call = await stage.calling.join(channel, { as: guest, providerOptions: { graph: { preFetchMedia } } });
  await stage.advance(60 * 60_000);
  expect(await call.snapshot()).toMatchObject({ state: "connecting", inLobby: true, end: undefined });
  stage.person("user1").admit();
  await stage.when(call.admitted);
  expect(await call.snapshot()).toMatchObject({ state: "connected", inLobby: false });
});
