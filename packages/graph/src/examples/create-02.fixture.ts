/** Create call, example 2: one user, app-hosted media. Mended where `docs/errata.md` says so. */
export const create02 = {
  request: {
    "@odata.type": "#microsoft.graph.call",
    callbackUri: "https://bot.contoso.com/callback",
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
