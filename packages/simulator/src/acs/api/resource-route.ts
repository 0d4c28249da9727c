import type { z } from "zod";
import type { AcsContext } from "../calls/context.js";
import { parseBody } from "../wire/body.js";
import { badRequest } from "../wire/errors.js";
import type { OperationId } from "./operations.js";
import type { AcsReply, AcsRequest, AcsRoute, BodySpec } from "./route.js";

interface ResourceRouteSpec<Schema extends z.ZodType> {
  readonly operation: OperationId;
  readonly title: string;
  readonly body: BodySpec<Schema>;
  handle(request: AcsRequest<z.output<Schema>>, acs: AcsContext): AcsReply | Promise<AcsReply>;
}

/** An operation on what a resource has beside calls. It refuses in the words of those APIs. */
export function resourceRoute<Schema extends z.ZodType>(spec: ResourceRouteSpec<Schema>): AcsRoute {
  const { operation, title, body } = spec;
  const options = { refuse: badRequest, isMergePatch: body.isMergePatch ?? false };
  return {
    operation,
    title,
    body,
    handle: (request, acs) => spec.handle({ ...request, body: parseBody(body.schema, request.body, options) }, acs),
  };
}
