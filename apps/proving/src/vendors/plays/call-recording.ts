import type { PlayData } from "../play.js";

const configuration = [
  "module.exports = {",
  '  ConnectionString: "{connectionString}",',
  '  CallbackUri: "{url}",',
  '  ACSAcquiredPhoneNumber: "+14255550100",',
  '  TargetPhoneNumber: "+14255550101",',
  "};",
].join("\n");

/** The app calls somebody, and records the call with a pause. */
export const callRecording: PlayData = {
  app: "call-recording",
  // It reads `config` and starts `server.js`, and both names begin with a capital here: it was written where case does not count.
  files: { "Config.ts": configuration, "dist/config.js": configuration },
  // Its lockfile names a preview of the client that is not published any more.
  locked: false,
  // Its types do not fit the client that is installed then; the compiler writes the program all the same.
  build: ["npx", "tsc", "--noCheck"],
  start: ["npx", "nodemon", "./dist/Server.js"],
  webhook: "/recordingFileStatus",
  people: { callee: { address: "+14255550101" } },
  steps: [
    { do: "ask", path: "/outboundCall" },
    { do: "app-gets", event: "CallConnected" },
    { do: "ask", path: "/startRecording", shows: "recordingId" },
    { do: "ask", path: "/pauseRecording" },
    { do: "ask", path: "/resumeRecording" },
    { do: "ask", path: "/getRecordingState" },
    { do: "hang-up", person: "callee" },
    { do: "over" },
  ],
};
