/** Create call, example 9: a telephone, service-hosted media. Mended where `docs/errata.md` says so. */
export const create09 = {
  request: {
    "@odata.type": "#microsoft.graph.call",
    callbackUri: "https://bot.contoso.com/callback",
    source: {
      "@odata.type": "#microsoft.graph.participantInfo",
      identity: {
        "@odata.type": "#microsoft.graph.identitySet",
        applicationInstance: {
          "@odata.type": "#microsoft.graph.identity",
          displayName: "Calling Bot",
          id: "3d913abb-aec0-4964-8fa6-3c6850c4f278",
        },
      },
    },
    targets: [
      {
        "@odata.type": "#microsoft.graph.invitationParticipantInfo",
        identity: {
          "@odata.type": "#microsoft.graph.identitySet",
          phone: {
            "@odata.type": "#microsoft.graph.identity",
            id: "+12345678901",
          },
        },
      },
    ],
    requestedModalities: ["audio"],
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
        applicationInstance: {
          "@odata.type": "#microsoft.graph.identity",
          displayName: "Calling Bot",
          id: "3d913abb-aec0-4964-8fa6-3c6850c4f278",
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
          phone: {
            "@odata.type": "#microsoft.graph.identity",
            id: "+12345678901",
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
};
