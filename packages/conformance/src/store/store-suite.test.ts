import { manualClock, memoryStore } from "@trunkline/core";
import { storeSuite } from "./store-suite.js";

storeSuite("memoryStore", async () => {
  const clock = manualClock();
  const store = memoryStore({ clock });
  return { store, advance: clock.advance, dispose: () => store.close() };
});
