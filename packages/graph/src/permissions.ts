/** The application roles of calling, by their real names; the pages spell some of them in several wrong ways. */
export const permissions = {
  initiate: "Calls.Initiate.All",
  initiateGroup: "Calls.InitiateGroupCall.All",
  join: "Calls.JoinGroupCall.All",
  joinAsGuest: "Calls.JoinGroupCallAsGuest.All",
  accessMedia: "Calls.AccessMedia.All",
} as const;
