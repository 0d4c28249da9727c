/** Graph answered with an error. `mapError` puts it into core's words. */
export class GraphRefusal extends Error {
  override readonly name = "GraphRefusal";
  readonly status: number;
  /** `error.code`: a number in letters (`"7505"`), or a name (`"TooManyRequests"`). */
  readonly code: string | undefined;
  readonly requestId: string | undefined;
  readonly retryAfterMs: number | undefined;
  /** The permissions of which the request needed one; the first is the least. */
  readonly permissions: readonly string[];
  readonly tenantId: string;

  constructor(details: {
    readonly status: number;
    readonly code: string | undefined;
    readonly message: string;
    readonly requestId: string | undefined;
    readonly retryAfterMs: number | undefined;
    readonly permissions: readonly string[];
    readonly tenantId: string;
  }) {
    super(details.message);
    this.status = details.status;
    this.code = details.code;
    this.requestId = details.requestId;
    this.retryAfterMs = details.retryAfterMs;
    this.permissions = details.permissions;
    this.tenantId = details.tenantId;
  }
}
