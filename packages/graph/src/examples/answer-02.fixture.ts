/** Answer, example 2: app-hosted media and content sharing. Mended where `docs/errata.md` says so. */
export const answer02 = {
  incoming: {
    "@odata.type": "#microsoft.graph.commsNotifications",
    value: [
      {
        "@odata.type": "#microsoft.graph.commsNotification",
        changeType: "created",
        resourceUrl: "/communications/calls/57DAB8B1894C409AB240BD8BEAE78896",
        resourceData: {
          "@odata.type": "#microsoft.graph.call",
          "@odata.id": "/communications/calls/57DAB8B1894C409AB240BD8BEAE78896",
          "@odata.etag": 'W/"5445"',
          state: "incoming",
          direction: "incoming",
          source: {
            "@odata.type": "#microsoft.graph.participantInfo",
            identity: {
              user: {
                displayName: "Test User",
                id: "8A34A46B-3D17-4ADC-8DCE-DC4E7D572698",
              },
            },
            region: "westus",
            languageId: "en-US",
          },
          targets: [
            {
              "@odata.type": "#microsoft.graph.invitationParticipantInfo",
              identity: {
                application: {
                  displayName: "Test BOT",
                  id: "8A34A46B-3D17-4ADC-8DCE-DC4E7D572698",
                },
              },
              region: "westus",
              languageId: "en-US",
            },
          ],
          requestedModalities: ["audio"],
        },
      },
    ],
  },
  request: {
    callbackUri: "https://bot.contoso.com/api/calls",
    acceptedModalities: ["audio"],
    mediaConfig: {
      "@odata.type": "#microsoft.graph.appHostedMediaConfig",
      blob: "<Media Session Configuration Blob>",
    },
  },
  establishing: {
    "@odata.type": "#microsoft.graph.commsNotifications",
    value: [
      {
        "@odata.type": "#microsoft.graph.commsNotification",
        changeType: "updated",
        resourceUrl: "/communications/calls/57DAB8B1894C409AB240BD8BEAE78896",
        resourceData: {
          "@odata.type": "#microsoft.graph.call",
          "@odata.id": "/communications/calls/57DAB8B1894C409AB240BD8BEAE78896",
          "@odata.etag": 'W/"5445"',
          state: "establishing",
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
        resourceUrl: "/communications/calls/57DAB8B1894C409AB240BD8BEAE78896",
        resourceData: {
          "@odata.type": "#microsoft.graph.call",
          "@odata.id": "/communications/calls/57DAB8B1894C409AB240BD8BEAE78896",
          "@odata.etag": 'W/"5445"',
          state: "established",
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
        resourceUrl:
          "/communications/calls/57DAB8B1894C409AB240BD8BEAE78896/contentsharingsessions/2765eb15-01f8-47c6-b12b-c32111a4a86f",
      },
    ],
  },
  sharingEnded: {
    "@odata.type": "#microsoft.graph.commsNotifications",
    value: [
      {
        "@odata.type": "#microsoft.graph.commsNotification",
        changeType: "deleted",
        resourceUrl:
          "/communications/calls/57DAB8B1894C409AB240BD8BEAE78896/contentsharingsessions/2765eb15-01f8-47c6-b12b-c32111a4a86f",
      },
    ],
  },
};
