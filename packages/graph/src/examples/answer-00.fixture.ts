/** Answer, the request with all its parameters. Mended where `docs/errata.md` says so. */
export const answer00 = {
  request: {
    callbackUri: "https://bot.contoso.com/api/calls",
    mediaConfig: {
      "@odata.type": "#microsoft.graph.appHostedMediaConfig",
      blob: "<Media Session Configuration Blob>",
    },
    acceptedModalities: ["audio"],
    callOptions: {
      "@odata.type": "#microsoft.graph.incomingCallOptions",
      isContentSharingNotificationEnabled: true,
    },
    participantCapacity: 200,
  },
};
