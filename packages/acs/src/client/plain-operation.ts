import type { Mapper, OperationArguments, OperationSpec } from "@azure/core-client";
import type { HttpMethods, PipelineResponse } from "@azure/core-rest-pipeline";
import { type PlainModel, plainModel } from "./plain-model.js";

/** An operation that the vendor's client describes, where all of it is plain: JSON, fixed headers, and the id of a call in the address. */
export interface PlainOperation {
  readonly method: HttpMethods;
  /** Those that are always the same. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  address(callId: string): string;
  /** What these arguments send; `undefined` where the vendor's serializer has more to do than to copy them. */
  write(given: OperationArguments): Written | undefined;
  /** What an answer brings; `undefined` where it is no success, or the vendor's serializer has more to do than to copy it. */
  read(response: PipelineResponse): { readonly value: unknown } | undefined;
}

/** The body, and whether the service knows a repetition of the request. */
export interface Written {
  readonly body: string | undefined;
  readonly repeatable: boolean;
}

/** Reads the vendor's description of an operation once; `undefined` where not all of it is plain. */
export function plainOperation(spec: OperationSpec, endpoint: string): PlainOperation | undefined {
  const address = plainAddress(spec, new URL(endpoint).origin);
  const headers = plainHeaders(spec);
  const name = spec.requestBody?.parameterPath ?? "";
  if (!address || !headers || typeof name !== "string" || spec.isXML || spec.formDataParameters) return undefined;
  const { requestBody, responses, serializer } = spec;
  const read = (mapper: Mapper | undefined) => mapper && plainModel(mapper, serializer.modelMappers);
  const request = read(requestBody?.mapper);
  const answers = new Map(
    Object.entries(responses)
      .filter(([status, { headersMapper, isError }]) => status !== "default" && !headersMapper && !isError)
      .map(([status, { bodyMapper }]) => [Number(status), read(bodyMapper)]),
  );
  return {
    method: spec.httpMethod,
    headers,
    address,
    write(given) {
      const { options = {} } = given;
      if (options.requestOptions || options.abortSignal || options.onResponse) return undefined;
      const repeatable = "repeatabilityRequestID" in options;
      if (!request) return { body: undefined, repeatable };
      const body = given[name];
      return request.fits(body) ? { body: request.write(body), repeatable } : undefined;
    },
    read: (response) => (answers.has(response.status) ? readAnswer(response, answers.get(response.status)) : undefined),
  };
}

/** The origin, the path with the id of the call, and the version of the API, as the client's URL functions put them together. */
function plainAddress(spec: OperationSpec, origin: string): PlainOperation["address"] | undefined {
  const { baseUrl, path = "", urlParameters = [], queryParameters = [] } = spec;
  const names = urlParameters.map(({ mapper }) => mapper.serializedName);
  if (baseUrl || names.some((name) => name !== "endpoint" && name !== "callConnectionId")) return undefined;
  if (queryParameters.some(({ mapper }) => !mapper.isConstant)) return undefined;
  const query = queryParameters.map(
    ({ mapper }) => `${mapper.serializedName}=${encodeURIComponent(mapper.defaultValue)}`,
  );
  const [before = "", after] = path.split("{callConnectionId}");
  const [start, end] = [`${origin}${before}`, `${after ?? ""}?${query.join("&")}`];
  return after === undefined ? () => start + end : (callId) => start + encodeURIComponent(callId) + end;
}

/** The headers that are always the same. Those that tell of a repeat are the operation's; another one is not plain. */
function plainHeaders({
  headerParameters = [],
  contentType,
  requestBody,
}: OperationSpec): PlainOperation["headers"] | undefined {
  const headers: (readonly [string, string])[] = [];
  for (const { mapper } of headerParameters) {
    const { serializedName = "", isConstant, defaultValue } = mapper;
    if (isConstant) headers.push([serializedName, String(defaultValue)]);
    else if (!serializedName.startsWith("Repeatability-")) return undefined;
  }
  const saysType = headers.some(([name]) => name === "Content-Type");
  return contentType || (requestBody && !saysType) ? undefined : headers;
}

function readAnswer({ headers, bodyAsText }: PipelineResponse, model: PlainModel | undefined) {
  if (!bodyAsText) return { value: model ? {} : { body: undefined } };
  if (!model || !/^application\/json\s*(;|$)/.test(headers.get("content-type") ?? "")) return undefined;
  const value = parseJson(bodyAsText);
  return model.fits(value) ? { value } : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
