import type { Journal } from "./journal.js";

export interface Asked {
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly journal: Journal;
}

export interface Answer {
  readonly status: number;
  readonly body?: object;
}

/** Answers a request, or leaves it to another with `undefined`. */
export type Route = (asked: Asked) => Answer | undefined;

export function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
