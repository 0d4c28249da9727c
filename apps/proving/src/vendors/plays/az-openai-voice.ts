import type { PlayData } from "../play.js";

/** A caller whose voice is streamed to the app and on to a model, which is not here; they hang up. */
export const azOpenAiVoice: PlayData = {
  app: "callautomation-az-openai-voice",
  files: {
    ".env": [
      "PORT={port}",
      'CONNECTION_STRING="{connectionString}"',
      'CALLBACK_URI="{url}"',
      'AZURE_OPENAI_SERVICE_KEY="none"',
      'AZURE_OPENAI_SERVICE_ENDPOINT="https://model.example.com/"',
      'AZURE_OPENAI_DEPLOYMENT_MODEL_NAME="none"',
    ].join("\n"),
  },
  webhook: "/api/incomingCall",
  called: ["+14255550100"],
  people: { caller: { address: "+14255550101" } },
  steps: [
    { do: "dial", person: "caller", to: "+14255550100" },
    // This app answers no callbacks.
    { do: "app-gets", event: "CallConnected", answered: false },
    { do: "app-gets", event: "MediaStreamingStarted", answered: false },
    { do: "hang-up", person: "caller" },
    { do: "app-gets", event: "CallDisconnected", answered: false },
    { do: "over" },
  ],
};
