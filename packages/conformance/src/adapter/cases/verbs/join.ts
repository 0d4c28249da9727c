import { equal, ok } from "node:assert/strict";
import type { JoinTarget } from "@trunkline/core";
import { inGroup } from "../../adapter-case.js";
import { ownOptions } from "../../ask/calls.js";
import { connectsOnce } from "../../ask/told.js";
import { refused } from "../../ask/work.js";

/** One of each kind. */
const targets: readonly JoinTarget[] = [
  { kind: "teams-meeting", url: "https://example.com/l/meetup-join/19%3ameeting_x%40thread.v2/0?context=%7b%7d" },
  { kind: "meeting-id", id: "1234567890" },
  { kind: "meeting-thread", threadId: "19:meeting_x@thread.v2", organizer: { id: "o", tenantId: "t" } },
  { kind: "meeting-token", token: "t" },
  { kind: "group", id: "4a7e3c1e-0d43-4a38-9b43-4f0c9c1e3a11" },
  { kind: "room", id: "99401234567890123" },
  { kind: "server-call", id: "aHR0cHM6Ly9leGFtcGxl" },
];

/** The bot joins what is under way or scheduled. */
export const join = inGroup("join", { verbs: ["join"] }, [
  {
    name: "what is under way is joined, and the call connects once",
    needs: { parts: ["meeting"] },
    async run(context) {
      const { meeting } = context.under;
      if (!meeting) throw new Error("there is no meeting");
      const call = await context.finish("join is taken", context.calling.join(meeting, ownOptions(context, "join")));
      await connectsOnce(context, call);
    },
  },
  {
    name: "a kind that is not among its kinds is refused before any request",
    async run(context) {
      const { kinds } = context.calling.capabilities.join;
      ok(kinds && kinds.length > 0, "join does not say which kinds it takes");
      const others = targets.filter(({ kind }) => !kinds.includes(kind));
      if (others.length === 0) context.leaveOut("it joins everything that there is");
      for (const target of others)
        equal(
          (await refused(context, `join of a ${target.kind}`, () => context.calling.join(target))).code,
          "unsupported",
        );
    },
  },
]);
