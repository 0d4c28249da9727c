import { CallingError } from "@trunkline/core";
import type { Impossible } from "../script/scenario.js";
import type { OnCall } from "./step.js";

/** What each may be refused with: the call may also be over by then. */
const expected: Readonly<Record<Impossible, readonly string[]>> = {
  "bad tones": ["invalid-request"],
  "endless collection": ["invalid-request"],
  "no prompts": ["invalid-request"],
  "second answer": ["conflict", "call-ended"],
  "unknown kind of party": ["unsupported", "invalid-request", "call-ended"],
};

/** Tries something that no provider does. It has to be refused. */
export async function tryImpossible(on: OnCall, what: Impossible): Promise<void> {
  try {
    await on.diary.track(what, attempt(on, what));
    on.diary.allow(`${what} was allowed`);
  } catch (error) {
    const code = CallingError.is(error) ? error.code : String(error);
    if (code === "superseded" || expected[what].includes(code)) return;
    on.diary.allow(`${what} was refused as ${code}`);
  }
}

async function attempt({ call, incoming }: OnCall, what: Impossible): Promise<unknown> {
  switch (what) {
    case "bad tones":
      return call.sendDtmf("12x");
    case "endless collection":
      // @ts-expect-error the compiler refuses it too
      return call.collectDtmf({});
    case "no prompts":
      return call.play([]);
    case "second answer":
      if (!incoming) throw new CallingError("conflict", "nobody called");
      return incoming.reject();
    case "unknown kind of party":
      return call.transfer({ kind: "unknown", rawId: "nobody" });
  }
}
