/** Redirect, example 2: several ring together. Mended where `docs/errata.md` says so. */
export const redirect02 = {
  incoming: {
    "@odata.type": "#microsoft.graph.commsNotifications",
    value: [
      {
        "@odata.type": "#microsoft.graph.commsNotification",
        changeType: "created",
        resourceUrl: "/communications/calls/481f0b00-ffff-4ca1-8c67-a5f1e31e8e82",
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
                id: "ec040873-8235-45fd-a403-c7259a5a548e",
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
          myParticipantId: "f540f1b6-994b-4866-be95-8aad34c4f4dc",
          id: "481f0b00-ffff-4ca1-8c67-a5f1e31e8e82",
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
          user: {
            "@odata.type": "#microsoft.graph.identity",
            displayName: "test user",
            id: "98da8a1a-1b87-452c-a713-65d3f10b1253",
          },
        },
      },
      {
        "@odata.type": "#microsoft.graph.invitationParticipantInfo",
        identity: {
          "@odata.type": "#microsoft.graph.identitySet",
          user: {
            "@odata.type": "#microsoft.graph.identity",
            displayName: "test user 2",
            id: "bf5aae9a-d11d-47a8-93b1-782504c9c3f3",
          },
        },
      },
    ],
    routingPolicies: ["disableForwarding"],
    callbackUri: "https://bot.contoso.com/api/calls/24701998-1a73-4d42-8085-bf46ed0ae039",
  },
  terminated: {
    "@odata.type": "#microsoft.graph.commsNotifications",
    value: [
      {
        "@odata.type": "#microsoft.graph.commsNotification",
        changeType: "deleted",
        resourceUrl: "/communications/calls/481f0b00-ffff-4ca1-8c67-a5f1e31e8e82",
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
                id: "ec040873-8235-45fd-a403-c7259a5a548e",
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
          myParticipantId: "f540f1b6-994b-4866-be95-8aad34c4f4dc",
          id: "481f0b00-ffff-4ca1-8c67-a5f1e31e8e82",
        },
      },
    ],
  },
};
