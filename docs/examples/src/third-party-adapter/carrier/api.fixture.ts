import { type Api, onceEach, startApi } from "@trunkline/conformance/stand-in";
import type { JsonObject } from "@trunkline/core";
import { account, type Carrier } from "./carrier.fixture.js";
import { begin, carryOut, fieldsSchema, Refused } from "./commands.fixture.js";

/** How long a command is known again, ms. */
const remembersMs = 60_000;

/**
 * Starts the carrier's API on this machine.
 * @param around stands between a request and its answer.
 */
export function startCarrierApi(
  carrier: Carrier,
  around: (request: Request, answer: () => Promise<Response>) => Promise<Response> = (_request, answer) => answer(),
): Promise<Api> {
  const once = onceEach<JsonObject>(carrier.clock, remembersMs);
  const answerTo = async (request: Request): Promise<JsonObject> => {
    if (request.headers.get("authorization") !== `Bearer ${account.apiKey}`) throw new Refused(401, "wrong_key");
    const [, id = "", command = ""] = /\/calls(?:\/([^/]+))?(?:\/([^/]+))?$/.exec(request.url) ?? [];
    if (request.method === "GET") return { alive: carrier.isAlive(id) };
    const fields = fieldsSchema.parse(await request.json());
    return once(fields.command_id, () =>
      command === "" ? begin(carrier, fields) : carryOut(carrier, id, command, fields),
    );
  };
  return startApi((request) =>
    around(request, async () => {
      try {
        return Response.json(await answerTo(request));
      } catch (error) {
        return error instanceof Refused ? refusal(error.status, error.message) : refusal(400, String(error));
      }
    }),
  );
}

/** A refusal, as the carrier words it. */
export function refusal(status: number, code: string): Response {
  return Response.json({ error: code, message: `refused: ${code}` }, { status });
}
