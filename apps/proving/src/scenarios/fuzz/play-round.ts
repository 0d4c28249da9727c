import { type Call, CallingError } from "@trunkline/core";
import type { Callback } from "../kit/callbacks.js";
import { botNumber, cast, type Provider } from "../kit/cast.js";
import { failedTransfer, pinAndMenu } from "../kit/same-trace.js";
import { callbackTo, onTheLine, type Stage, startStage } from "../kit/stage.js";
import { type Mutant, mutate } from "./mutate-callback.js";
import { type Random, seeded } from "./odd-values.js";

/** How many callbacks one call has to bear before the next is begun. */
const perCall = 100;

/** Longer than any callback may take here, ms: more is a hang. */
const patienceMs = 10_000;

/** What a bot may answer to somebody who proved who they are, and to somebody who did not; 5xx is for when the store or the keys are away. */
const allowed: ReadonlySet<number> = new Set([200, 202, 204, 400, 401, 403, 404, 413]);

/** Callbacks of real calls, to be changed: all that one bot was sent. */
type Corpus = readonly [Callback, ...Callback[]];

/** Sends one bot so many changed callbacks, and makes honest calls in between. */
export async function playRound(provider: Provider, seed: number, count: number, report: Report): Promise<void> {
  const random = seeded(seed);
  const globals = globalNames();
  await using stage = await startStage(provider);
  const corpus = await rehearse(stage);
  for (let done = 0; done < count; done += perCall) {
    const call = await onTheLine(stage);
    // Somebody waits for keys, so that tones have somewhere to go.
    void call.collectDtmf({ max: 50, firstToneMs: 60_000 }).catch(() => {});
    await stage.advance(500);
    await bombard(stage, call, corpus, random, Math.min(perCall, count - done), `${provider} seed ${seed}`, report);
    await stage.advance(1_000);
    await stillWorks(stage, call, seed, report);
  }
  await stage.advance(60_000);
  for (const { error } of stage.record.of("error")) {
    if (!isOurs(error)) report.violations.push(`${provider} seed ${seed}: reported ${String(error)}`);
  }
  if (globalNames() !== globals) report.violations.push(`${provider} seed ${seed}: a prototype was changed`);
}

/** A changed caller may be of a tenant that is none: then the bot's verbs fail, and so does leaving the scope of its call. Both are told as one. */
function isOurs(error: unknown): boolean {
  if (CallingError.is(error)) return true;
  if (!(error instanceof Error) || error.name !== "SuppressedError") return false;
  return "error" in error && isOurs(error.error) && "suppressed" in error && isOurs(error.suppressed);
}

/** Calls in and out, with prompts, keys, a transfer and screen sharing. */
async function rehearse(stage: Stage): Promise<Corpus> {
  await pinAndMenu(stage);
  await failedTransfer(stage);
  const group = await stage.calling.create({ to: [cast.eve, cast.finn], from: botNumber }).catch(() => undefined);
  await stage.advance(5_000);
  await group?.hangUp();
  await stage.advance(5_000);
  const [first, ...more] = stage.callbacks;
  if (!first) throw new Error("The bot was sent nothing.");
  return [first, ...more];
}

async function bombard(
  stage: Stage,
  call: Call,
  corpus: Corpus,
  random: Random,
  count: number,
  what: string,
  report: Report,
): Promise<void> {
  const [first, ...rest] = corpus;
  const bodies = [first.body, ...rest.map(({ body }) => body)] as const;
  const { url } = callbackTo(stage, call);
  for (let index = 0; index < count; index++) {
    const callback = aimed(random.pick(corpus), call, url, random);
    const mutant = mutate(callback, random, [bodies[0], ...bodies.slice(1)]);
    const where = `${what}, the ${report.count + 1}th: ${mutant.kind} ${new TextDecoder().decode(mutant.body).slice(0, 200)}`;
    const begun = performance.now();
    const status = await sent(stage, mutant).catch((error: unknown) => {
      report.violations.push(`${where}: threw ${String(error)}`);
      return 0;
    });
    note(report, mutant.kind, status, performance.now() - begun, where);
    if (!allowed.has(status)) report.violations.push(`${where}: answered ${status}`);
  }
}

/** Most are made to speak of the call that is under way: what is of calls long over goes no deeper than the door. */
function aimed(callback: Callback, call: Call, url: string, random: Random): Callback {
  const id = /(?<=callConnections\/|communications\/calls\/)[0-9a-f-]{36}/i.exec(callback.body)?.[0];
  if (id === undefined || random.chance(0.1)) return callback;
  return {
    ...callback,
    url: random.chance(0.95) ? url : callback.url,
    body: callback.body.replaceAll(id, call.providerCallId ?? ""),
  };
}

async function sent(stage: Stage, { url, method, headers, body }: Mutant): Promise<number> {
  const request = new Request(url, { method, headers, ...(method === "GET" || method === "HEAD" ? {} : { body }) });
  let timer: NodeJS.Timeout | undefined;
  const hang = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${patienceMs} ms`)), patienceMs);
  });
  const response = await Promise.race([stage.calling.handle(request), hang]).finally(() => clearTimeout(timer));
  await response.arrayBuffer();
  return response.status;
}

/** The call that was shot at can be ended, and another one can be made and ended as if nothing had happened. */
async function stillWorks(stage: Stage, battered: Call, seed: number, report: Report): Promise<void> {
  const complain = (what: string) => report.violations.push(`${stage.provider} seed ${seed}: ${what}`);
  await stage.when(battered.hangUp()).catch((error: unknown) => {
    if (!CallingError.is(error)) complain(`a call that was shot at cannot be ended: ${String(error)}`);
  });
  const honest = await onTheLine(stage).catch(
    (error: unknown) => void complain(`an honest call fails: ${String(error)}`),
  );
  if (!honest) return;
  const told = await stage
    .when(honest.hangUp().then(() => honest.ended))
    .catch((error: unknown) => ({ kind: String(error) }));
  if (told.kind !== "hung-up") complain(`an honest call ends with ${told.kind}`);
}

/** What the prototypes of everything have, as one text. */
function globalNames(): string {
  return [Object.prototype, Array.prototype, String.prototype, Function.prototype]
    .map((prototype) => Reflect.ownKeys(prototype).map(String).join(" "))
    .join("\n");
}

/** What came of a run. */
export interface Report {
  readonly seed: number;
  count: number;
  /** How long it took. */
  ms: number;
  /** How often each status was answered, by kind of change. */
  readonly statuses: Record<string, Record<number, number>>;
  /** The callbacks that took longest, ms. */
  readonly slowest: { readonly ms: number; readonly what: string }[];
  /** What must not happen, each with how to see it again. */
  readonly violations: string[];
}

export function newReport(seed: number): Report {
  return { seed, count: 0, ms: 0, statuses: {}, slowest: [], violations: [] };
}

/** Counts one callback. */
function note(report: Report, kind: string, status: number, ms: number, what: string): void {
  report.count++;
  const ofKind = report.statuses[kind] ?? {};
  report.statuses[kind] = ofKind;
  ofKind[status] = (ofKind[status] ?? 0) + 1;
  if (ms < (report.slowest.at(-1)?.ms ?? 0) && report.slowest.length === 5) return;
  report.slowest.push({ ms: Math.round(ms * 10) / 10, what });
  report.slowest.sort((a, b) => b.ms - a.ms);
  report.slowest.length = Math.min(report.slowest.length, 5);
}
