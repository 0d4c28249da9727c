import { z } from "zod";

/** How a bot took a forged callback. */
export interface ForgeAnswer {
  readonly refused: boolean;
  readonly words: string;
  /** The bot's reason, as it gave it. */
  readonly reason: string | undefined;
}

const withMessage = z.object({ error: z.union([z.string(), z.object({ message: z.string() })]) });
const withDetail = z.object({ message: z.string() });

export function forgeAnswer({ status, body }: { readonly status: number; readonly body: string }): ForgeAnswer {
  const refused = status >= 400;
  const words = status === 0 ? "No answer" : `${refused ? "Refused" : "Let in"} · ${status}`;
  return { refused, words, reason: reasonIn(body) };
}

function reasonIn(body: string): string | undefined {
  const text = body.trim();
  if (!text) return undefined;
  if (!text.startsWith("{")) return text.slice(0, 300);
  try {
    const answer: unknown = JSON.parse(text);
    const nested = withMessage.safeParse(answer);
    if (nested.success) return typeof nested.data.error === "string" ? nested.data.error : nested.data.error.message;
    const flat = withDetail.safeParse(answer);
    return flat.success ? flat.data.message : text.slice(0, 300);
  } catch {
    return text.slice(0, 300);
  }
}
