import { describe, test } from "vitest";
import { failedTransfer, failedTransferTrace, pinAndMenu, pinAndMenuTrace, sameTrace } from "../kit/same-trace.js";

describe("with callbacks over HTTP", () => {
  test("a complete call leaves the same trace", sameTrace(pinAndMenu, pinAndMenuTrace, { delivery: "http" }));
  test("a failed transfer leaves the same trace", sameTrace(failedTransfer, failedTransferTrace, { delivery: "http" }));
});
