import { party, phone } from "@trunkline/core";
import type { PersonOptions, WireEntry } from "@trunkline/simulator";
import { type Stage, type StageOptions, startStage } from "./stage.js";

/** The people and things that the documented examples name, corrected where `docs/errata.md` says so. */
export const documents = {
  tenantId: "aa67bd4c-8475-432d-bd41-39f255720e0a",
  appId: "2891555a-92ff-42e6-80fa-6e1300c6b5c6",
  account: "3d913abb-aec0-4964-8fa6-3c6850c4f278",
  number: "+14255550100",
  john: party.user("112f7296-5fa4-42ca-bae8-6a692b15d4b8", { displayName: "John" }),
  user1: party.user("98da8a1a-1b87-452c-a713-65d3f10b5555", { displayName: "user1" }),
  user2: party.user("bf5aae9a-d11d-47a8-93b1-782504c95555", { displayName: "user2" }),
  bob: { id: "5810cede-f3cc-42eb-b2c1-e9bd5d53ec96", tenantId: "aa67bd4c-8475-432d-bd41-39f255720e0a" },
  phone: phone("+12345678901"),
  guest: party.guest({ id: "d7a3b999-17ac-4bca-9e77-e6a730d2ec2e", displayName: "Guest User" }),
  scheduled: "19:meeting_Win6Ydo4wsMijFjZS00ZGVjLTk5MGUtOTRjNWY2NmNkYTFm@thread.v2",
  channel: "19:cbee7c1c860e465f8258e3cebf7bee0d@thread.skype",
  channelMessage: "1533758867081",
  preFetchMedia: [
    { uri: "https://cdn.contoso.com/beep.wav", resourceId: "f8971b04-b53e-418c-9222-c82ce681a582" },
    { uri: "https://cdn.contoso.com/cool.wav", resourceId: "86dc814b-c172-4428-9112-60f8ecae1edb" },
  ],
  mediaBlob: "<Media Session Configuration>",
} as const;

const people: readonly PersonOptions[] = [
  ...[documents.john, documents.user1, documents.user2].map(({ id, displayName = id }) => ({
    id: displayName,
    displayName,
    party: { kind: "user", id } as const,
  })),
  { id: "phone", party: documents.phone.number },
];

/** The bot of the Graph examples, the people it talks to, and the meetings that it joins. */
export async function documentedStage(options: StageOptions = {}): Promise<Stage> {
  const { appId, account, number, tenantId, scheduled, channel, channelMessage, bob } = documents;
  const stage = await startStage("graph", {
    ...options,
    adapter: {
      appId,
      tenantId,
      displayName: "Calling Bot",
      numbers: { [number]: { applicationInstance: account, displayName: "Calling Bot" } },
      ...options.adapter,
    },
    registration: {
      application: appId,
      applicationInstance: account,
      displayName: "Calling Bot",
      ...options.registration,
    },
    simulator: { people, ...options.simulator },
  });
  const organizer = { kind: "user", id: bob.id } as const;
  stage.simulator.addMeeting({ keys: [scheduled, "123456789"], subject: "Scheduled", organizer });
  const channelKeys = [`${channel}/${channelMessage}`];
  stage.simulator.addMeeting({ keys: channelKeys, subject: "Channel", organizer, lobby: "guests" });
  return stage;
}

/** A request of the bot as the cloud received it. */
export interface ReceivedRequest {
  readonly path: string;
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly answer: unknown;
}

/** The bot's last request with this method and this end of its path. */
export function lastRequest(stage: Stage, method: string, end: string): ReceivedRequest {
  const entry = stage.simulator
    .log()
    .findLast((one) => one.direction === "from-bot" && one.method === method && pathOf(one).endsWith(end));
  if (!entry) throw new Error(`The bot sent no ${method} …${end}.`);
  return {
    path: pathOf(entry),
    status: entry.status,
    headers: entry.requestHeaders,
    body: parse(entry.requestBody),
    answer: parse(entry.responseBody ?? ""),
  };
}

function pathOf({ url }: WireEntry): string {
  return new URL(url).pathname;
}

function parse(text: string): unknown {
  return text === "" ? undefined : JSON.parse(text);
}
