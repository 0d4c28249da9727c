import type { JournalEntries } from "./exchanges.js";

interface Pages {
  calls: JournalEntries["calls"][number][];
  tones: JournalEntries["tones"][number][];
}

/** What was asked of the canned cloud, by the bot that asked: the origin of its callback addresses. */
export class Journal {
  readonly #callbackUrls = new Map<string, string>();
  readonly #pages = new Map<string, Pages>();

  /** A call has begun, or was answered. */
  call(callId: string, callbackUrl: string): void {
    this.#callbackUrls.set(callId, callbackUrl);
    this.#pagesOf(callbackUrl).calls.push({ callId, callbackUrl });
  }

  tones(callId: string, operationId: string): void {
    const callbackUrl = this.#callbackUrls.get(callId);
    if (callbackUrl !== undefined) this.#pagesOf(callbackUrl).tones.push({ callId, callbackUrl, operationId });
  }

  /** Everything of one bot that was not taken yet. */
  take(bot: string): JournalEntries {
    const pages = this.#pages.get(bot) ?? { calls: [], tones: [] };
    this.#pages.delete(bot);
    return pages;
  }

  #pagesOf(callbackUrl: string): Pages {
    const bot = new URL(callbackUrl).origin;
    const pages = this.#pages.get(bot) ?? { calls: [], tones: [] };
    this.#pages.set(bot, pages);
    return pages;
  }
}
