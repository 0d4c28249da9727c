import type { Calling } from "@trunkline/core";

/** A callback as it reached the bot. */
export interface Letter {
  readonly url: string;
  readonly headers: Headers;
  readonly body: string;
}

/** Changes a callback on its way, as another version of the cloud would have written it. */
export type Tamper = (letter: Letter) => Partial<Letter>;

/** Takes callbacks for a bot: keeps each, changes it where that is asked for, and hands it on. */
export interface Letterbox {
  readonly letters: readonly Letter[];
  /** The statuses that the bot answered, in order. */
  readonly answers: readonly number[];
  handle(request: Request): Promise<Response>;
}

export function letterbox(calling: Pick<Calling, "handle">, tamper: Tamper | undefined): Letterbox {
  const letters: Letter[] = [];
  const answers: number[] = [];
  return {
    letters,
    answers,
    async handle(request) {
      const came: Letter = { url: request.url, headers: request.headers, body: await request.text() };
      const letter = { ...came, ...tamper?.(came) };
      letters.push(letter);
      const response = await calling.handle(requestOf(letter, request.method));
      answers.push(response.status);
      return response;
    },
  };
}

/** A letter as a request. */
export function requestOf({ url, headers, body }: Letter, method = "POST"): Request {
  return new Request(url, { method, headers, ...(method === "POST" ? { body } : {}) });
}

/** Changes every member of every object in the JSON of a body. What is no JSON stays as it is. */
export function editMembers(edit: (name: string, value: unknown) => unknown): Tamper {
  return ({ body }) => (body === "" ? {} : { body: JSON.stringify(JSON.parse(body, edit)) });
}
