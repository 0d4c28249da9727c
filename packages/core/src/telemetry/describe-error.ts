import { CallingError } from "../words/calling-error.js";
import { type Reveal, withoutCredentials, wordsOf } from "./redact.js";

/** How far causes are followed. */
const depth = 4;

/** An error as a log line has it: what is known of it, its words without figures, where it was thrown, and what caused it. */
export function describeError(error: unknown, reveal: Reveal, left = depth): object {
  if (!(error instanceof Error) && !CallingError.is(error)) return { message: wordsOf(String(error), reveal) };
  const { cause } = error;
  return {
    type: errorType(error),
    message: wordsOf(error.message, reveal),
    ...(CallingError.is(error) ? detailsOf(error) : {}),
    ...(error.stack === undefined ? {} : { stack: framesOf(error.stack, error.message) }),
    ...(cause === undefined || left === 0 ? {} : { cause: describeError(cause, reveal, left - 1) }),
  };
}

/** What kind of error it is, by a word out of few: the code of one of ours, the class of any other. */
export function errorType(error: unknown): string {
  if (CallingError.is(error)) return error.code;
  return error instanceof Error ? error.name : typeof error;
}

function detailsOf({ provider, verb, status, providerCode, requestId }: CallingError): object {
  const known = Object.entries({ provider, verb, status, providerCode, requestId });
  return Object.fromEntries(known.filter(([, value]) => value !== undefined));
}

/** Where it was thrown, without the message that a stack begins with: a line of that may look like a frame. */
function framesOf(stack: string, message: string): string {
  const begin = message === "" ? -1 : stack.indexOf(message);
  const behind = begin < 0 ? stack : stack.slice(begin + message.length);
  const frames = behind.split("\n").filter((line) => /^\s+at /.test(line));
  return withoutCredentials(frames.map((line) => line.trim()).join("\n"));
}
