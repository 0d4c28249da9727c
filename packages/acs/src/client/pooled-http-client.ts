import {
  createDefaultHttpClient,
  createHttpHeaders,
  type HttpClient,
  type PipelineRequest,
  type PipelineResponse,
  RestError,
} from "@azure/core-rest-pipeline";
import { type Transport, TransportError } from "@trunkline/microsoft";

/** The vendor pipeline's way of saying that a signal fired: an error of this name. */
class AbortError extends Error {
  override readonly name = "AbortError";
}

/**
 * Sends the client's requests over our pooled connections. Downloads as streams, and bodies that are no text,
 * go the client's usual way: a transport that reads whole answers is not for them.
 */
export function createPooledHttpClient(transport: Transport): HttpClient {
  const usual = createDefaultHttpClient();
  return {
    async sendRequest(request) {
      if (request.streamResponseStatusCodes?.size || !isPlain(request.body)) return usual.sendRequest(request);
      if (new URL(request.url).protocol !== "https:" && !request.allowInsecureConnection) {
        throw new RestError(`${request.url} is not https, and allowInsecureConnection is not set`, { request });
      }
      try {
        return await send(transport, request, request.body);
      } catch (error) {
        throw translate(error, request);
      }
    },
  };
}

async function send(
  transport: Transport,
  request: PipelineRequest,
  body: string | undefined,
): Promise<PipelineResponse> {
  const response = await transport.request({
    method: request.method === "TRACE" ? "GET" : request.method,
    url: request.url,
    // Answers are small; the pool does not unpack them.
    headers: { ...request.headers.toJSON({ preserveCase: true }), "Accept-Encoding": "identity" },
    ...(body === undefined ? {} : { body }),
    ...(request.abortSignal instanceof AbortSignal ? { signal: request.abortSignal } : {}),
    ...(request.timeout > 0 ? { timeoutMs: request.timeout } : {}),
  });
  return {
    request,
    status: response.status,
    headers: createHttpHeaders(Object.fromEntries(response.headers)),
    bodyAsText: new TextDecoder().decode(response.body),
  };
}

/** In the vendor's words, with ours as the cause: `mapError` reads there whether the request can have arrived. */
function translate(error: unknown, request: PipelineRequest): unknown {
  if (!(error instanceof TransportError)) return error;
  if (error.failure === "aborted" || request.abortSignal?.aborted)
    return new AbortError(error.message, { cause: error });
  const translated = new RestError(error.message, { code: RestError.REQUEST_SEND_ERROR, request });
  translated.cause = error;
  return translated;
}

function isPlain(body: PipelineRequest["body"]): body is string | undefined {
  return body === undefined || body === null || typeof body === "string";
}
