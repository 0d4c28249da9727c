import { AsyncLocalStorage } from "node:async_hooks";
import { subscribe } from "node:diagnostics_channel";
import type { ClientRequest } from "node:http";
import { CallAutomationClient, CallConnection, CallMedia, CallRecording } from "@azure/communication-call-automation";
import { z } from "zod";
import { type Seen, witness } from "../wire/seen.fixture.js";
import { acsOperations, notSimulatedBecause } from "./api/operations.js";

/** A call of a method of the vendor's client, and its first request. */
interface MethodCall {
  readonly method: string;
  request?: { readonly method: string; readonly path: string };
}

const underWay = new AsyncLocalStorage<MethodCall>();
const started = z.object({ request: z.custom<ClientRequest>() });
const failed = z.object({ statusCode: z.number().optional(), message: z.string() });
let isWatched = false;

/** From now on notes in each test what every method of the vendor's client asks for, and what comes of it. */
export function watchClient(): void {
  if (isWatched) return;
  isWatched = true;
  subscribe("http.client.request.start", (message) => {
    const call = underWay.getStore();
    const { method, path } = started.parse(message).request;
    if (call) call.request ??= { method, path: path.replace(/\?.*/, "") };
  });
  for (const part of [CallAutomationClient, CallConnection, CallMedia, CallRecording]) {
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(part.prototype))) {
      if (typeof value === "function" && name !== "constructor")
        Object.defineProperty(part.prototype, name, { value: watched(`${part.name}.${name}`, value), writable: true });
    }
  }
}

function watched(method: string, original: (...args: unknown[]) => unknown) {
  return function (this: unknown, ...args: unknown[]): unknown {
    // A method that another one is made of.
    if (underWay.getStore()) return original.apply(this, args);
    const note = witness();
    const call: MethodCall = { method };
    const result = underWay.run(call, () => original.apply(this, args));
    if (!(result instanceof Promise)) note(seenOf(call));
    else
      result.then(
        () => note(seenOf(call)),
        (error: unknown) => note(seenOf(call, error)),
      );
    return result;
  };
}

function seenOf({ method, request }: MethodCall, error?: unknown): Seen {
  const found =
    request && acsOperations.find((one) => one.method === request.method && fits(one.template, request.path));
  const operation = found && `${found.method} ${found.template}`;
  const seen = { api: "ACS", method, ...(operation === undefined ? {} : { operation }) } as const;
  if (error === undefined) return { ...seen, outcome: "served" };
  const { statusCode, message } = failed.parse(error);
  const reason = (found && notSimulatedBecause[found.id]) ?? message;
  return { ...seen, outcome: statusCode === 501 ? "not simulated" : "refused", reason };
}

function fits(template: string, path: string): boolean {
  return new RegExp(`^${template.replace(/\{\w+\}/g, "[^/:]+")}$`).test(path);
}
