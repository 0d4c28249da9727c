/**
 * The documented examples, mended where `docs/errata.md` says so: who is in them, and the pieces that their bodies are made of.
 */
export const TENANT = "aa67bd4c-8475-432d-bd41-39f255720e0a";
export const BOT_APP = "2891555a-92ff-42e6-80fa-6e1300c6b5c6";
export const TEST_BOT_APP = "dd3885da-f9ab-486b-bfae-85de3d445555";
export const INSTANCE = "3d913abb-aec0-4964-8fa6-3c6850c4f278";
export const INSTANCE_NUMBER = "+14255550111";
export const CALLEE_NUMBER = "+12345678901";
export const CALLBACK = "https://bot.contoso.com/callback";
export const WEBHOOK = "https://bot.contoso.com/api/calls";
export const MEETING_THREAD = "19:meeting_Win6Ydo4wsMijFjZS00ZGVjLTk5MGUtOTRjNWY2NmNkYTFm@thread.v2";
export const CHANNEL_THREAD = "19:cbee7c1c860e465f8258e3cebf7bee0d@thread.skype";

export const john = { displayName: "John", id: "112f7296-5fa4-42ca-bae8-6a692b15d4b8" } as const;
export const user1 = { displayName: "user1", id: "98da8a1a-1b87-452c-a713-65d3f10b5555" } as const;
export const user2 = { displayName: "user2", id: "bf5aae9a-d11d-47a8-93b1-782504c95555" } as const;
export const bob = { id: "5810cede-f3cc-42eb-b2c1-e9bd5d53ec96", tenantId: TENANT, displayName: "Bob" } as const;
export const guest = { displayName: "Guest User", id: "d7a3b999-17ac-4bca-9e77-e6a730d2ec2e" } as const;

const identity = (value: object): object => ({ "@odata.type": "#microsoft.graph.identity", ...value });
export const identitySet = (kind: string, value: object): object => ({
  "@odata.type": "#microsoft.graph.identitySet",
  [kind]: identity(value),
});
export const invitation = (kind: string, value: object): object => ({
  "@odata.type": "#microsoft.graph.invitationParticipantInfo",
  identity: identitySet(kind, value),
});
export const participantInfo = (kind: string, value: object): object => ({
  "@odata.type": "#microsoft.graph.participantInfo",
  identity: identitySet(kind, value),
});

export const serviceHosted = { "@odata.type": "#microsoft.graph.serviceHostedMediaConfig" } as const;
export const prefetching = {
  ...serviceHosted,
  preFetchMedia: [
    { uri: "https://cdn.contoso.com/beep.wav", resourceId: "f8971b04-b53e-418c-9222-c82ce681a582" },
    { uri: "https://cdn.contoso.com/cool.wav", resourceId: "86dc814b-c172-4428-9112-60f8ecae1edb" },
  ],
} as const;
export const appHosted = {
  "@odata.type": "#microsoft.graph.appHostedMediaConfig",
  blob: "<Media Session Configuration>",
} as const;

const meeting = (threadId: string, messageId: string): object => ({
  chatInfo: { "@odata.type": "#microsoft.graph.chatInfo", threadId, messageId },
  meetingInfo: {
    "@odata.type": "#microsoft.graph.organizerMeetingInfo",
    organizer: identitySet("user", bob),
    allowConversationWithoutHost: true,
  },
});
export const scheduledMeeting = meeting(MEETING_THREAD, "0");
export const channelMeeting = meeting(CHANNEL_THREAD, "1533758867081");

/** What every create request has. */
export const call = (over: object): object => ({
  "@odata.type": "#microsoft.graph.call",
  callbackUri: CALLBACK,
  requestedModalities: ["audio"],
  tenantId: TENANT,
  ...over,
});
