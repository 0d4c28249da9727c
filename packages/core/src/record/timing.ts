import type { CallTiming, TimingClock } from "../words/call-timing.js";

/** When something happened, ms since 1970. */
export interface Instant {
  /** When we learned of it, by our clock. */
  readonly ours: number;
  /** By the provider's clock, if it reported a time. */
  readonly provider: number | undefined;
}

/** When a call passed through its stages. All members are there, also those that are absent: see `CallRecord`. */
export interface TimingRecord {
  /** By our clock, ms since 1970. */
  readonly startedAt: number;
  readonly ringing: Instant | undefined;
  readonly answered: Instant | undefined;
  readonly connected: Instant | undefined;
  readonly ended: Instant | undefined;
}

type Stage = Exclude<keyof TimingRecord, "startedAt">;

/** The timing of a call that begins. */
export function timingFrom(startedAt: number): TimingRecord {
  return { startedAt, ringing: undefined, answered: undefined, connected: undefined, ended: undefined };
}

/** What is known of the time of a report. */
export interface Reported {
  /** When it happened, ms since 1970: by the provider's clock if `arrivedAt` is there, else by ours. */
  readonly at: number;
  /** When the report arrived, by our clock. */
  readonly arrivedAt?: number | undefined;
}

/** With the time of a stage. The first one stays. A time from before an earlier stage of the same clock counts as the time of that stage. */
export function withInstant(timing: TimingRecord, stage: Stage, { at, arrivedAt }: Reported): TimingRecord {
  if (timing[stage]) return timing;
  const { startedAt, ringing, answered, connected } = timing;
  const before = [ringing, answered, connected].filter((instant) => instant !== undefined);
  const ours = Math.max(arrivedAt ?? at, startedAt, ...before.map((instant) => instant.ours));
  const reported = before.map(({ provider }) => provider).filter((time) => time !== undefined);
  const provider = arrivedAt === undefined ? undefined : Math.max(at, ...reported);
  return {
    startedAt,
    ringing: stage === "ringing" ? { ours, provider } : ringing,
    answered: stage === "answered" ? { ours, provider } : answered,
    connected: stage === "connected" ? { ours, provider } : connected,
    ended: stage === "ended" ? { ours, provider } : timing.ended,
  };
}

/** The timing as a bot sees it. @param now by our clock, ms since 1970. */
export function readTiming({ startedAt, ringing, answered, connected, ended }: TimingRecord, now: number): CallTiming {
  return {
    startedAt: new Date(startedAt),
    ringingAt: dateOf(ringing),
    answeredAt: dateOf(answered),
    connectedAt: dateOf(connected),
    endedAt: dateOf(ended),
    connectedMs: connected ? msBetween(connected, ended ?? { ours: now, provider: undefined }) : 0,
    clocks: {
      startedAt: "ours",
      ringingAt: clockOf(ringing),
      answeredAt: clockOf(answered),
      connectedAt: clockOf(connected),
      endedAt: clockOf(ended),
    },
  };
}

/** By one clock. Ours may have been set back, or be that of another instance. */
function msBetween(from: Instant, to: Instant): number {
  const byProvider = from.provider !== undefined && to.provider !== undefined;
  const ms = byProvider ? to.provider - from.provider : to.ours - from.ours;
  return Math.max(ms, 0);
}

function dateOf(instant: Instant | undefined): Date | undefined {
  return instant && new Date(instant.provider ?? instant.ours);
}

function clockOf(instant: Instant | undefined): TimingClock | undefined {
  return instant && (instant.provider === undefined ? "ours" : "provider");
}
