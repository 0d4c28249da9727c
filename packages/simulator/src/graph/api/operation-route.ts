import type { z } from "zod";
import type { GraphCall, GraphContext } from "../calls/context.js";
import { succeeded } from "../calls/result-info.js";
import type { JsonObject } from "../wire/body.js";
import { type CallRequest, callRoute } from "./call-route.js";
import type { OperationName } from "./operations.js";
import type { BodySpec, CallNeed, GraphRoute } from "./route.js";

/** Every operation takes a `clientContext`, and repeats it. */
type WithContext = z.ZodType<{ readonly clientContext?: string | null | undefined }>;

interface OperationRouteSpec<Schema extends WithContext> {
  readonly operation: OperationName;
  /** The type of the answer, `playPrompt` for `#microsoft.graph.playPromptOperation`. Default: the action in the path. */
  readonly kind?: string;
  readonly needs: Exclude<CallNeed, "offered">;
  readonly body: BodySpec<Schema>;
  /** As answered. `completed`: no notification follows; `running`: exactly one does, with the outcome (documented). */
  readonly status: "running" | "completed";
  /** The status of the answer, which differs from page to page. Default 200. */
  readonly answer?: 200 | 202;
  /** Members beside those that every operation has. Read before `act`, and once more after it for the answer. */
  members?(request: CallRequest<z.infer<Schema>>, graph: GraphContext): JsonObject;
  /** Carries it out. The operation is filed already, because its outcome may come at once. */
  act(request: CallRequest<z.infer<Schema>>, operationId: string, graph: GraphContext): void;
}

/** An action on an established call: the address of its operation, and the operation (documented). */
export function operationRoute<Schema extends WithContext>(spec: OperationRouteSpec<Schema>): GraphRoute {
  const { operation, needs, body } = spec;
  const action = operation.slice(operation.lastIndexOf("/") + 1);
  return callRoute({
    operation,
    title: action,
    needs,
    body,
    handle(request, graph) {
      const id = graph.random.id();
      const members = (): JsonObject => spec.members?.(request, graph) ?? {};
      const filed = { ...newOperation(id, spec.kind ?? action, spec.status, request.body.clientContext), ...members() };
      const { operations } = request.call;
      operations.set(id, filed);
      try {
        spec.act(request, id, graph);
      } catch (error) {
        operations.delete(id);
        throw error;
      }
      const started = { ...filed, ...members() };
      // Unless it has ended by now.
      if (operations.get(id) === filed) operations.set(id, started);
      return { status: spec.answer ?? 200, body: started, location: addressOf(request.root, request.call, id) };
    },
  });
}

function newOperation(
  id: string,
  kind: string,
  status: "running" | "completed",
  clientContext: string | null | undefined,
): JsonObject {
  return {
    "@odata.type": `#microsoft.graph.${kind}Operation`,
    status,
    ...(status === "completed" ? { resultInfo: succeeded } : {}),
    clientContext: clientContext ?? null,
    id,
  };
}

function addressOf(root: string, call: GraphCall, operationId: string): string {
  return `${root}/communications/calls/${call.id}/operations/${operationId}`;
}
