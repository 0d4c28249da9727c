import type { z } from "zod";
import type { Leg } from "../../engine/call.js";
import type { AcsConnection } from "../calls/connection.js";
import type { AcsContext } from "../calls/context.js";
import { parseBody } from "../wire/body.js";
import { wrongCallState } from "../wire/errors.js";
import type { OperationId } from "./operations.js";
import type { AcsReply, AcsRequest, AcsRoute, BodySpec } from "./route.js";

/** A request about a call connection that is under way. */
export interface CallRequest<Body> extends AcsRequest<Body> {
  readonly connection: AcsConnection;
  readonly leg: Leg;
}

interface CallRouteSpec<Schema extends z.ZodType> {
  readonly operation: OperationId;
  readonly title: string;
  /** Absent: any state. */
  readonly needs?: "connected";
  readonly body: BodySpec<Schema>;
  readonly status: AcsReply["status"];
  /** Returns the body of the answer. */
  handle(request: CallRequest<z.output<Schema>>, acs: AcsContext): AcsReply["body"];
}

/** An operation on a call: finds the connection, checks its state, reads the body. */
export function callRoute<Schema extends z.ZodType>(spec: CallRouteSpec<Schema>): AcsRoute {
  const { operation, title, needs, body, status } = spec;
  return {
    operation,
    title,
    body,
    ...(needs ? { needs } : {}),
    handle(request, acs) {
      const { connection, leg } = acs.connection(request.param("callConnectionId"));
      if (needs === "connected" && leg.state !== "connected")
        throw wrongCallState("Action not valid in current call state: the call is not established.");
      const answer = spec.handle({ ...request, connection, leg, body: parseBody(body.schema, request.body) }, acs);
      return { status, body: answer, callId: leg.callId, botId: connection.botId };
    },
  };
}
