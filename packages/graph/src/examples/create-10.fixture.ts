/** Create call, example 10: a telephone, app-hosted media. Mended where `docs/errata.md` says so. */
export const create10 = {
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
      "@odata.type": "#microsoft.graph.appHostedMediaConfig",
      blob: "<Media Session Configuration>",
    },
    tenantId: "aa67bd4c-8475-432d-bd41-39f255720e0a",
  },
};
