/** Answer, example 1: a one-to-one call, service-hosted media. Mended where `docs/errata.md` says so. */
export const answer01 = {
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
          callRoutes: [
            {
              routingType: "lookup",
              original: {
                phone: {
                  id: "+14258828080",
                },
              },
              final: {
                user: {
                  id: "29362BD4-CD58-4ED0-A206-0E4A33DBB0B6",
                  displayName: "Heidi Steen",
                },
              },
            },
          ],
          source: {
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
              identity: {
                application: {
                  displayName: "Test BOT",
                  id: "8A34A46B-3D17-4ADC-8DCE-DC4E7D572698",
                },
              },
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
      "@odata.type": "#microsoft.graph.serviceHostedMediaConfig",
      preFetchMedia: [
        {
          uri: "https://cdn.contoso.com/beep.wav",
          resourceId: "1D6DE2D4-CD51-4309-8DAA-70768651088E",
        },
        {
          uri: "https://cdn.contoso.com/cool.wav",
          resourceId: "1D6DE2D4-CD51-4309-8DAA-70768651088F",
        },
      ],
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
};
