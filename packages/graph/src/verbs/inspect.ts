import { defineVerb, type Found } from "@trunkline/core";
import { parseResultInfo, saysCallIsGone } from "@trunkline/microsoft";
import { callSchema, readState } from "../client/entities.js";
import { GraphRefusal } from "../errors/graph-refusal.js";
import { accepted } from "../kit/responses.js";
import { permissions, type VerbKit } from "../kit/verb-kit.js";

/** Asks how the call stands. Once a call is over Graph knows it no more: 404, with the code that says so. A 404 of its gateway says nothing of the call. */
export function inspect(kit: VerbKit) {
  return defineVerb<"inspect">()({
    permission: permissions.initiate,
    repeat: "safe",
    completes: "acceptance",
    async run(_input, context) {
      try {
        const answer = await kit.onCall(context, { method: "GET", permissions: [permissions.initiate] });
        const found = readFound(answer.body);
        return { ...accepted(answer), ...(found ? { found } : {}) };
      } catch (error) {
        if (error instanceof GraphRefusal && saysCallIsGone(error)) return { found: { state: "gone" } };
        throw error;
      }
    },
  });
}

/** Unreadable values are ignored: the call keeps its known state. */
function readFound(body: unknown): Found | undefined {
  const call = callSchema.safeParse(body).data;
  const state = call?.state ? readState(call.state) : undefined;
  if (!call || !state || state === "beside") return undefined;
  const result = state === "disconnected" ? parseResultInfo(call.resultInfo, call.terminationReason) : undefined;
  return { state, ...(result ? { result } : {}) };
}
