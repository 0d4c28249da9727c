import { z } from "zod";
import type { AcsContext } from "../calls/context.js";
import { parseBody } from "../wire/body.js";
import type { OperationId } from "./operations.js";

/** A request that has passed authentication and the version check. */
export interface AcsRequest<Body = unknown> {
  /** A parameter in the path, by its name in the operation's template. */
  param(name: "callConnectionId" | "participantRawId" | "roomId" | "identityId"): string;
  /** The JSON body, `undefined` if there was none. */
  readonly body: Body;
  readonly apiVersion: string;
}

export interface AcsReply {
  /** The operation's documented success code: the SDKs take no other. */
  readonly status: 200 | 201 | 202 | 204;
  readonly body?: Readonly<Record<string, unknown>> | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  /** The engine's call, for the log and the `X-Microsoft-Skype-Chain-ID` header. */
  readonly callId?: string;
  readonly botId?: string;
}

/**
 * An operation that is simulated, and everything about it: what the router, the list of what is simulated, and the tests of all bodies
 * need to know stands here. Made with `route`, `callRoute` or `operationRoute`.
 */
export interface AcsRoute {
  readonly operation: OperationId;
  /** A few words for the log. */
  readonly title: string;
  readonly body: BodySpec;
  /** The state that its call must be in, when there is one. */
  readonly needs?: CallNeed;
  /** Throws AcsError for everything it refuses. */
  handle(request: AcsRequest, acs: AcsContext): AcsReply | Promise<AcsReply>;
}

/** `offered`: an incoming call that waits for a decision, named by its `incomingCallContext`. `connected`: an established call. */
export type CallNeed = "offered" | "connected";

/** What an operation takes. */
export interface BodySpec<Schema extends z.ZodType = z.ZodType> {
  /** A member that is not in it is answered 501. */
  readonly schema: Schema;
  /** A body that is served: what the tests change, to see that each member is served or refused. */
  readonly sample: object;
  /** A merge patch: a null below the first level takes something away. */
  readonly isMergePatch?: true;
  /** Members that the service acts on and the simulator does not, each as a change of the sample, by the name that the 501 gives it. */
  readonly notSimulated?: Readonly<Record<string, object>>;
}

/** Of an operation that takes no body. */
export const noBody = { schema: z.strictObject({}).optional(), sample: {} } as const satisfies BodySpec;

interface RouteSpec<Schema extends z.ZodType> {
  readonly operation: OperationId;
  readonly title: string;
  readonly needs?: CallNeed;
  readonly body: BodySpec<Schema>;
  handle(request: AcsRequest<z.output<Schema>>, acs: AcsContext): AcsReply;
}

/** An operation that is not about a call connection. */
export function route<Schema extends z.ZodType>(spec: RouteSpec<Schema>): AcsRoute {
  const { operation, title, needs, body } = spec;
  return {
    operation,
    title,
    body,
    ...(needs ? { needs } : {}),
    handle: (request, acs) => spec.handle({ ...request, body: parseBody(body.schema, request.body) }, acs),
  };
}
