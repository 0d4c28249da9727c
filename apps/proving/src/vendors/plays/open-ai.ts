import type { PlayData } from "../play.js";

/** A caller who says nothing: the app asks twice more, and says goodbye. What it would answer comes from a model that is not here. */
export const openAi: PlayData = {
  app: "callautomation-openai-sample",
  files: {
    ".env": [
      "PORT={port}",
      'CONNECTION_STRING="{connectionString}"',
      'CALLBACK_URI="{url}"',
      'COGNITIVE_SERVICE_ENDPOINT="{cognitiveServices}"',
      'AZURE_OPENAI_SERVICE_KEY="none"',
      'AZURE_OPENAI_SERVICE_ENDPOINT="https://model.example.com/"',
      'AZURE_OPENAI_DEPLOYMENT_MODEL_NAME="none"',
      'AGENT_PHONE_NUMBER="+14255550102"',
    ].join("\n"),
  },
  webhook: "/api/incomingCall",
  called: ["+14255550100"],
  people: { caller: { address: "+14255550101" } },
  steps: [
    { do: "dial", person: "caller", to: "+14255550100" },
    // This app answers no callbacks.
    { do: "app-gets", event: "CallConnected", answered: false },
    { do: "hears", person: "caller", text: "How can I help you today?" },
    { do: "hears", person: "caller", text: "I didn’t hear anything", withinMs: 40_000 },
    { do: "hears", person: "caller", text: "Thank you for calling! I hope", withinMs: 60_000 },
    { do: "app-gets", event: "CallDisconnected", answered: false },
    { do: "over" },
  ],
};
