import type { Adapter } from "../adapter/adapter.js";
import { type VerbName, verbNames } from "../adapter/verb-name.js";
import { CallingError } from "../errors/calling-error.js";
import type { Json } from "../json/json.js";
import type { Capability } from "./capability.js";

/** By verb, and for what core makes of verbs. */
export type Capabilities = Readonly<Record<VerbName | "collectDtmf", Capability>>;

/** What a provider can do; with a call, what it can do on that very call. Read off the adapter, never written by hand. */
export function capabilitiesOf(
  adapter: Adapter,
  call?: { readonly memo: Json; readonly group: boolean },
): Capabilities {
  const narrowed = call ? (adapter.narrow?.(call) ?? {}) : {};
  const of = (name: VerbName): Capability => {
    const verb = adapter.verbs[name];
    const reason =
      narrowed[name] ?? (verb ? undefined : (adapter.absent?.[name] ?? `${adapter.name} has no such thing`));
    if (reason !== undefined) return { support: "unsupported", reason };
    return { support: "native", ...(verb?.permission === undefined ? {} : { permission: verb.permission }) };
  };
  const native = {
    create: of("create"),
    join: of("join"),
    answer: of("answer"),
    reject: of("reject"),
    redirect: of("redirect"),
    hangUp: of("hangUp"),
    transfer: of("transfer"),
    sendDtmf: of("sendDtmf"),
    subscribeDtmf: of("subscribeDtmf"),
    play: of("play"),
    cancelMedia: of("cancelMedia"),
    keepAlive: of("keepAlive"),
    inspect: of("inspect"),
  };
  return { ...native, collectDtmf: collectCapability(native.subscribeDtmf) };
}

/** Collecting is core's own work on the tone stream; prompts need `play` as well. */
function collectCapability(subscribeDtmf: Capability): Capability {
  if (subscribeDtmf.support === "unsupported") return subscribeDtmf;
  return { support: "emulated", reason: "made of subscribeDtmf, play and cancelMedia, the same on every provider" };
}

/** What all members of a composite can do: a verb that one of them lacks is unsupported, with that one's reason. */
export function commonCapabilities(all: readonly Capabilities[]): Capabilities {
  const [first, ...rest] = all;
  if (!first) throw new CallingError("invalid-request", "a composite needs at least one member");
  const common: { -readonly [K in keyof Capabilities]: Capability } = { ...first };
  for (const capabilities of rest) {
    for (const name of capabilityNames)
      if (capabilities[name].support === "unsupported") common[name] = capabilities[name];
  }
  return common;
}

const capabilityNames: readonly (keyof Capabilities)[] = [...verbNames, "collectDtmf"];
