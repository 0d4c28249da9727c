import { z } from "zod";

const bodySchema = z.object({ error: z.string(), message: z.string() });

/** The carrier refused a request: it did not carry it out. */
export class RentedLineRefusal extends Error {
  override readonly name = "RentedLineRefusal";
  readonly status: number;
  /** The carrier's own code: `"call_over"`. */
  readonly code: string | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(status: number, message: string, details: { readonly code?: string; readonly retryAfterMs?: number }) {
    super(message);
    this.status = status;
    this.code = details.code;
    this.retryAfterMs = details.retryAfterMs;
  }

  /** Reads the answer. A gateway may have answered instead of the carrier, so any body will do. */
  static async of(response: Response): Promise<RentedLineRefusal> {
    const body = bodySchema.safeParse(await response.json().catch(() => undefined)).data;
    const seconds = Number(response.headers.get("retry-after") ?? Number.NaN);
    return new RentedLineRefusal(response.status, body?.message ?? `the carrier answered ${response.status}`, {
      ...(body ? { code: body.error } : {}),
      ...(Number.isFinite(seconds) ? { retryAfterMs: seconds * 1000 } : {}),
    });
  }
}
