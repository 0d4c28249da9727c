import type { Adapter } from "../adapter/adapter.js";
import type { Capabilities, Capability } from "../adapter/capabilities.js";
import type { VerbName } from "../adapter/verb-inputs.js";
import type { Json } from "../base/json.js";
import type { VerbFacts } from "../operations/check-verb.js";
import { CallingError } from "../words/calling-error.js";
import { emulatedVerbs, verbTable } from "./verb-table.js";

/** What a provider can do; with a call, what it can do on that very call. */
export function capabilitiesOf(
  adapter: Adapter,
  call?: { readonly memo: Json; readonly group: boolean },
): Capabilities {
  const narrowed = call ? (adapter.narrow?.(call) ?? {}) : {};
  const native = mapOf(verbTable, (verb) => nativeCapability(adapter, verb, narrowed[verb.name]));
  const emulated = mapOf(emulatedVerbs, ({ by, how }, name) => {
    if (native[name].support === "native") return native[name];
    const made = emulatedCapability(native[by], how);
    return made.support === "unsupported" && adapter.verbs[name] ? native[name] : made;
  });
  return { ...native, ...emulated, observations: adapter.observations };
}

function nativeCapability(
  adapter: Adapter,
  { name, figures }: VerbFacts<VerbName>,
  narrowed: string | undefined,
): Capability {
  const verb = adapter.verbs[name];
  const unasked = name === "subscribeDtmf" && adapter.observations.keysAlways;
  if (unasked && narrowed === undefined) return { support: "emulated", reason: "keys are always reported" };
  if (!verb || narrowed !== undefined) {
    const missing = adapter.absent?.[name] ?? `${adapter.name} has no such thing`;
    return { support: "unsupported", reason: narrowed ?? missing };
  }
  const { permission, kinds, clouds } = verb;
  const limits = known(figures?.(adapter.limits) ?? {});
  return {
    support: "native",
    ...(limits === undefined ? {} : { limits }),
    ...(permission === undefined ? {} : { permission }),
    ...(kinds === undefined ? {} : { kinds }),
    ...(clouds === undefined ? {} : { clouds }),
  };
}

function known(figures: ReturnType<NonNullable<VerbFacts["figures"]>>): Capability["limits"] {
  const limits: Record<string, number | boolean> = {};
  for (const [name, figure] of Object.entries(figures)) if (figure !== undefined) limits[name] = figure;
  return Object.keys(limits).length === 0 ? undefined : limits;
}

/** Core makes it of other verbs, and cannot without this one. */
function emulatedCapability(by: Capability, how: string): Capability {
  if (by.support === "unsupported") return by;
  return { support: "emulated", reason: how, ...(by.permission ? { permission: by.permission } : {}) };
}

/** What all members of a composite can do and tell: what one of them lacks, the composite lacks. */
export function commonCapabilities(all: readonly Capabilities[]): Capabilities {
  const [first, ...rest] = all;
  if (!first) throw new CallingError("invalid-request", "a composite needs at least one member");
  return rest.reduce(inCommon, first);
}

function inCommon(a: Capabilities, b: Capabilities): Capabilities {
  return {
    ...mapOf(verbTable, ({ name }) => (b[name].support === "unsupported" ? b[name] : a[name])),
    observations: mapOf(a.observations, (observed, name) => observed && b.observations[name]),
  };
}

/** The same table with something else in each place. */
function mapOf<K extends string, T, R>(
  table: { readonly [N in K]: T },
  change: (value: T, name: K) => R,
): Readonly<Record<K, R>> {
  const made: Partial<Record<string, R>> = {};
  for (const name in table) made[name] = change(table[name], name);
  if (isWhole(made, table)) return made;
  throw new RangeError("a table has lost a place");
}

function isWhole<K extends string, R>(
  made: Partial<Record<string, R>>,
  table: { readonly [N in K]: unknown },
): made is Record<K, R> {
  return Object.keys(table).every((name) => name in made);
}
