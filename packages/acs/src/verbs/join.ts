import type { CallLocator } from "@azure/communication-call-automation";
import { defineVerb, type JoinTarget } from "@trunkline/core";
import { z } from "zod";
import type { AcsClient } from "../client/acs-client.js";
import { readOpened } from "../kit/responses.js";
import { checked, operationContext } from "../kit/verb-kit.js";

const options = z.strictObject({
  /** Comes back with CallConnected and CallDisconnected; ours unless set. */
  operationContext,
});

/** Joins a group call, a room or a call under way by its server call id. Source: Call Automation, Connect. */
export function join({ withClient, intelligence }: AcsClient) {
  return defineVerb<"join">()({
    options,
    kinds: ["group", "room", "server-call"] satisfies JoinTarget["kind"][],
    repeat: "safe",
    refuse({ target, as }) {
      if (!locatorOf(target)) {
        return {
          code: "unsupported",
          message: `ACS cannot join a ${target.kind}`,
          hint: 'It joins { kind: "group" }, { kind: "room" } and { kind: "server-call" }; Teams meetings are joined on Graph.',
        };
      }
      return as && { code: "unsupported", message: "ACS joins as the resource, not as a guest", hint: "Leave out as." };
    },
    async run({ target }, context, own) {
      const locator = checked(locatorOf(target), `join: ACS cannot join a ${target.kind}`);
      const answered = await withClient(context, (sdk) =>
        sdk.connectCall(locator, context.callbackUrl, {
          operationContext: own?.operationContext ?? context.operationId,
          ...intelligence,
        }),
      );
      return readOpened(answered, "source");
    },
  });
}

function locatorOf(target: JoinTarget): CallLocator | undefined {
  switch (target.kind) {
    case "group":
      return { kind: "groupCallLocator", id: target.id };
    case "room":
      return { kind: "roomCallLocator", id: target.id };
    case "server-call":
      return { kind: "serverCallLocator", id: target.id };
    default:
      return undefined;
  }
}
