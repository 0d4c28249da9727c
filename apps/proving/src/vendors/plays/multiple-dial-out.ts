import type { PlayData } from "../play.js";

const inbound = "+14255550100";
const outbound = "+14255550102";
const second = "8:acs:5f1d0f6e-0a55-4c0e-9a6b-2f7d3c1b8e90_00000000-0000-4000-8000-000000000002";
const third = "8:acs:5f1d0f6e-0a55-4c0e-9a6b-2f7d3c1b8e90_00000000-0000-4000-8000-000000000003";

/** The app calls itself, places two more calls that it redirects to users, and moves those users into the first call. */
export const multipleDialOut: PlayData = {
  app: "callautomation-multiple-dial-out",
  mustComplete: true,
  files: {
    ".env": [
      "PORT={port}",
      'CONNECTION_STRING="{connectionString}"',
      'CALLBACK_URI="{url}"',
      `ACS_INBOUND_PHONE_NUMBER="${inbound}"`,
      `ACS_OUTBOUND_PHONE_NUMBER="${outbound}"`,
      'USER_PHONE_NUMBER="+14255550101"',
      `ACS_TEST_IDENTITY_2="${second}"`,
      `ACS_TEST_IDENTITY_3="${third}"`,
      'COGNITIVE_SERVICES_ENDPOINT="{cognitiveServices}"',
    ].join("\n"),
  },
  webhook: "/api/moveParticipantEvent",
  called: [inbound, outbound],
  people: { second: { address: second }, third: { address: third } },
  steps: [
    { do: "ask", path: "/userCallToCallAutomation" },
    // Both ends of this call are the app's.
    { do: "app-gets", event: "CallConnected", times: 2 },
    { do: "ask", path: "/createCall2" },
    { do: "app-gets", event: "CallConnected", times: 3 },
    { do: "together", people: ["second"] },
    { do: "ask", path: "/moveParticipant2" },
    { do: "app-gets", event: "MoveParticipantSucceeded" },
    { do: "ask", path: "/createCall3" },
    { do: "app-gets", event: "CallConnected", times: 4 },
    { do: "together", people: ["third"] },
    { do: "ask", path: "/moveParticipant3" },
    { do: "app-gets", event: "MoveParticipantSucceeded", times: 2 },
    { do: "together", people: ["second", "third"] },
    { do: "ask", path: "/terminateCalls" },
    { do: "over" },
  ],
};
