import { expect, test, vi } from "vitest";
import { worldsFind } from "./broken-stores.fixture.js";

/** Whatever is told last is where the call stands. */
vi.mock("../../../../../packages/core/src/words/call-state.js", async (original) => ({
  ...(await original<typeof import("../../../../../packages/core/src/words/call-state.js")>()),
  laterState: (_before: string, state: string) => state,
}));

test("a reducer that lets a call move back is found out", {
  tags: "worlds/broken-parts",
  timeout: 60_000,
}, async () => {
  expect(await worldsFind("forward only")).toMatch(/back to \w+ in/);
});
