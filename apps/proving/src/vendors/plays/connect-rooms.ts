import type { PlayData } from "../play.js";

/** Two users meet in a room that the app has made; the app joins them, adds a telephone, plays to all, and ends the call. */
export const connectRooms: PlayData = {
  app: "callautomation-connect-rooms-quickstart",
  mustComplete: true,
  files: {
    ".env": [
      "PORT={port}",
      'CONNECTION_STRING="{connectionString}"',
      'ACS_RESOURCE_PHONE_NUMBER="+14255550100"',
      'TARGET_PHONE_NUMBER="+14255550101"',
      'CALLBACK_URI="{url}"',
      'COGNITIVE_SERVICES_ENDPOINT="{cognitiveServices}"',
    ].join("\n"),
  },
  people: { customer: { address: "+14255550101" } },
  steps: [
    {
      do: "ask",
      path: "/room-data",
      keep: {
        room: "roomId",
        presenter: "user1.user.communicationUserId",
        attendee: "user2.user.communicationUserId",
      },
    },
    { do: "enter", person: "presenter", address: "{presenter}" },
    { do: "enter", person: "attendee", address: "{attendee}" },
    { do: "join", person: "presenter", meeting: "{room}" },
    { do: "join", person: "attendee", meeting: "{room}" },
    { do: "ask", path: "/connectCall" },
    { do: "app-gets", event: "CallConnected" },
    { do: "ask", path: "/addParticipant" },
    { do: "app-gets", event: "AddParticipantSucceeded" },
    { do: "together", people: ["presenter", "attendee", "customer"] },
    { do: "ask", path: "/playMedia" },
    { do: "hears", person: "customer", text: "welcome to connect room" },
    { do: "hears", person: "presenter", text: "welcome to connect room" },
    { do: "app-gets", event: "PlayCompleted" },
    { do: "ask", path: "/hangup" },
    { do: "app-gets", event: "CallDisconnected" },
    { do: "over" },
  ],
};
