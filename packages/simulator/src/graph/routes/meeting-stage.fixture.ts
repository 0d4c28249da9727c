import type { Client } from "@microsoft/microsoft-graph-client";
import { type GraphStage, graphStage, invitation } from "../graph-stage.fixture.js";
import { officialClient } from "../official-client.fixture.js";

export const MAYA = "98da8a1a-1b87-452c-a713-65d3f10b5555";
const ORGANIZER = { kind: "user", id: "bf5aae9a-d11d-47a8-93b1-782504c95555" } as const;

export const telephone = invitation({ phone: { id: "+12345678901" } });
export const user = (id: string, over: object = {}) => ({ ...invitation({ user: { id } }), ...over });

/** The stage with Maya, who is in no call yet, and a meeting. */
export interface MeetingStage extends GraphStage {
  readonly client: Client;
  close(): Promise<void>;
  /** The id of the bot's call into the meeting (then what was received so far is cleared). */
  meeting(): Promise<string>;
  /** Invites by the official client: the operation. */
  invite(id: string, participants: readonly object[]): Promise<Invited>;
  /** How a person's latest call stands. */
  stateOf(personId: string): string | undefined;
}

interface Invited {
  readonly id: string;
  readonly status: string;
  readonly participants: readonly [{ readonly participantId: string }];
}

export async function meetingStage(): Promise<MeetingStage> {
  const stage = await graphStage();
  const { client, close } = officialClient(stage);
  stage.simulator.addPerson({ id: "maya", displayName: "Maya", party: { kind: "user", id: MAYA } });
  stage.simulator.addMeeting({ keys: ["19:meeting_x@thread.v2", "123"], organizer: ORGANIZER });
  return Object.assign(stage, {
    client,
    close,
    async meeting() {
      const organizer = { user: { id: ORGANIZER.id } };
      const chatInfo = { threadId: "19:meeting_x@thread.v2", messageId: "0" };
      const id = await stage.ringing({ targets: [], chatInfo, meetingInfo: { organizer } });
      stage.received.length = 0;
      return id;
    },
    invite: (id: string, participants: readonly object[]) =>
      client.api(`/communications/calls/${id}/participants/invite`).post({ participants, clientContext: "c" }),
    stateOf: (personId: string) =>
      stage.simulator
        .calls()
        .flatMap((call) => call.legs)
        .findLast(({ owner }) => owner.kind === "person" && owner.personId === personId)?.state,
  });
}
