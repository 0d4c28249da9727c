import type { Call, Calling, Prompt } from "@trunkline/core";

/** Joins a Teams meeting by its link and says hello. */
export async function attend(calling: Calling, url: string, hello: Prompt): Promise<Call> {
  const call = await calling.join({ kind: "teams-meeting", url });
  await call.connected;
  await call.admitted; // may take as long as the lobby does
  await call.play(hello);
  return call;
}
