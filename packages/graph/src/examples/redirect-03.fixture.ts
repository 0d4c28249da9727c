/** Redirect, example 3: to a telephone. Mended where `docs/errata.md` says so. */
export const redirect03 = {
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
                tenantId: "632899f8-2ea1-4604-8413-27bd2892079f",
              },
            },
            region: "amer",
          },
          targets: [
            {
              "@odata.type": "#microsoft.graph.invitationParticipantInfo",
              identity: {
                "@odata.type": "#microsoft.graph.identitySet",
                applicationInstance: {
                  "@odata.type": "#microsoft.graph.identity",
                  displayName: "PstnAppInstance",
                  id: "7629bdce-046c-4903-86b4-a8f718277e1a",
                  tenantId: "632899f8-2ea1-4604-8413-27bd2892079f",
                },
              },
              endpointType: "default",
              id: "c339cede-4bd6-4f20-ab9f-3a13e65f6d00",
              region: "amer",
              languageId: null,
            },
          ],
          tenantId: "632899f8-2ea1-4604-8413-27bd2892079f",
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
          phone: {
            "@odata.type": "#microsoft.graph.identity",
            id: "+12345678901",
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
                tenantId: "632899f8-2ea1-4604-8413-27bd2892079f",
              },
            },
            region: "amer",
          },
          targets: [
            {
              "@odata.type": "#microsoft.graph.invitationParticipantInfo",
              identity: {
                "@odata.type": "#microsoft.graph.identitySet",
                applicationInstance: {
                  "@odata.type": "#microsoft.graph.identity",
                  displayName: "PstnAppInstance",
                  id: "7629bdce-046c-4903-86b4-a8f718277e1a",
                  tenantId: "632899f8-2ea1-4604-8413-27bd2892079f",
                },
              },
              endpointType: "default",
              id: "c339cede-4bd6-4f20-ab9f-3a13e65f6d00",
              region: "amer",
              languageId: null,
            },
          ],
          answeredBy: {
            "@odata.type": "#microsoft.graph.participantInfo",
            identity: {
              "@odata.type": "#microsoft.graph.identitySet",
              encrypted: {
                "@odata.type": "#microsoft.graph.identity",
                id: "1xt4uextl99sdzwdxuvdxrvgrv8gehcq7jdgf9yhzeto",
              },
            },
            endpointType: "default",
          },
          tenantId: "632899f8-2ea1-4604-8413-27bd2892079f",
          myParticipantId: "c339cede-4bd6-4f20-ab9f-3a13e65f6d00",
          id: "491f0b00-ffff-4bc9-a43e-b226498ec22a",
        },
      },
    ],
  },
};
