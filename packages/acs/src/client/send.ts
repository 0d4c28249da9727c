import type { CallAutomationClient } from "@azure/communication-call-automation";
import type { OperationOptions } from "@azure/core-client";
import type { PipelineResponse } from "@azure/core-rest-pipeline";
import type { VerbContext } from "@trunkline/core";
import type { AcsClient } from "./acs-client.js";

/** The operation that a request belongs to. */
export type Operation = Pick<VerbContext, "operationId" | "firstSentAt" | "ending">;

/** What a request brought, and the provider's id of it. */
export interface Answered<T> {
  readonly value: T;
  /** To be spread into what a verb returns. */
  readonly ids: { readonly requestId?: string };
}

/** Sends one request of the vendor's client as part of an operation: with its id, and until it ends. */
export function send<T>(
  operation: Operation,
  request: (options: OperationOptions) => Promise<T>,
): Promise<Answered<T>> {
  return sendWith(operation, { "x-ms-client-request-id": operation.operationId }, request);
}

/**
 * The same for a request whose repeats the service knows: each try has the same id and the same time.
 * The client makes up both anew for every call; headers of the caller's go before its own.
 */
export function sendRepeatable<T>(
  operation: Operation,
  request: (options: OperationOptions) => Promise<T>,
): Promise<Answered<T>> {
  const { operationId, firstSentAt } = operation;
  const headers = {
    "x-ms-client-request-id": operationId,
    "Repeatability-Request-ID": operationId,
    "Repeatability-First-Sent": new Date(firstSentAt).toUTCString(),
  };
  return sendWith(operation, headers, request);
}

async function sendWith<T>(
  { ending }: Operation,
  customHeaders: Record<string, string>,
  request: (options: OperationOptions) => Promise<T>,
): Promise<Answered<T>> {
  let requestId: string | undefined;
  const value = await request({
    abortSignal: ending,
    requestOptions: { customHeaders },
    onResponse: (response) => {
      requestId = readRequestId(response);
    },
  });
  return { value, ids: requestId === undefined ? {} : { requestId } };
}

/** The same for the two methods that take no options, or take them and drop them: the operation is a policy of a client of its own. */
export async function sendWithoutOptions<T>(
  { withPolicy }: AcsClient,
  { operationId, ending }: Operation,
  request: (sdk: CallAutomationClient) => Promise<T>,
): Promise<Answered<T>> {
  let requestId: string | undefined;
  const sdk = withPolicy({
    name: "trunklineOperation",
    async sendRequest(outgoing, next) {
      outgoing.headers.set("x-ms-client-request-id", operationId);
      outgoing.abortSignal = ending;
      const response = await next(outgoing);
      requestId = readRequestId(response);
      return response;
    },
  });
  const value = await request(sdk);
  return { value, ids: requestId === undefined ? {} : { requestId } };
}

/** The provider's id of a request: the one that its support asks for first. */
export function readRequestId({ headers }: Pick<PipelineResponse, "headers">): string | undefined {
  return ["ms-cv", "x-azure-ref", "x-ms-client-request-id"].map((name) => headers.get(name)).find(Boolean);
}
