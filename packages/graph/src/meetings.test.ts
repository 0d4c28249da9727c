import { party } from "@trunkline/core";
import { describe, expect, test } from "vitest";
import { bobId, botNumber, type SimulatedBot, startSimulatedBot } from "./simulated-bot.fixture.js";

const threadId = "19:meeting_Win6Ydo4@thread.v2";

function makeMeeting({ simulator }: SimulatedBot, lobby: "nobody" | "guests") {
  simulator.addMeeting({ keys: [threadId, "123456789"], organizer: { kind: "user", id: bobId }, lobby });
  const context = encodeURIComponent(JSON.stringify({ Tid: simulator.graph.tenantId, Oid: bobId }));
  return `https://teams.microsoft.com/l/meetup-join/${encodeURIComponent(threadId)}/0?context=${context}`;
}

describe("a meeting", () => {
  test("is joined by its link, and the roster says who is there", async () => {
    await using bot = await startSimulatedBot();
    const url = makeMeeting(bot, "nobody");
    bot.bob.join(threadId);
    const call = await bot.calling.join({ kind: "teams-meeting", url });
    await bot.simulator.advance(5_000);
    await call.connected;
    const { participants } = await call.snapshot();
    expect(participants.map(({ party }) => party.kind).sort()).toEqual(["application", "user"]);
    await expect(call.hangUp({ everyone: true })).rejects.toMatchObject({ code: "unsupported" });
  });

  test("is joined by its number", async () => {
    await using bot = await startSimulatedBot();
    makeMeeting(bot, "nobody");
    const call = await bot.calling.join({ kind: "meeting-id", id: "123 456 789" });
    await bot.simulator.advance(5_000);
    await call.connected;
  });

  test("keeps a guest in the lobby until someone admits them", async () => {
    await using bot = await startSimulatedBot();
    const url = makeMeeting(bot, "guests");
    bot.bob.join(threadId);
    const call = await bot.calling.join(
      { kind: "teams-meeting", url },
      { as: party.guest({ id: "g1", displayName: "Guest" }) },
    );
    await bot.simulator.advance(5_000);
    expect((await call.snapshot()).inLobby).toBe(true);
    bot.bob.admit();
    await bot.simulator.advance(5_000);
    await call.admitted;
    expect((await call.snapshot()).inLobby).toBe(false);
  });

  test("that does not exist is not found", async () => {
    await using bot = await startSimulatedBot();
    await expect(bot.calling.join({ kind: "meeting-id", id: "404" })).rejects.toMatchObject({ code: "not-found" });
  });
});

describe("sharing a screen", () => {
  test.each(["array", "no-data"] as const)(
    "is reported when it starts, changes and ends (%s)",
    async (contentSharing) => {
      await using bot = await startSimulatedBot({ behavior: { contentSharing } });
      const changes: string[] = [];
      bot.calling.on("content-sharing-changed", ({ change }) => void changes.push(change));
      const callOptions = { isContentSharingNotificationEnabled: true };
      const call = await bot.calling.create({ to: party.user(bobId), providerOptions: { graph: { callOptions } } });
      await bot.simulator.advance(2_000);
      await call.connected;
      bot.bob.startSharing();
      await bot.simulator.advance(1_000);
      bot.bob.updateSharing();
      await bot.simulator.advance(1_000);
      bot.bob.stopSharing();
      await bot.simulator.advance(1_000);
      expect(changes).toEqual(["started", "updated", "ended"]);
    },
  );
});

describe("media that the bot handles itself", () => {
  test("have no prompts and no tones", async () => {
    await using bot = await startSimulatedBot();
    const call = await bot.calling.create({ to: party.user(bobId), providerOptions: { graph: { mediaBlob: "{}" } } });
    await bot.simulator.advance(2_000);
    await call.connected;
    await expect(call.play({ url: "https://cdn.example.com/a.wav" })).rejects.toMatchObject({ code: "unsupported" });
    await expect(call.sendDtmf("1")).rejects.toMatchObject({ code: "unsupported" });
  });
});

describe("permissions", () => {
  test("a missing one is named by the error", async () => {
    await using bot = await startSimulatedBot();
    const { appId } = bot.simulator.graph;
    bot.simulator.graphBehavior.change({ apps: { [appId]: { roles: ["Calls.JoinGroupCall.All"] } } });
    await expect(bot.calling.create({ to: party.user(bobId) })).rejects.toMatchObject({
      code: "forbidden",
      hint: expect.stringContaining("Calls.Initiate.All"),
    });
  });

  test("without any, the caller stays encrypted, and the warning names them", async () => {
    await using bot = await startSimulatedBot();
    bot.simulator.graphBehavior.change({ apps: { [bot.simulator.graph.appId]: { roles: [] } } });
    const warnings: string[] = [];
    bot.calling.on("incoming", async (incoming) => {
      expect(incoming.from.kind).toBe("unknown");
      warnings.push(...incoming.warnings);
      await incoming.reject();
    });
    bot.ada.dial(botNumber);
    await bot.simulator.advance(2_000);
    expect(warnings).toEqual([expect.stringContaining("Calls.AccessMedia.All")]);
  });
});
