import { describe } from "vitest";
import { failedTransfer, failedTransferTrace } from "../kit/failed-transfer.js";
import { pinAndMenu, pinAndMenuTrace } from "../kit/pin-and-menu.js";
import { sameTrace } from "../kit/same-trace.js";

describe("with callbacks that arrive at a listener of this machine", () => {
  sameTrace("a whole call leaves the same trace", pinAndMenu, pinAndMenuTrace, { delivery: "http" });
  sameTrace("so does a transfer that fails", failedTransfer, failedTransferTrace, { delivery: "http" });
});
