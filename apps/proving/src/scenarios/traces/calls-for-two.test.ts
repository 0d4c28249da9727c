import { expect, test } from "vitest";
import { botNumber, cast, codeOf } from "../kit/cast.js";
import { leavesTrace, type Scenario } from "../kit/same-trace.js";
import { onTheLine } from "../kit/stage.js";

/** A bot that brings Bob into its call with Ada, who waits on hold until he is there, and puts him out again. */
const threesome: Scenario = async (stage) => {
  const call = await onTheLine(stage);
  stage.person("bob").reacts({ kind: "answer", afterMs: 2_000 });
  const before = stage.requests();
  const tried = [
    () => call.hold(cast.ada),
    () => call.addParticipant(cast.bob, { from: botNumber }),
    () => call.unhold(cast.ada),
    () => call.removeParticipant(cast.bob),
  ];
  for (const attempt of tried) {
    try {
      await stage.when<unknown>(attempt());
      await stage.advance(1_000);
    } catch (error) {
      stage.record.note(call, codeOf(error));
      expect(String(error)).toContain("meeting.addParticipant(caller, { replaces: call })");
      expect(stage.requests() - before).toBe(0);
    }
  }
  await stage.when(call.hangUp());
};

const verbs = ["hold", "addParticipant", "unhold", "removeParticipant"] as const;

test(
  "on ACS a call for two becomes one for three, and one for two again",
  leavesTrace(
    "acs",
    threesome,
    {
      ada: [
        "create completed",
        "connected",
        ...verbs.map((verb) => `${verb} completed`),
        "hangUp completed",
        "ended: hung-up",
        "on it last: ada",
      ],
    },
    {},
  ),
);

test(
  "on Graph nothing of that can be done in a call for two, which is said before any request, with the way out",
  { tags: "operations/refused-first" },
  leavesTrace(
    "graph",
    threesome,
    {
      ada: ["create completed", "connected", ...verbs.map(() => "unsupported"), "hangUp completed", "ended: hung-up"],
    },
    {},
  ),
);
