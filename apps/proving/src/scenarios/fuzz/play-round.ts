import { setTimeout } from "node:timers/promises";
import { type Call, CallingError } from "@trunkline/core";
import type { Callback } from "../kit/callbacks.js";
import { botNumber, cast, type Provider } from "../kit/cast.js";
import { failedTransfer, pinAndMenu } from "../kit/same-trace.js";
import { callbackTo, onTheLine, type Stage, startStage } from "../kit/stage.js";
import { type Mutant, mutate } from "./mutate-callback.js";
import { type Random, seeded } from "./odd-values.js";

/** How many callbacks one call gets before the next one starts. */
const perCall = 100;

/** Longer than any callback may take, ms: more is a hang. */
const patienceMs = 10_000;

/** An event of a call that is not announced waits so long on the bot's clock, ms. It stands still, and is moved after so long a silence. */
const early = { waitsMs: 10_000, silentMs: 500 };

/** The allowed statuses, with and without valid credentials. A 5xx would mean that the store or the keys are unavailable. */
const allowed: ReadonlySet<number> = new Set([200, 202, 204, 400, 401, 403, 404, 413]);

/** Callbacks of real calls, to be changed: all that one bot received. */
type Corpus = readonly [Callback, ...Callback[]];

/** Sends one bot this many changed callbacks, with unchanged calls in between. */
export async function playRound(provider: Provider, seed: number, count: number, report: Report): Promise<void> {
  const random = seeded(seed);
  const globals = globalNames();
  await using stage = await startStage(provider);
  const corpus = await rehearse(stage);
  for (let done = 0; done < count; done += perCall) {
    const call = await onTheLine(stage);
    // A collection is running, so that tones have a consumer.
    void call.collectDtmf({ max: 50, firstToneMs: 60_000 }).catch(() => {});
    await stage.advance(500);
    await bombard(stage, call, corpus, random, Math.min(perCall, count - done), `${provider} seed ${seed}`, report);
    await stage.advance(1_000);
    await stillWorks(stage, call, seed, report);
  }
  await stage.advance(60_000);
  for (const { error } of stage.record.of("error")) {
    if (!isExpected(error)) report.violations.push(`${provider} seed ${seed}: reported ${String(error)}`);
  }
  if (globalNames() !== globals) report.violations.push(`${provider} seed ${seed}: a prototype was changed`);
}

/** A changed caller may have an invalid tenant: then the bot's verbs fail, and so does the disposal of the call. Both arrive in one error. */
function isExpected(error: unknown): boolean {
  if (CallingError.is(error)) return true;
  if (!(error instanceof Error) || error.name !== "SuppressedError") return false;
  return "error" in error && isExpected(error.error) && "suppressed" in error && isExpected(error.suppressed);
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
  if (!first) throw new Error("The bot received no callback.");
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

/** Aims most callbacks at the live call: those about calls long over are dropped early. */
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
  const handled = stage.calling.handle(request);
  const done = new AbortController();
  const after = (ms: number) => setTimeout(ms, undefined, { signal: done.signal });
  const moved = after(early.silentMs).then(() => stage.advance(early.waitsMs));
  const hang = after(patienceMs).then(() => Promise.reject(new Error(`no answer within ${patienceMs} ms`)));
  moved.catch(() => {});
  hang.catch(() => {});
  const response = await Promise.race([handled, hang]).finally(() => done.abort());
  await response.arrayBuffer();
  return response.status;
}

/** The attacked call can be ended, and another one can be made and ended normally. */
async function stillWorks(stage: Stage, attacked: Call, seed: number, report: Report): Promise<void> {
  const complain = (what: string) => report.violations.push(`${stage.provider} seed ${seed}: ${what}`);
  await stage.when(attacked.hangUp()).catch((error: unknown) => {
    if (!CallingError.is(error)) complain(`an attacked call cannot be ended: ${String(error)}`);
  });
  const untouched = await onTheLine(stage).catch(
    (error: unknown) => void complain(`an untouched call fails: ${String(error)}`),
  );
  if (!untouched) return;
  const end = await stage
    .when(untouched.hangUp().then(() => untouched.ended))
    .catch((error: unknown) => ({ kind: String(error) }));
  if (end.kind !== "hung-up") complain(`an untouched call ends with ${end.kind}`);
}

/** The members of the built-in prototypes, as one text. */
function globalNames(): string {
  return [Object.prototype, Array.prototype, String.prototype, Function.prototype]
    .map((prototype) => Reflect.ownKeys(prototype).map(String).join(" "))
    .join("\n");
}

/** The results of a run. */
export interface Report {
  readonly seed: number;
  count: number;
  /** The duration, ms. */
  ms: number;
  /** How many times each status was answered, by kind of change. */
  readonly statuses: Record<string, Record<number, number>>;
  /** The slowest callbacks, ms. */
  readonly slowest: { readonly ms: number; readonly what: string }[];
  /** Violations, each with the way to reproduce it. */
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
