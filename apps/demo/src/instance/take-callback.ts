import type { BotCalling } from "../bot/bot.js";
import type { Answer, Callback } from "./messages.js";

/** Hands a callback to the library, and yields what it answers. */
export async function takeCallback(calling: BotCalling, { url, body, ...head }: Callback): Promise<Answer> {
  const bodyless = head.method === "GET" || head.method === "HEAD";
  const response = await calling.handle(new Request(url, { ...head, ...(bodyless ? {} : { body }) }));
  return { status: response.status, headers: [...response.headers], body: await response.text() };
}
