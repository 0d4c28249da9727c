import type { PlayData } from "../play.js";

/** A caller who gives their date of birth by keys and is put through to an agent, while the call is recorded and transcribed. */
export const liveTranscription: PlayData = {
  app: "callautomation-live-transcription",
  files: {
    ".env": [
      "PORT={port}",
      'CALLBACK_HOST_URI="{url}"',
      'COGNITIVE_SERVICES_ENDPOINT="{cognitiveServices}"',
      'ACS_CONNECTION_STRING="{connectionString}"',
      'ACS_PHONE_NUMBER="+14255550100"',
      'LOCALE="en-US"',
      'AGENT_PHONE_NUMBER="+14255550102"',
    ].join("\n"),
  },
  webhook: "/api/incomingCall",
  called: ["+14255550100"],
  people: { caller: { address: "+14255550101" }, agent: { address: "+14255550102" } },
  steps: [
    { do: "dial", person: "caller", to: "+14255550100" },
    // This app answers no callbacks.
    { do: "app-gets", event: "CallConnected", answered: false },
    { do: "hears", person: "caller", text: "Please enter your date of birth", withinMs: 40_000 },
    { do: "press", person: "caller", keys: "01011990" },
    { do: "hears", person: "caller", text: "Thank you for verifying your identity", withinMs: 60_000 },
    { do: "app-gets", event: "AddParticipantSucceeded", answered: false, withinMs: 40_000 },
    { do: "together", people: ["caller", "agent"] },
    { do: "hang-up", person: "caller" },
    { do: "hang-up", person: "agent" },
    { do: "over" },
  ],
};
