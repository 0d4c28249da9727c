import type { CallConnection } from "@azure/communication-call-automation";
import { type AcsStage, acsStage, BOT_NUMBER, CALLBACK } from "./acs-client.fixture.js";

export const anna = { phoneNumber: "+14255550101" };
/** Who can be added: a telephone, and a communication user. */
export const ben = { phoneNumber: "+14255550102" };
export const una = { communicationUserId: "8:acs:resource_una" };
export const rawIdOf: Readonly<Record<string, string>> = { ben: "4:+14255550102", una: "8:acs:resource_una" };
export const sourceCallIdNumber = { phoneNumber: BOT_NUMBER };
export const toBen = { targetParticipant: ben, sourceCallIdNumber };
export const toUna = { targetParticipant: una };
/** Where the outcome of a single operation can be sent. */
export const OTHER = "https://bot.example.com/other";

/** The bot has called Anna, who has picked up. */
export async function callWithAnna(): Promise<{ readonly stage: AcsStage; readonly connection: CallConnection }> {
  const stage = await acsStage();
  stage.simulator.addPerson({ id: "una", party: { kind: "communication-user", id: una.communicationUserId } });
  stage.simulator.person("anna").reacts({ kind: "answer" });
  const { callConnection } = await stage.client.createCall({ targetParticipant: anna, sourceCallIdNumber }, CALLBACK);
  await stage.settled();
  stage.received.length = 0;
  return { stage, connection: callConnection };
}

/** Waits until nothing is on its way. @returns the newest event of a type. */
export async function newest(stage: AcsStage, type: string) {
  await stage.settled();
  return stage.received.findLast((one) => one.type === type);
}
