import type { SimulatorOptions } from "../../control/simulator.js";
import { type GraphStage, graphStage } from "../graph-stage.fixture.js";
import {
  BOT_APP,
  bob,
  CALLEE_NUMBER,
  CHANNEL_THREAD,
  INSTANCE,
  INSTANCE_NUMBER,
  john,
  MEETING_THREAD,
  TEST_BOT_APP,
  user1,
  user2,
  WEBHOOK,
} from "./documents.fixture.js";

/** The stage with everyone named in the documented examples. */
export async function examplesStage(options: SimulatorOptions = {}): Promise<GraphStage> {
  const stage = await graphStage({
    bots: [
      {
        cloud: "graph",
        application: BOT_APP,
        applicationInstance: INSTANCE,
        number: INSTANCE_NUMBER,
        webhookUrl: WEBHOOK,
      },
      { cloud: "graph", application: TEST_BOT_APP, displayName: "TestBot", webhookUrl: WEBHOOK },
    ],
    people: [
      ...[john, user1, user2, bob].map(({ id, displayName }) => ({
        id: displayName,
        displayName,
        party: { kind: "user", id } as const,
      })),
      { id: "callee", party: CALLEE_NUMBER },
    ],
    ...options,
  });
  const organizer = { kind: "user", id: bob.id } as const;
  stage.simulator.addMeeting({ keys: [MEETING_THREAD], subject: "Scheduled", organizer });
  stage.simulator.addMeeting({ keys: [CHANNEL_THREAD], subject: "Channel", organizer, lobby: "guests" });
  return stage;
}
