import type { z } from "zod";
import { type OperationBody, recordOf } from "../calls/connection.js";
import type { AcsContext } from "../calls/context.js";
import { type CallRequest, callRoute } from "./call-route.js";
import type { OperationId } from "./operations.js";
import type { AcsRoute, BodySpec } from "./route.js";

interface OperationRouteSpec<Schema extends z.ZodType<OperationBody>> {
  readonly operation: OperationId;
  readonly title: string;
  readonly body: BodySpec<Schema>;
  /** `context`: `{operationContext}` as it was asked, or `{}`, with what `answer` adds. */
  readonly answers: "context" | "nothing";
  answer?(request: CallRequest<z.output<Schema>>, operationId: string, acs: AcsContext): Record<string, unknown>;
  /** Carries it out. The operation is filed already, because its first event may come at once. */
  act(request: CallRequest<z.output<Schema>>, operationId: string, acs: AcsContext): void;
}

/** An action on an established call whose outcome follows as an event: 202. */
export function operationRoute<Schema extends z.ZodType<OperationBody>>(spec: OperationRouteSpec<Schema>): AcsRoute {
  const { operation, title, body } = spec;
  return callRoute({
    operation,
    title,
    needs: "connected",
    body,
    status: 202,
    handle(request, acs) {
      const { operations } = request.connection;
      const operationId = acs.random.id();
      operations.set(operationId, recordOf(request.connection, request.body));
      try {
        spec.act(request, operationId, acs);
      } catch (error) {
        operations.delete(operationId);
        throw error;
      }
      if (spec.answers === "nothing") return undefined;
      const { operationContext } = request.body;
      return { ...spec.answer?.(request, operationId, acs), ...(operationContext ? { operationContext } : {}) };
    },
  });
}
