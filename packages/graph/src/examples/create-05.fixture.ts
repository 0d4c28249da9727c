/** Create call, example 5: a scheduled meeting, service-hosted media. Mended where `docs/errata.md` says so. */
export const create05 = {
  request: {
    "@odata.type": "#microsoft.graph.call",
    callbackUri: "https://bot.contoso.com/callback",
    requestedModalities: ["audio"],
    mediaConfig: {
      "@odata.type": "#microsoft.graph.serviceHostedMediaConfig",
      preFetchMedia: [
        {
          uri: "https://cdn.contoso.com/beep.wav",
          resourceId: "f8971b04-b53e-418c-9222-c82ce681a582",
        },
        {
          uri: "https://cdn.contoso.com/cool.wav",
          resourceId: "86dc814b-c172-4428-9112-60f8ecae1edb",
        },
      ],
    },
    chatInfo: {
      "@odata.type": "#microsoft.graph.chatInfo",
      threadId: "19:meeting_Win6Ydo4wsMijFjZS00ZGVjLTk5MGUtOTRjNWY2NmNkYTFm@thread.v2",
      messageId: "0",
    },
    meetingInfo: {
      "@odata.type": "#microsoft.graph.organizerMeetingInfo",
      organizer: {
        "@odata.type": "#microsoft.graph.identitySet",
        user: {
          "@odata.type": "#microsoft.graph.identity",
          id: "5810cede-f3cc-42eb-b2c1-e9bd5d53ec96",
          tenantId: "aa67bd4c-8475-432d-bd41-39f255720e0a",
          displayName: "Bob",
        },
      },
      allowConversationWithoutHost: true,
    },
    tenantId: "aa67bd4c-8475-432d-bd41-39f255720e0a",
  },
  response: {
    "@odata.type": "#microsoft.graph.call",
    state: "establishing",
    direction: "outgoing",
    callbackUri: "https://bot.contoso.com/callback",
    callChainId: "d8217646-3110-40b1-bae6-e9ac6c3a9f74",
    callRoutes: [],
    source: {
      "@odata.type": "#microsoft.graph.participantInfo",
      identity: {
        "@odata.type": "#microsoft.graph.identitySet",
        application: {
          "@odata.type": "#microsoft.graph.identity",
          displayName: "Calling Bot",
          id: "2891555a-92ff-42e6-80fa-6e1300c6b5c6",
        },
      },
      region: null,
      languageId: null,
    },
    targets: [],
    requestedModalities: ["audio"],
    activeModalities: [],
    mediaConfig: {
      "@odata.type": "#microsoft.graph.serviceHostedMediaConfig",
      preFetchMedia: [
        {
          uri: "https://cdn.contoso.com/beep.wav",
          resourceId: "f8971b04-b53e-418c-9222-c82ce681a582",
        },
        {
          uri: "https://cdn.contoso.com/cool.wav",
          resourceId: "86dc814b-c172-4428-9112-60f8ecae1edb",
        },
      ],
    },
    chatInfo: {
      "@odata.type": "#microsoft.graph.chatInfo",
      threadId: "19:meeting_Win6Ydo4wsMijFjZS00ZGVjLTk5MGUtOTRjNWY2NmNkYTFm@thread.v2",
      messageId: "0",
      replyChainMessageId: null,
    },
    meetingInfo: {
      "@odata.type": "#microsoft.graph.organizerMeetingInfo",
      organizer: {
        "@odata.type": "#microsoft.graph.identitySet",
        user: {
          "@odata.type": "#microsoft.graph.identity",
          id: "5810cede-f3cc-42eb-b2c1-e9bd5d53ec96",
          tenantId: "aa67bd4c-8475-432d-bd41-39f255720e0a",
          displayName: "Bob",
        },
      },
      allowConversationWithoutHost: true,
    },
    transcription: null,
    routingPolicies: [],
    tenantId: "aa67bd4c-8475-432d-bd41-39f255720e0a",
    myParticipantId: "05491616-385f-44a8-9974-18cc5f9933c1",
    id: "2f1a1100-b174-40a0-aba7-0b405e01ed92",
    "@odata.context": "https://graph.microsoft.com/beta/$metadata#app/calls/$entity",
    terminationReason: null,
    ringingTimeoutInSeconds: null,
    mediaState: null,
    subject: null,
    resultInfo: null,
    answeredBy: null,
    meetingCapability: null,
    toneInfo: null,
  },
  established: {
    "@odata.type": "#microsoft.graph.commsNotifications",
    value: [
      {
        "@odata.type": "#microsoft.graph.commsNotification",
        changeType: "updated",
        resourceUrl: "/communications/calls/2f1a1100-b174-40a0-aba7-0b405e01ed92",
        callbackUri: "https://bot.contoso.com/callback",
        resourceData: {
          "@odata.type": "#microsoft.graph.call",
          state: "established",
          chatInfo: {
            "@odata.type": "#microsoft.graph.chatInfo",
            threadId: "19:meeting_Win6Ydo4wsMijFjZS00ZGVjLTk5MGUtOTRjNWY2NmNkYTFm@thread.v2",
            messageId: "0",
          },
          meetingInfo: {
            "@odata.type": "#microsoft.graph.organizerMeetingInfo",
            organizer: {
              "@odata.type": "#microsoft.graph.identitySet",
              user: {
                "@odata.type": "#microsoft.graph.identity",
                id: "5810cede-f3cc-42eb-b2c1-e9bd5d53ec96",
                tenantId: "aa67bd4c-8475-432d-bd41-39f255720e0a",
                displayName: "Bob",
              },
            },
            allowConversationWithoutHost: true,
          },
          id: "2f1a1100-b174-40a0-aba7-0b405e01ed92",
        },
      },
    ],
  },
  roster: {
    "@odata.type": "#microsoft.graph.commsNotifications",
    value: [
      {
        "@odata.type": "#microsoft.graph.commsNotification",
        changeType: "updated",
        resourceUrl: "/communications/calls/2f1a1100-b174-40a0-aba7-0b405e01ed92/participants",
        callbackUri: "https://bot.contoso.com/callback",
        resourceData: [
          {
            "@odata.type": "#microsoft.graph.participant",
            info: {
              "@odata.type": "#microsoft.graph.participantInfo",
              identity: {
                "@odata.type": "#microsoft.graph.identitySet",
                user: {
                  "@odata.type": "#microsoft.graph.identity",
                  displayName: "John",
                  id: "112f7296-5fa4-42ca-bae8-6a692b15d4b8",
                },
              },
              languageId: "en-US",
            },
            mediaStreams: [
              {
                "@odata.type": "#microsoft.graph.mediaStream",
                mediaType: "audio",
                sourceId: "1",
                direction: "sendReceive",
                serverMuted: false,
              },
              {
                "@odata.type": "#microsoft.graph.mediaStream",
                mediaType: "video",
                sourceId: "2",
                direction: "receiveOnly",
                serverMuted: false,
              },
              {
                "@odata.type": "#microsoft.graph.mediaStream",
                mediaType: "videoBasedScreenSharing",
                sourceId: "8",
                direction: "receiveOnly",
                serverMuted: false,
              },
            ],
            isMuted: true,
            isInLobby: false,
            id: "0d7664b6-6432-43ed-8d27-d9e7adec188c",
          },
          {
            "@odata.type": "#microsoft.graph.participant",
            info: {
              "@odata.type": "#microsoft.graph.participantInfo",
              identity: {
                "@odata.type": "#microsoft.graph.identitySet",
                application: {
                  "@odata.type": "#microsoft.graph.identity",
                  displayName: "Calling Bot",
                  id: "2891555a-92ff-42e6-80fa-6e1300c6b5c6",
                },
              },
            },
            mediaStreams: [
              {
                "@odata.type": "#microsoft.graph.mediaStream",
                mediaType: "audio",
                sourceId: "10",
                direction: "sendReceive",
                serverMuted: false,
              },
            ],
            isMuted: false,
            isInLobby: false,
            id: "05491616-385f-44a8-9974-18cc5f9933c1",
          },
        ],
      },
    ],
  },
};
