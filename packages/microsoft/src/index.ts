export type { OptionNames } from "./client-credentials.js";
export { createTokenSource, type TokenSource, type TokenSourceOptions } from "./client-credentials.js";
export type { Cloud, CloudName } from "./clouds.js";
export { cloudNames, clouds, cloudsWith } from "./clouds.js";
export { refuseDirectoryIds } from "./identifiers/directory-id.js";
export type { RawId, RawIdCloud } from "./identifiers/raw-id.js";
export { formatRawId, parseRawId } from "./identifiers/raw-id.js";
export { checkCount, isJsonObject, jsonIn, parseCallbackJson } from "./json.js";
export { addressSchema, commonOptions, fittingTogether, type Problem, type Unchecked } from "./options.js";
export type { EndCode, Evidence } from "./result-codes/end-code.js";
export { endCodes, endReasonFrom, type NumberedResult, parseResultInfo } from "./result-codes/end-reason.js";
export {
  type OperationCode,
  type OperationResult,
  operationCodes,
  operationHint,
  operationResultFrom,
} from "./result-codes/operations.js";
export {
  type CloudRefusal,
  type RefusalReading,
  readRefusal,
  saysCallIsGone,
  saysParticipantIsGone,
} from "./result-codes/refusals.js";
export { revealSecret, type Secret, secretSchema, withoutSecrets } from "./secrets.js";
export { callbackPrincipal, type Expected, type TokenClaims } from "./tokens/claims.js";
export type { KeySource } from "./tokens/key-set.js";
export { isTokenFor } from "./tokens/token.js";
export { createTokenVerifier, type TokenVerifier, type TokenVerifierOptions } from "./tokens/token-verifier.js";
export type { TransportResponse } from "./transport/pending-request.js";
export { readRetryAfter } from "./transport/retry-after.js";
export {
  createTransport,
  type Transport,
  type TransportOptions,
  type TransportRequest,
} from "./transport/transport.js";
export { TransportError, type TransportFailure } from "./transport/transport-error.js";
