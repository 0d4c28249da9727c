import { describe, test } from "vitest";
import { pinAndMenu, pinAndMenuTrace } from "../kit/pin-and-menu.js";
import { failedTransfer, failedTransferTrace, sameTrace } from "../kit/same-trace.js";

describe("with callbacks that arrive at a listener of this machine", () => {
  test("a whole call leaves the same trace", sameTrace(pinAndMenu, pinAndMenuTrace, { delivery: "http" }));
  test("so does a transfer that fails", sameTrace(failedTransfer, failedTransferTrace, { delivery: "http" }));
});
