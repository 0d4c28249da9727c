import { z } from "zod";

/** How long a step may take when it names no time, ms. Prompts are played in real time. */
const STEP_MS = 20_000;

const person = z.string();
/** A number in E.164 form, or the raw id of a communication user. */
const address = z.string();
const withinMs = z.number().positive().default(STEP_MS);

const stepSchema = z.discriminatedUnion("do", [
  /**
   * GETs a page of the app, which must answer below 400, and `shows` what it must contain. `keep` takes values out of its JSON by their paths, for
   * `{name}` in later steps; the page is asked again until it has them all.
   */
  z.strictObject({
    do: z.literal("ask"),
    path: z.string(),
    shows: z.string().default(""),
    keep: z.record(z.string(), z.string()).default({}),
    withinMs,
  }),
  /** Waits until the app has been sent so many events of this kind and has answered them; an app that answers none says `answered: false`. */
  z.strictObject({
    do: z.literal("app-gets"),
    event: z.string(),
    times: z.number().int().positive().default(1),
    answered: z.boolean().default(true),
    withinMs,
  }),
  /** Somebody whose address only the app knows. Like the people of the play, they answer their phone unless the play says to wait. */
  z.strictObject({ do: z.literal("enter"), person, address, picksUp: z.boolean().default(true) }),
  z.strictObject({ do: z.literal("dial"), person, to: address }),
  z.strictObject({ do: z.literal("join"), person, meeting: z.string() }),
  /** Waits for the phone to ring, and answers it. */
  z.strictObject({ do: z.literal("answer"), person, withinMs }),
  z.strictObject({ do: z.literal("hears"), person, text: z.string(), withinMs }),
  z.strictObject({ do: z.literal("press"), person, keys: z.string() }),
  z.strictObject({ do: z.literal("hang-up"), person }),
  /** Waits until these people are connected to each other. */
  z.strictObject({ do: z.literal("together"), people: z.array(person).min(1), withinMs }),
  /** Waits until every call has ended. */
  z.strictObject({ do: z.literal("over"), withinMs }),
  /** Opens a WebSocket to the app, as its web page does. */
  z.strictObject({ do: z.literal("open-socket"), path: z.string() }),
  z.strictObject({ do: z.literal("socket-gets"), text: z.string(), withinMs }),
  z.strictObject({ do: z.literal("socket-sends"), text: z.string() }),
]);
export type Step = z.output<typeof stepSchema>;

const command = z.tuple([z.string()], z.string());

/**
 * What has to be known of an app to play it. Strings may contain `{connectionString}`, `{url}` and `{port}` of the app,
 * `{cognitiveServices}`, and what steps have kept.
 */
const playSchema = z.strictObject({
  /** The folder's name. */
  app: z.string(),
  /** Whether the run fails when this flow is not completed. */
  mustComplete: z.boolean().default(false),
  /** What its README says to configure: the content of each file. */
  files: z.record(z.string(), z.string()),
  /** Whether its lockfile, if it has one, says what is installed. */
  locked: z.boolean().default(true),
  /** What its README says to run before it is started. */
  build: command.optional(),
  start: command.default(["npm", "run", "dev"]),
  /** The page that Event Grid announces incoming calls to. */
  webhook: z.string().optional(),
  /** The addresses whose calls are announced there. */
  called: z.array(address).default([]),
  people: z.record(z.string(), z.strictObject({ address, picksUp: z.boolean().default(true) })).default({}),
  steps: z.array(stepSchema).min(1),
});
export type Play = z.output<typeof playSchema>;
/** A play as it is written down. */
export type PlayData = z.input<typeof playSchema>;

/** @throws Error that names the first member that is wrong */
export function readPlays(data: unknown): readonly Play[] {
  const parsed = z.array(playSchema).safeParse(data);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(`The plays are invalid at ${issue?.path.join(".") || "the top"}: ${issue?.message}`);
}

/** Replaces each `{name}`. @throws Error if there is no such value */
export function fillIn(text: string, values: ReadonlyMap<string, string>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values.get(name);
    if (value === undefined) throw new Error(`There is no {${name}}; there are ${[...values.keys()].join(", ")}.`);
    return value;
  });
}
