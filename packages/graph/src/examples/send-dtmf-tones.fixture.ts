/** Send DTMF tones, with its three outcomes. Mended where `docs/errata.md` says so. */
export const sendDtmfTones = {
  request: {
    tones: ["tone1", "tone2", "tone3", "tone4", "tone5", "tone6", "tone7", "tone8", "tone9", "tone0", "star", "pound"],
    delayBetweenTonesMs: 1000,
    clientContext: "e0be71f1-a14f-4cec-b65a-e7aba5db7c53",
  },
  response: {
    "@odata.type": "#microsoft.graph.sendDtmfTonesOperation",
    status: "running",
    clientContext: "e0be71f1-a14f-4cec-b65a-e7aba5db7c53",
    id: "d36fe651-9f50-484d-bd4b-1e6415eae448",
  },
  completed: {
    "@odata.type": "#microsoft.graph.commsNotifications",
    value: [
      {
        "@odata.type": "#microsoft.graph.commsNotification",
        changeType: "deleted",
        resourceUrl:
          "/communications/calls/481f3600-983e-4276-9b59-c1b30ec8d125/operations/d36fe651-9f50-484d-bd4b-1e6415eae448",
        resourceData: {
          "@odata.type": "#microsoft.graph.sendDtmfTonesOperation",
          status: "completed",
          completionReason: "completedSuccessfully",
          clientContext: "e0be71f1-a14f-4cec-b65a-e7aba5db7c53",
          id: "d36fe651-9f50-484d-bd4b-1e6415eae448",
        },
      },
    ],
  },
  canceled: {
    "@odata.type": "#microsoft.graph.commsNotifications",
    value: [
      {
        "@odata.type": "#microsoft.graph.commsNotification",
        changeType: "deleted",
        resourceUrl:
          "/communications/calls/481f3600-983e-4276-9b59-c1b30ec8d125/operations/d36fe651-9f50-484d-bd4b-1e6415eae448",
        resourceData: {
          "@odata.type": "#microsoft.graph.sendDtmfTonesOperation",
          status: "completed",
          completionReason: "mediaOperationCanceled",
          clientContext: "e0be71f1-a14f-4cec-b65a-e7aba5db7c53",
          id: "d36fe651-9f50-484d-bd4b-1e6415eae448",
        },
      },
    ],
  },
  unknown: {
    "@odata.type": "#microsoft.graph.commsNotifications",
    value: [
      {
        "@odata.type": "#microsoft.graph.commsNotification",
        changeType: "deleted",
        resourceUrl:
          "/communications/calls/481f3600-983e-4276-9b59-c1b30ec8d125/operations/d36fe651-9f50-484d-bd4b-1e6415eae448",
        resourceData: {
          "@odata.type": "#microsoft.graph.sendDtmfTonesOperation",
          status: "completed",
          completionReason: "unknown",
          clientContext: "e0be71f1-a14f-4cec-b65a-e7aba5db7c53",
          id: "d36fe651-9f50-484d-bd4b-1e6415eae448",
        },
      },
    ],
  },
};
