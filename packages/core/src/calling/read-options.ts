import { randomBytes, randomUUID } from "node:crypto";
import type { Settings } from "../actor/instance.js";
import type { Adapter } from "../adapter/adapter.js";
import { type AnyAdapter, isComposite } from "../adapter/composite.js";
import { type Clock, systemClock } from "../base/clock.js";
import { type CallbackAddresses, callbackAddresses, readBaseUrl } from "../ingress/callback-address.js";
import type { CallingOptions } from "../interface/calling.js";
import { memoryStore } from "../store/memory-store.js";
import { sealedStore } from "../store/sealed-store.js";
import type { Store } from "../store/store.js";
import { CallingError } from "../words/calling-error.js";
import { checkMs, checkRange } from "../words/validate.js";

type Options = CallingOptions<AnyAdapter, unknown>;

/** What `createCalling` works with. */
export interface CheckedOptions {
  /** The adapters by member name, `""` for a single one. */
  readonly members: ReadonlyMap<string, Adapter>;
  readonly addresses: CallbackAddresses;
  readonly store: Store;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly random: () => number;
  readonly settings: Settings;
  readonly maxBodyBytes: number;
}

/** The largest callback that is accepted, bytes: Event Grid sends at most 1 MiB (documented). */
const maxBodyBytes = 1024 * 1024;

/** Checks the options of `createCalling`, and fills in what is left out. @throws CallingError `invalid-request`. */
export function readOptions(options: Options): CheckedOptions {
  const base = readBaseUrl(options.url);
  const members = membersOf(options.adapter);
  checkUrl(base, members);
  checkFigures(options);
  checkSecret(options);
  const clock = options.clock ?? systemClock;
  return {
    members,
    addresses: callbackAddresses(base, options.secret?.trim() ?? randomBytes(32).toString("base64url")),
    store: chooseStore(options, clock),
    clock,
    newId: options.newId ?? randomUUID,
    random: options.random ?? Math.random,
    settings: {
      data: options.data,
      leaseMs: options.leaseMs ?? 30_000,
      keepEndedMs: options.keepEndedMs ?? 60 * 60_000,
      reconcileEveryMs: options.reconcileEveryMs ?? 5 * 60_000,
      onUnhandled: options.onUnhandled ?? "reject",
      onHandlerError: options.onHandlerError ?? "hang-up",
    },
    maxBodyBytes: options.maxBodyBytes ?? maxBodyBytes,
  };
}

/** Letters that are safe in keys and addresses. */
const nameForm = /^[A-Za-z0-9_-]+$/;

function membersOf(adapter: AnyAdapter): ReadonlyMap<string, Adapter> {
  if (!isComposite(adapter)) return new Map([["", adapter]]);
  for (const name of Object.keys(adapter.members)) {
    if (!nameForm.test(name))
      throw new CallingError("invalid-request", `${adapter.name}: "${name}" is no name for a member`, {
        hint: "Use letters, digits, - and _: it becomes part of addresses.",
      });
  }
  return new Map(Object.entries(adapter.members));
}

function checkUrl(base: URL, members: ReadonlyMap<string, Adapter>): void {
  for (const adapter of members.values()) {
    const refusal = adapter.refuseCallbackUrl?.(base);
    if (refusal !== undefined)
      throw new CallingError("invalid-request", `createCalling: url ${base.href}: ${refusal}`, {
        provider: adapter.name,
      });
  }
}

function checkFigures(options: Options): void {
  checkMs("createCalling: leaseMs", options.leaseMs);
  checkMs("createCalling: keepEndedMs", options.keepEndedMs);
  checkMs("createCalling: reconcileEveryMs", options.reconcileEveryMs);
  const bytes = { least: 1, most: Number.MAX_SAFE_INTEGER, hint: "Give bytes, from 1 on." };
  checkRange("createCalling: maxBodyBytes", options.maxBodyBytes, bytes);
}

function checkSecret({ secret }: Options): void {
  if (secret === undefined || secret.trim().length >= 32) return;
  throw new CallingError("invalid-request", "createCalling: secret has fewer than 32 characters", {
    hint: "Make one with: openssl rand -base64 32",
  });
}

/** What leaves the process is sealed. @throws CallingError `invalid-request` when there is nothing to seal it with. */
function chooseStore({ store, secret }: Options, clock: Clock): Store {
  if (!store) return memoryStore({ clock });
  if (store.inProcess) return store;
  if (secret !== undefined) return sealedStore(store, secret.trim());
  throw new CallingError("invalid-request", "createCalling: secret is missing", {
    hint: "A store outside the process needs one, the same on every instance: it signs callback addresses and seals what is kept. Make one with: openssl rand -base64 32",
  });
}
