import type { PersonOptions } from "@trunkline/simulator";
import { type E164, isE164 } from "trunkline";
import { z } from "zod";
import { providerSchema } from "./protocol.js";

/** Where the demo runs, and on which clouds. Every variable has a default: without any, the demo runs on the simulator. */
const environment = z.object({
  /**
   * The demo's port; 0 takes a free one. On the simulator the page is there, by default at 3000 or a free port. On a real cloud it serves what the
   * cloud needs to reach, callbacks and prompts and nothing else, on every interface; the page is then at `PAGE_PORT`.
   */
  PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  /** On a real cloud: the page's port, on this machine only. Default 3001, or a free one if that is taken. */
  PAGE_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  /** The cloud that the first call goes to; the page can switch. */
  TRUNKLINE_PROVIDER: providerSchema.default("graph"),
  /** The address at which a real cloud reaches this demo: the public https address of its `/calls`, below which each cloud has a path (`/calls/acs`). */
  TRUNKLINE_URL: z.url().optional(),
  TRUNKLINE_SECRET: z.string().optional(),
  /** The bot's own number on a real cloud, and the number that it transfers to. */
  DEMO_NUMBER: z.string().refine(isE164, "must be a number in E.164 form: +14255550100").optional(),
  DEMO_PERSON: z.string().refine(isE164, "must be a number in E.164 form: +14255550142").optional(),
  /** The number that is asked before a caller is put through; by default that of `DEMO_PERSON`. */
  DEMO_COLLEAGUE: z.string().refine(isE164, "must be a number in E.164 form: +14255550161").optional(),
  /** The join link of the meeting for conferences on Graph, whose calls for two cannot take a third. */
  DEMO_MEETING: z.url().optional(),
});

export interface DemoConfig {
  readonly port: number | undefined;
  readonly pagePort: number | undefined;
  readonly provider: z.infer<typeof providerSchema>;
  /** Absent: no real cloud can reach the demo, and both clouds are simulated. */
  readonly publicUrl: string | undefined;
  readonly number: E164 | undefined;
  readonly person: E164 | undefined;
  readonly colleague: E164 | undefined;
  readonly meeting: string | undefined;
  /** The environment, for the library's own variables. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Reads the demo's configuration. @throws Error that names the variable. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): DemoConfig {
  const read = environment.safeParse(env);
  if (!read.success)
    throw new Error(read.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("\n"));
  const { PORT, PAGE_PORT, TRUNKLINE_PROVIDER, TRUNKLINE_URL, DEMO_NUMBER, DEMO_PERSON, DEMO_COLLEAGUE, DEMO_MEETING } =
    read.data;
  return {
    port: PORT,
    pagePort: PAGE_PORT,
    provider: TRUNKLINE_PROVIDER,
    publicUrl: TRUNKLINE_URL,
    number: DEMO_NUMBER,
    person: DEMO_PERSON,
    colleague: DEMO_COLLEAGUE,
    meeting: DEMO_MEETING,
    env,
  };
}

/** The people of the simulator. The user of the page is the caller, and the colleague when asked; the door and the person answer automatically. */
export const cast = {
  bot: { name: "Contoso line", number: "+14255550100" },
  caller: { id: "alice", displayName: "Alice", party: "+14255550123" },
  colleague: { id: "carol", displayName: "Carol", party: "+14255550161" },
  person: { id: "bob", displayName: "Bob", party: "+14255550142" },
  door: { id: "door", displayName: "Door", party: "+14255550177" },
  pin: "1234",
  doorCode: "1w2#",
} as const;

/** The simulated meeting for conferences. */
export const meeting = {
  subject: "Contoso conference",
  thread: "19:meeting_contoso@thread.v2",
  organizer: "6f8c2a14-3f0b-4c55-9d1e-2b7a5c9e0d31",
} as const;

export const people: readonly PersonOptions[] = [
  { ...cast.caller, reaction: { kind: "manual" } },
  { ...cast.colleague, reaction: { kind: "manual" } },
  { ...cast.person, reaction: { kind: "answer", afterMs: 2500 } },
  { ...cast.door, reaction: { kind: "answer", afterMs: 800 } },
];
