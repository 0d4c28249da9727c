import type { JsonObject } from "@trunkline/core";
import { z } from "zod";
import type { Carrier } from "./carrier.fixture.js";
import type { Line } from "./line.fixture.js";

/** What a command may contain. */
export const fieldsSchema = z.object({
  command_id: z.string(),
  to: z.array(z.string()).default([]),
  with: z.string().default(""),
  keys: z.string().default(""),
  url: z.string().optional(),
  say: z.string().optional(),
  loop: z.boolean().default(false),
  on: z.boolean().default(false),
});

type Fields = z.output<typeof fieldsSchema>;

/** Thrown when a command is refused. */
export class Refused extends Error {
  readonly status: number;

  constructor(status: number, code: string) {
    super(code);
    this.status = status;
  }
}

/** Begins a call that rings at all targets until one of them answers. */
export function begin(carrier: Carrier, { to }: Fields): JsonObject {
  const line = carrier.open("ringing", new Map(to.map((address) => [address, "rings"])));
  carrier.report(line, "call.ringing");
  return { call: line.id };
}

/** Carries out a command on a call. */
export function carryOut(carrier: Carrier, id: string, command: string, fields: Fields): JsonObject {
  const line = liveLine(carrier, id);
  const effect = Object.hasOwn(effects, command) ? effects[command] : undefined;
  if (!effect) throw new Refused(404, "no_such_command");
  return { call: id, ...(effect(carrier, line, fields) ?? {}) };
}

type Effect = (carrier: Carrier, line: Line, fields: Fields) => JsonObject | undefined;

const effects: Readonly<Record<string, Effect>> = {
  answer(carrier, line) {
    requireOffered(line);
    carrier.connect(line);
    return undefined;
  },
  reject(carrier, line) {
    requireOffered(line);
    carrier.end(line, "rejected");
    return undefined;
  },
  redirect(carrier, line, { to: [target = ""], command_id }) {
    requireOffered(line);
    carrier.handOver(line, "redirect", target, command_id);
    return undefined;
  },
  "hang-up"(carrier, line) {
    carrier.end(line, "hung_up");
    return undefined;
  },
  transfer: (carrier, line, { to: [target = ""], command_id }) => ({
    leg: carrier.handOver(line, "transfer", target, command_id),
  }),
  bridge(carrier, line, { with: other, command_id }) {
    carrier.bridge(line, liveLine(carrier, other), command_id);
    return undefined;
  },
  "send-keys": (carrier, line, { keys }) => ({ takes_ms: carrier.sendKeys(line, keys) }),
  play(carrier, line, { url, say = "", loop, command_id }) {
    if (line.playing) throw new Refused(409, "another_prompt_plays");
    carrier.play(line, url ?? say, loop, command_id);
    return undefined;
  },
  mute(_carrier, line, { on }) {
    line.muted = on;
    return undefined;
  },
  stop(carrier, line) {
    carrier.stop(line, "stopped");
    return undefined;
  },
};

function liveLine({ lines }: Carrier, id: string): Line {
  const line = lines.get(id);
  if (!line) throw new Refused(404, "no_such_call");
  if (line.state === "over") throw new Refused(410, "call_over");
  return line;
}

function requireOffered({ state }: Line): void {
  if (state !== "offered") throw new Refused(409, "decided_already");
}
