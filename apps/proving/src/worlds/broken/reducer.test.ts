import { expect, test, vi } from "vitest";
import { worldsFind } from "./broken-stores.fixture.js";

/** The last reported state wins. */
vi.mock("../../../../../packages/core/src/words/call-state.js", async (original) => ({
  ...(await original<typeof import("../../../../../packages/core/src/words/call-state.js")>()),
  laterState: (_before: string, state: string) => state,
}));

test("worlds detect a reducer that lets a call move back", {
  tags: "worlds/broken-parts",
  timeout: 60_000,
}, async () => {
  expect(await worldsFind("forward only")).toMatch(/back to \w+ in/);
});
