import { z } from "zod";

/** What the API answered instead of a call. */
export class RentedLineRefusal extends Error {
  readonly status: number;

  constructor(status: number, text: string) {
    super(`the API answered ${status}: ${text}`);
    this.status = status;
  }
}

const callSchema = z.object({ sid: z.string() });

/** The API's two requests: begin a call, and change one. */
export class RentedLineClient {
  readonly #calls: string;
  readonly #authorization: string;

  constructor(options: { readonly baseUrl: string; readonly accountSid: string; readonly authToken: string }) {
    const { baseUrl, accountSid, authToken } = options;
    this.#calls = `${baseUrl}/Accounts/${accountSid}/Calls`;
    this.#authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString("base64")}`;
  }

  /** Begins a call. @returns its sid. */
  async create(form: Readonly<Record<string, string>>, signal: AbortSignal): Promise<string> {
    return callSchema.parse(await this.#post(`${this.#calls}.json`, form, signal)).sid;
  }

  /** Changes a call that is up: what it plays, or that it is over. */
  async update(sid: string, form: Readonly<Record<string, string>>, signal: AbortSignal): Promise<void> {
    await this.#post(`${this.#calls}/${sid}.json`, form, signal);
  }

  async #post(url: string, form: Readonly<Record<string, string>>, signal: AbortSignal): Promise<unknown> {
    const body = new URLSearchParams(form);
    const response = await fetch(url, {
      method: "POST",
      headers: { authorization: this.#authorization },
      body,
      signal,
    });
    if (!response.ok) throw new RentedLineRefusal(response.status, await response.text());
    return response.json();
  }
}
