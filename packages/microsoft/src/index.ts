export type { OptionNames } from "./client-credentials/token-answer.js";
export { createTokenSource, type TokenSource, type TokenSourceOptions } from "./client-credentials/token-source.js";
export type { Cloud, CloudName } from "./clouds/cloud.js";
export { cloudNames, clouds, cloudsWith } from "./clouds/clouds.js";
export { refuseDirectoryIds } from "./directory/refuse-directory-id.js";
export { checkCount } from "./json/check-count.js";
export { parseJson } from "./json/parse-json.js";
export { formatRawId } from "./raw-id/format-raw-id.js";
export { parseRawId } from "./raw-id/parse-raw-id.js";
export type { RawId, RawIdCloud } from "./raw-id/raw-id.js";
export type { EndCode, Evidence } from "./result-codes/end-code.js";
export { endCodes } from "./result-codes/end-codes.js";
export { endReasonFrom } from "./result-codes/end-reason-from.js";
export { type OperationCode, operationCodes } from "./result-codes/operation-codes.js";
export { type OperationResult, operationHint, operationResultFrom } from "./result-codes/operation-result-from.js";
export { parseResultInfo } from "./result-codes/parse-result-info.js";
export { type CloudRefusal, type RefusalReading, readRefusal, saysCallIsGone } from "./result-codes/refusals.js";
export { revealSecret, type Secret, secretSchema } from "./secrets/secret.js";
export { callbackPrincipal, type Expected, type TokenClaims } from "./tokens/claims.js";
export type { KeySource } from "./tokens/key-set.js";
export { type Peeked, peekIssuer, peekToken } from "./tokens/token.js";
export { createTokenVerifier, type TokenVerifier, type TokenVerifierOptions } from "./tokens/token-verifier.js";
export { readRetryAfter } from "./transport/retry-after.js";
export {
  createTransport,
  type Transport,
  type TransportOptions,
  type TransportRequest,
  type TransportResponse,
} from "./transport/transport.js";
export { TransportError, type TransportFailure } from "./transport/transport-error.js";
export { withoutSecrets } from "./words/without-secrets.js";
