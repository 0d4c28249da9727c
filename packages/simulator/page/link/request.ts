import { z } from "zod";

const errorSchema = z.object({ error: z.object({ message: z.string() }) });

/** Sends JSON and gives the answer's JSON. Rejects with the server's own words when it refuses. */
export async function request(method: "GET" | "POST" | "DELETE", url: string, body?: unknown): Promise<unknown> {
  const init =
    body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } };
  const response = await fetch(url, { method, ...init });
  const text = await response.text();
  const answer: unknown = text.startsWith("{") || text.startsWith("[") ? JSON.parse(text) : undefined;
  if (response.ok) return answer;
  const told = errorSchema.safeParse(answer);
  throw new Error(told.success ? told.data.error.message : `${method} ${url} was answered with ${response.status}`);
}
