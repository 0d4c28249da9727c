/** Redirect, example 1: to one target. Mended where `docs/errata.md` says so. */
export const redirect01 = {
  incoming: {
    "@odata.type": "#microsoft.graph.commsNotifications",
    value: [
      {
        "@odata.type": "#microsoft.graph.commsNotification",
        changeType: "created",
        resourceUrl: "/communications/calls/491f0b00-ffff-4bc9-a43e-b226498ec22a",
        resourceData: {
          "@odata.type": "#microsoft.graph.call",
          state: "incoming",
          direction: "incoming",
          callbackUri: "https://bot.contoso.com/api/calls/24701998-1a73-4d42-8085-bf46ed0ae039",
          source: {
            "@odata.type": "#microsoft.graph.participantInfo",
            identity: {
              "@odata.type": "#microsoft.graph.identitySet",
              user: {
                "@odata.type": "#microsoft.graph.identity",
                id: "8d1e6ab6-26c5-4e22-a1bc-06ea7343958e",
              },
            },
            region: "amer",
          },
          targets: [
            {
              "@odata.type": "#microsoft.graph.participantInfo",
              identity: {
                "@odata.type": "#microsoft.graph.identitySet",
                application: {
                  "@odata.type": "#microsoft.graph.identity",
                  displayName: "test bot",
                  id: "24701998-1a73-4d42-8085-bf46ed0ae039",
                },
              },
            },
          ],
          myParticipantId: "c339cede-4bd6-4f20-ab9f-3a13e65f6d00",
          id: "491f0b00-ffff-4bc9-a43e-b226498ec22a",
        },
      },
    ],
  },
  request: {
    targets: [
      {
        "@odata.type": "#microsoft.graph.invitationParticipantInfo",
        identity: {
          "@odata.type": "#microsoft.graph.identitySet",
          application: {
            "@odata.type": "#microsoft.graph.identity",
            displayName: "test bot 2",
            id: "22bfd41f-550e-477d-8789-f6f7bd2a5e8b",
          },
        },
      },
    ],
    callbackUri: "https://bot.contoso.com/api/calls/24701998-1a73-4d42-8085-bf46ed0ae039",
  },
  terminated: {
    "@odata.type": "#microsoft.graph.commsNotifications",
    value: [
      {
        "@odata.type": "#microsoft.graph.commsNotification",
        changeType: "deleted",
        resourceUrl: "/communications/calls/491f0b00-ffff-4bc9-a43e-b226498ec22a",
        resourceData: {
          "@odata.type": "#microsoft.graph.call",
          state: "terminated",
          direction: "incoming",
          callbackUri: "https://bot.contoso.com/api/calls/24701998-1a73-4d42-8085-bf46ed0ae039",
          source: {
            "@odata.type": "#microsoft.graph.participantInfo",
            identity: {
              "@odata.type": "#microsoft.graph.identitySet",
              user: {
                "@odata.type": "#microsoft.graph.identity",
                id: "8d1e6ab6-26c5-4e22-a1bc-06ea7343958e",
              },
            },
            region: "amer",
          },
          targets: [
            {
              "@odata.type": "#microsoft.graph.participantInfo",
              identity: {
                "@odata.type": "#microsoft.graph.identitySet",
                application: {
                  "@odata.type": "#microsoft.graph.identity",
                  displayName: "test bot",
                  id: "24701998-1a73-4d42-8085-bf46ed0ae039",
                },
              },
            },
          ],
          myParticipantId: "c339cede-4bd6-4f20-ab9f-3a13e65f6d00",
          id: "491f0b00-ffff-4bc9-a43e-b226498ec22a",
        },
      },
    ],
  },
};
