import type { Leg } from "../../engine/call.js";
import type { AcsState } from "../acs-state.js";
import type { AcsConnection } from "../connection.js";
import { participantOf, present } from "../participants.js";
import { sendCallback } from "./callback.js";
import { connectedResult } from "./result-information.js";

/** ParticipantsUpdated, if the list has changed since the last one. */
export function sendParticipants(state: AcsState, connection: AcsConnection, leg: Leg, legs: readonly Leg[]): void {
  const participants = present(legs).map((one) => participantOf(one, state.identities));
  const roster = JSON.stringify(participants);
  if (roster === connection.lastRoster) return;
  connection.lastRoster = roster;
  const { sequenceNumbers } = state.behavior;
  connection.rosterSequence += sequenceNumbers === "gaps" && connection.rosterSequence > 0 ? 2 : 1;
  const data = { participants, sequenceNumber: connection.rosterSequence };
  for (let copy = 0; copy < (sequenceNumbers === "repeats" ? 2 : 1); copy++) {
    sendCallback(state, connection, leg, { type: "ParticipantsUpdated", result: connectedResult, data });
  }
}
