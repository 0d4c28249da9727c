import type { Json } from "../base/json.js";
import { CallingError } from "../words/calling-error.js";
import type { Adapter } from "./adapter.js";
import type { Capabilities, Capability } from "./capabilities.js";
import { limitsOf } from "./limits-of.js";
import { type VerbName, verbNames } from "./verb-name.js";

/** What a provider can do; with a call, what it can do on that very call. */
export function capabilitiesOf(
  adapter: Adapter,
  call?: { readonly memo: Json; readonly group: boolean },
): Capabilities {
  const narrowed = call ? (adapter.narrow?.(call) ?? {}) : {};
  const of = (name: VerbName): Capability => {
    const verb = adapter.verbs[name];
    const missing = verb ? undefined : (adapter.absent?.[name] ?? `${adapter.name} has no such thing`);
    const reason = narrowed[name] ?? missing;
    if (reason !== undefined) return { support: "unsupported", reason };
    const limits = limitsOf(adapter.limits, name);
    return {
      support: "native",
      ...(limits === undefined ? {} : { limits }),
      ...(verb?.permission === undefined ? {} : { permission: verb.permission }),
      ...(verb?.kinds === undefined ? {} : { kinds: verb.kinds }),
      ...(verb?.clouds === undefined ? {} : { clouds: verb.clouds }),
    };
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
  return { ...native, collectDtmf: collectCapability(native.subscribeDtmf), observations: adapter.observations };
}

/** Collecting is core's own work on the tone stream; prompts need `play` as well. */
function collectCapability(subscribeDtmf: Capability): Capability {
  if (subscribeDtmf.support === "unsupported") return subscribeDtmf;
  const reason = "made of subscribeDtmf, play and cancelMedia, the same on every provider";
  return { support: "emulated", reason, ...(subscribeDtmf.permission ? { permission: subscribeDtmf.permission } : {}) };
}

/** What all members of a composite can do and tell: what one of them lacks, the composite lacks. */
export function commonCapabilities(all: readonly Capabilities[]): Capabilities {
  const [first, ...rest] = all;
  if (!first) throw new CallingError("invalid-request", "a composite needs at least one member");
  return rest.reduce(inCommon, first);
}

function inCommon(a: Capabilities, b: Capabilities): Capabilities {
  const verbs: { -readonly [K in keyof Capabilities]: Capabilities[K] } = { ...a };
  for (const name of capabilityNames) if (b[name].support === "unsupported") verbs[name] = b[name];
  const told = (name: keyof Capabilities["observations"]) => a.observations[name] && b.observations[name];
  return {
    ...verbs,
    observations: {
      callerGaveUp: told("callerGaveUp"),
      rejectEnded: told("rejectEnded"),
      redirectOutcome: told("redirectOutcome"),
      ringing: told("ringing"),
      oneToOneRoster: told("oneToOneRoster"),
      groupRoster: told("groupRoster"),
      contentSharing: told("contentSharing"),
    },
  };
}

const capabilityNames: readonly (VerbName | "collectDtmf")[] = [...verbNames, "collectDtmf"];
