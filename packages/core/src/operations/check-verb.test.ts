import { expect, test } from "vitest";
import { Loopback, loopbackAdapter } from "../testing/loopback.fixture.js";
import { verbTable } from "../verbs/verb-table.js";
import { requireVerb } from "./check-verb.js";

test("a verb that the provider does not have is refused with the reason, and with what to do instead", () => {
  const adapter = { ...loopbackAdapter(new Loopback()), verbs: {}, absent: { redirect: "only in the other cloud" } };
  const { redirect, play } = verbTable;
  expect(() => requireVerb(adapter, redirect)).toThrow("redirect: not with loopback: only in the other cloud");
  expect(() => requireVerb(adapter, redirect)).toThrow(
    expect.objectContaining({ code: "unsupported", hint: "Answer the call, then transfer it." }),
  );
  expect(() => requireVerb(adapter, play)).toThrow("play: not with loopback: this provider has no such verb");
  expect(() => requireVerb(adapter, play)).toThrow(
    expect.objectContaining({ hint: "See calling.capabilities for what it can do." }),
  );
});
