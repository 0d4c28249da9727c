import { isRestError, type RestError } from "@azure/core-rest-pipeline";
import { defineVerb } from "@trunkline/core";
import { saysCallIsGone } from "@trunkline/microsoft";
import type { AcsClient } from "../client/acs-client.js";
import { callState } from "../kit/responses.js";

/** Asks how the call stands. A call that is over is not there any more: the service's own code says so (404, 8522). Source: Call Automation, GetCall. */
export function inspect({ withConnection }: AcsClient) {
  return defineVerb<"inspect">()({
    repeat: "safe",
    completes: "acceptance",
    async run(_input, context) {
      try {
        const { value, ids } = await withConnection(context, (connection) => connection.getCallConnectionProperties());
        return { ...ids, found: { state: callState(value.callConnectionState) } };
      } catch (error) {
        if (isRestError(error) && isGone(error)) return { found: { state: "gone" } };
        throw error;
      }
    },
  });
}

function isGone({ statusCode = 0, code, message }: RestError): boolean {
  return saysCallIsGone({ status: statusCode, code, message });
}
