/** Create call, example 1: one user, service-hosted media. Mended where `docs/errata.md` says so. */
export const create01 = {
  request: {
    "@odata.type": "#microsoft.graph.call",
    callbackUri: "https://bot.contoso.com/callback",
    targets: [
      {
        "@odata.type": "#microsoft.graph.invitationParticipantInfo",
        identity: {
          "@odata.type": "#microsoft.graph.identitySet",
          user: {
            "@odata.type": "#microsoft.graph.identity",
            displayName: "John",
            id: "112f7296-5fa4-42ca-bae8-6a692b15d4b8",
          },
        },
      },
    ],
    requestedModalities: ["audio"],
    callOptions: {
      "@odata.type": "#microsoft.graph.outgoingCallOptions",
      isContentSharingNotificationEnabled: true,
    },
    mediaConfig: {
      "@odata.type": "#microsoft.graph.serviceHostedMediaConfig",
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
      countryCode: null,
      endpointType: null,
      region: null,
      languageId: null,
    },
    targets: [
      {
        "@odata.type": "#microsoft.graph.invitationParticipantInfo",
        identity: {
          "@odata.type": "#microsoft.graph.identitySet",
          user: {
            "@odata.type": "#microsoft.graph.identity",
            displayName: "John",
            id: "112f7296-5fa4-42ca-bae8-6a692b15d4b8",
          },
        },
        endpointType: null,
        region: null,
        replacesCallId: null,
        languageId: null,
      },
    ],
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
    routingPolicies: [],
    tenantId: "aa67bd4c-8475-432d-bd41-39f255720e0a",
    myParticipantId: "499ff390-7a72-40e8-83a0-8fac6295ae7e",
    id: "2e1a0b00-2db4-4022-9570-243709c565ab",
    "@odata.context": "https://graph.microsoft.com/beta/$metadata#app/calls/$entity",
    subject: null,
    terminationReason: null,
    ringingTimeoutInSeconds: null,
    mediaState: null,
    resultInfo: null,
    answeredBy: null,
    chatInfo: null,
    meetingInfo: null,
    transcription: null,
    meetingCapability: null,
    toneInfo: null,
  },
  establishing: {
    "@odata.type": "#microsoft.graph.commsNotifications",
    value: [
      {
        "@odata.type": "#microsoft.graph.commsNotification",
        changeType: "updated",
        resourceUrl: "/communications/calls/2e1a0b00-2db4-4022-9570-243709c565ab",
        callbackUri: "https://bot.contoso.com/callback",
        resourceData: {
          "@odata.type": "#microsoft.graph.call",
          state: "establishing",
          id: "2e1a0b00-2db4-4022-9570-243709c565ab",
        },
      },
    ],
  },
  established: {
    "@odata.type": "#microsoft.graph.commsNotifications",
    value: [
      {
        "@odata.type": "#microsoft.graph.commsNotification",
        changeType: "updated",
        resourceUrl: "/communications/calls/2e1a0b00-2db4-4022-9570-243709c565ab",
        callbackUri: "https://bot.contoso.com/callback",
        resourceData: {
          "@odata.type": "#microsoft.graph.call",
          state: "established",
          direction: "outgoing",
          tenantId: "aa67bd4c-8475-432d-bd41-39f255720e0a",
          id: "2e1a0b00-2db4-4022-9570-243709c565ab",
        },
      },
    ],
  },
  sharingStarted: {
    "@odata.type": "#microsoft.graph.commsNotifications",
    value: [
      {
        "@odata.type": "#microsoft.graph.commsNotification",
        changeType: "created",
        resourceUrl: "/communications/calls/2e1a0b00-2db4-4022-9570-243709c565ab/contentsharingsessions",
        resourceData: [
          {
            "@odata.type": "#microsoft.graph.contentSharingSession",
            id: "F7D9EF30FF0A9BD3F64B274387FB8FF8E96B6CFBA8F87F8305A74DE99AF007BC",
          },
        ],
      },
    ],
  },
  sharingUpdated: {
    "@odata.type": "#microsoft.graph.commsNotifications",
    value: [
      {
        "@odata.type": "#microsoft.graph.commsNotification",
        changeType: "updated",
        resourceUrl: "/communications/calls/2e1a0b00-2db4-4022-9570-243709c565ab/contentsharingsessions",
        resourceData: [
          {
            "@odata.type": "#microsoft.graph.contentSharingSession",
            id: "F7D9EF30FF0A9BD3F64B274387FB8FF8E96B6CFBA8F87F8305A74DE99AF007BC",
          },
        ],
      },
    ],
  },
  sharingEnded: {
    "@odata.type": "#microsoft.graph.commsNotifications",
    value: [
      {
        "@odata.type": "#microsoft.graph.commsNotification",
        changeType: "deleted",
        resourceUrl: "/communications/calls/2e1a0b00-2db4-4022-9570-243709c565ab/contentsharingsessions",
        resourceData: [
          {
            "@odata.type": "#microsoft.graph.contentSharingSession",
            id: "F7D9EF30FF0A9BD3F64B274387FB8FF8E96B6CFBA8F87F8305A74DE99AF007BC",
          },
        ],
      },
    ],
  },
};
