import {
  createDefaultHttpClient,
  createHttpHeaders,
  type HttpClient,
  type PipelineRequest,
  RestError,
} from "@azure/core-rest-pipeline";
import { type Transport, TransportError, type TransportRequest } from "@trunkline/microsoft";

/** The vendor pipeline's way of saying that a signal fired: an error of this name. */
class AbortError extends Error {
  override readonly name = "AbortError";
}

const text = new TextDecoder();

/**
 * Sends the client's requests over our pooled connections. Downloads as streams, and bodies that are no text,
 * go the client's usual way: a transport that reads whole answers is not for them.
 */
export function createPooledHttpClient(transport: Transport): HttpClient {
  const usual = createDefaultHttpClient();
  return {
    async sendRequest(request) {
      const plain = plainRequest(request);
      if (!plain) return usual.sendRequest(request);
      if (!request.allowInsecureConnection && new URL(request.url).protocol !== "https:") {
        throw new RestError(`${request.url} is not https, and allowInsecureConnection is not set`, { request });
      }
      try {
        const { status, headers, body } = await transport.request(plain);
        return { request, status, headers: createHttpHeaders(headers), bodyAsText: text.decode(body) };
      } catch (error) {
        throw translate(error, request);
      }
    },
  };
}

/** The request in the transport's words; `undefined` for one that is not for it. */
function plainRequest(request: PipelineRequest): TransportRequest | undefined {
  const { method, url, body, timeout, abortSignal } = request;
  if (request.streamResponseStatusCodes?.size || method === "TRACE") return undefined;
  if (body !== undefined && body !== null && typeof body !== "string") return undefined;
  const headers = request.headers.toJSON({ preserveCase: true });
  // Answers are small, and the transport does not unpack them.
  headers["Accept-Encoding"] = "identity";
  return {
    method,
    url,
    headers,
    ...(typeof body === "string" ? { body } : {}),
    ...(abortSignal ? { signal: abortSignal } : {}),
    ...(timeout > 0 ? { timeoutMs: timeout } : {}),
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
