import { jsonIn } from "@trunkline/microsoft";
import { z } from "zod";

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

/** The content of an error response: its code, if any, and its message. */
export interface ErrorWords {
  readonly code: string | undefined;
  readonly message: string | undefined;
}

const code = z
  .union([z.string(), z.number().transform(String)])
  .nullish()
  .catch(undefined);
const message = z.string().nullish().catch(undefined);

/** Graph's codes are numbers as text; a real number is accepted too. */
const envelope = z.looseObject({ error: z.looseObject({ code, message }) });

/** What the calls service itself says, where Graph's gateway hands it on as text (observed: code `UnknownError`). */
const wrapped = z.looseObject({ errorCode: code, message });

/** Reads the body of an error answer. */
export function readError(body: unknown): ErrorWords {
  const said = envelope.safeParse(body).data?.error;
  const text = said?.message ?? undefined;
  const inner = said?.code === "UnknownError" && text !== undefined ? wrapped.safeParse(jsonIn(text)).data : undefined;
  if (inner?.errorCode) return { code: inner.errorCode, message: inner.message ?? undefined };
  return { code: said?.code ?? undefined, message: text };
}
