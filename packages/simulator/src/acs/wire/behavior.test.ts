import { expect, test } from "vitest";
import { acsStage, BOT_NUMBER } from "../acs-client.fixture.js";
import type { AcsBehavior } from "./behavior.js";

/** Types and sequence numbers of what a bot hears while two people come into its group call. */
async function twoPeopleCome(acsBehavior: Partial<AcsBehavior>): Promise<unknown[]> {
  const stage = await acsStage({ acsBehavior });
  const targets = [{ phoneNumber: "+14255550101" }, { phoneNumber: "+14255550102" }];
  await stage.client.createGroupCall(targets, "https://bot.example.com/", {
    sourceCallIdNumber: { phoneNumber: BOT_NUMBER },
  });
  stage.simulator.person("anna").answer();
  stage.simulator.person("ben").answer();
  await stage.settled();
  await stage.simulator.close();
  return stage.received.map((event) => event.data.sequenceNumber ?? event.type);
}

test("the first event, and how participant lists are numbered, can be chosen", async () => {
  expect(await twoPeopleCome({})).toEqual([1, "CallConnected", 2]);
  expect(await twoPeopleCome({ firstEvent: "connected" })).toEqual(["CallConnected", 1, 2]);
  expect(await twoPeopleCome({ sequenceNumbers: "gaps" })).toEqual([1, "CallConnected", 3]);
  expect(await twoPeopleCome({ sequenceNumbers: "repeats" })).toEqual([1, 1, "CallConnected", 2, 2]);
});
