import type { PlayData } from "../play.js";

/** The app calls a customer, who confirms an appointment by key. */
export const outboundCalling: PlayData = {
  app: "CallAutomation_OutboundCalling",
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
    { do: "ask", path: "/outboundCall" },
    { do: "app-gets", event: "CallConnected" },
    { do: "hears", person: "customer", text: "Please say confirm" },
    { do: "press", person: "customer", keys: "1" },
    { do: "hears", person: "customer", text: "Thank you for confirming your appointment" },
    { do: "app-gets", event: "CallDisconnected" },
    { do: "over" },
  ],
};
