import { describe, test } from "vitest";
import { failedTransfer, failedTransferTrace, pinAndMenu, pinAndMenuTrace, sameTrace } from "../kit/same-trace.js";

describe("with callbacks that arrive at a listener of this machine", () => {
  test("a whole call leaves the same trace", sameTrace(pinAndMenu, pinAndMenuTrace, { delivery: "http" }));
  test("so does a transfer that fails", sameTrace(failedTransfer, failedTransferTrace, { delivery: "http" }));
});
