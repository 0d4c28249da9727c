import type { CallRole } from "../wire/behavior.js";
import {
  appHosted,
  BOT_APP,
  CALLEE_NUMBER,
  call,
  channelMeeting,
  guest,
  INSTANCE,
  invitation,
  john,
  participantInfo,
  prefetching,
  scheduledMeeting,
  serviceHosted,
  TEST_BOT_APP,
  user1,
  user2,
} from "./documents.fixture.js";

/** One example of the page "create call": what is asked, and what the answer has beside what every answer has. */
export interface CreateExample {
  readonly example: number;
  readonly title: string;
  readonly appId: string;
  readonly body: object;
  readonly answer: object;
  /** The role that the page asks for, by its real name; app-hosted media needs `Calls.AccessMedia.All` too. */
  readonly role: CallRole;
  readonly media: "service" | "app";
}

const noDetails = { endpointType: null, region: null, languageId: null } as const;
const callingBot = { displayName: "Calling Bot", id: BOT_APP } as const;
const instance = { displayName: "Calling Bot", id: INSTANCE } as const;
const toJohn = invitation("user", john);
const toPhone = invitation("phone", { id: CALLEE_NUMBER });
const group = {
  subject: "Create a group call with service hosted media",
  source: participantInfo("application", { displayName: "TestBot", id: TEST_BOT_APP }),
  targets: [invitation("user", user1), invitation("user", user2)],
} as const;

const peerAnswer = {
  source: { ...participantInfo("application", callingBot), countryCode: null, ...noDetails },
  targets: [{ ...toJohn, ...noDetails, replacesCallId: null }],
  meetingInfo: null,
} as const;
const phoneAnswer = {
  source: { ...participantInfo("applicationInstance", instance), countryCode: null, ...noDetails },
  targets: [{ ...toPhone, ...noDetails, replacesCallId: null }],
} as const;
const fromInstance = { source: participantInfo("applicationInstance", instance), targets: [toPhone] } as const;

export const createExamples: readonly CreateExample[] = [
  {
    example: 1,
    title: "a peer VoIP call with service-hosted media",
    appId: BOT_APP,
    body: call({
      targets: [toJohn],
      callOptions: {
        "@odata.type": "#microsoft.graph.outgoingCallOptions",
        isContentSharingNotificationEnabled: true,
      },
      mediaConfig: prefetching,
    }),
    answer: { ...peerAnswer, mediaConfig: prefetching },
    role: "Calls.Initiate.All",
    media: "service",
  },
  {
    example: 2,
    title: "a peer VoIP call with app-hosted media",
    appId: BOT_APP,
    body: call({ source: participantInfo("application", callingBot), targets: [toJohn], mediaConfig: appHosted }),
    answer: { ...peerAnswer, mediaConfig: appHosted },
    role: "Calls.Initiate.All",
    media: "app",
  },
  {
    example: 3,
    title: "a group call with service-hosted media",
    appId: TEST_BOT_APP,
    body: call({ ...group, mediaConfig: { ...serviceHosted, removeFromDefaultAudioGroup: false } }),
    answer: { subject: group.subject },
    role: "Calls.InitiateGroupCall.All",
    media: "service",
  },
  {
    example: 4,
    title: "a group call with app-hosted media",
    appId: TEST_BOT_APP,
    body: call({ ...group, mediaConfig: { ...appHosted, removeFromDefaultAudioGroup: false } }),
    answer: { subject: group.subject },
    role: "Calls.InitiateGroupCall.All",
    media: "app",
  },
  {
    example: 5,
    title: "a scheduled meeting with service-hosted media",
    appId: BOT_APP,
    body: call({ ...scheduledMeeting, mediaConfig: prefetching }),
    answer: { ...scheduledMeeting, targets: [], chatInfo: { replyChainMessageId: null }, mediaConfig: prefetching },
    role: "Calls.JoinGroupCall.All",
    media: "service",
  },
  {
    example: 6,
    title: "a scheduled meeting with app-hosted media",
    appId: BOT_APP,
    body: call({ ...scheduledMeeting, mediaConfig: appHosted }),
    answer: { ...scheduledMeeting, mediaConfig: appHosted },
    role: "Calls.JoinGroupCall.All",
    media: "app",
  },
  {
    example: 7,
    title: "a channel meeting with service-hosted media",
    appId: BOT_APP,
    body: call({ ...channelMeeting, mediaConfig: prefetching }),
    answer: channelMeeting,
    role: "Calls.JoinGroupCall.All",
    media: "service",
  },
  {
    example: 8,
    title: "a channel meeting as a guest",
    appId: BOT_APP,
    body: call({ ...channelMeeting, source: participantInfo("guest", guest), mediaConfig: prefetching }),
    answer: { ...channelMeeting, source: participantInfo("guest", guest) },
    role: "Calls.JoinGroupCallAsGuest.All",
    media: "service",
  },
  {
    example: 9,
    title: "a telephone call with service-hosted media",
    appId: BOT_APP,
    body: call({ ...fromInstance, mediaConfig: prefetching }),
    answer: { ...phoneAnswer, mediaConfig: prefetching },
    role: "Calls.Initiate.All",
    media: "service",
  },
  {
    example: 10,
    title: "a telephone call with app-hosted media",
    appId: BOT_APP,
    body: call({ ...fromInstance, mediaConfig: appHosted }),
    answer: { ...phoneAnswer, mediaConfig: appHosted },
    role: "Calls.Initiate.All",
    media: "app",
  },
];
