import type { PlayData } from "../play.js";

const lobby = "8:acs:5f1d0f6e-0a55-4c0e-9a6b-2f7d3c1b8e90_00000000-0000-4000-8000-00000000000a";
const admin = "8:acs:5f1d0f6e-0a55-4c0e-9a6b-2f7d3c1b8e90_00000000-0000-4000-8000-00000000000b";
const guest = "8:acs:5f1d0f6e-0a55-4c0e-9a6b-2f7d3c1b8e90_00000000-0000-4000-8000-00000000000c";

/** A guest calls the lobby; the admin, who is in a call of their own, says yes on the web page, and the app moves the guest there. */
export const lobbyCall: PlayData = {
  app: "callautomation-lobbycall-sample",
  mustComplete: true,
  files: {
    ".env": [
      "PORT={port}",
      'CONNECTION_STRING="{connectionString}"',
      'COGNITIVE_SERVICES_ENDPOINT="{cognitiveServices}"',
      'CALLBACK_URI="{url}"',
      // The README and the program have different names for it.
      `ACS_GENERATED_ID="${lobby}"`,
      `ACS_GENERATED_ID_FOR_LOBBY_CALL_RECEIVER="${lobby}"`,
    ].join("\n"),
  },
  webhook: "/api/lobbyCallEventHandler",
  called: [lobby],
  people: { admin: { address: admin }, guest: { address: guest } },
  steps: [
    { do: "open-socket", path: "/ws" },
    { do: "ask", path: `/targetCallToAcsUser?acsTarget=${admin}` },
    { do: "app-gets", event: "CallConnected" },
    { do: "dial", person: "guest", to: lobby },
    { do: "hears", person: "guest", text: "You are currently in a lobby call" },
    { do: "socket-gets", text: "do you want to add the lobby user to your call?" },
    { do: "socket-sends", text: "yes" },
    { do: "app-gets", event: "MoveParticipantSucceeded" },
    { do: "together", people: ["admin", "guest"] },
    { do: "socket-gets", text: `"participantId3":"8:acs:` },
    { do: "ask", path: "/getParticipants" },
    { do: "ask", path: "/terminateCalls" },
    { do: "over" },
  ],
};
