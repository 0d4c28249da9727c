import type { VerbContext } from "@trunkline/core";
import type { GraphAnswer, GraphApi, GraphCall } from "./client/graph-api.js";
import { readMemo } from "./memo.js";
import type { CheckedGraphOptions } from "./options.js";
import { indexNumbers, type Numbers } from "./parties/numbers.js";

/** What every verb is made with. */
export interface VerbKit {
  readonly api: GraphApi;
  readonly options: CheckedGraphOptions;
  readonly numbers: Numbers;
  /** One request about an existing call: `action` is the path below it, in its tenant's name. */
  onCall(
    context: VerbContext,
    request: Pick<GraphCall, "method" | "permissions"> & { readonly action?: string; readonly body?: object },
  ): Promise<GraphAnswer>;
  /** One request that opens a call. */
  onCalls(
    context: VerbContext,
    tenantId: string,
    request: Pick<GraphCall, "permissions" | "body">,
  ): Promise<GraphAnswer>;
}

export function createVerbKit(api: GraphApi, options: CheckedGraphOptions): VerbKit {
  const calls = "/communications/calls";
  return {
    api,
    options,
    numbers: indexNumbers(options.numbers),
    onCall: ({ operationId, ending, providerCallId, memo }, { method, action, body, permissions }) => {
      const path = `${calls}/${encodeURIComponent(providerCallId)}${action === undefined ? "" : `/${action}`}`;
      const tenantId = readMemo(memo).tenantId ?? options.tenantId;
      return api.request({ method, path, body, tenantId, operationId, permissions, ending });
    },
    onCalls: ({ operationId, ending }, tenantId, { body, permissions }) =>
      api.request({ method: "POST", path: calls, body, tenantId, operationId, permissions, ending }),
  };
}
