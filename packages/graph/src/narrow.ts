import type { CallTraits, VerbName } from "@trunkline/core";
import { readMemo } from "./memo.js";
import { appHostedReason } from "./verbs/refuse-app-hosted.js";

const mediaVerbs: readonly VerbName[] = ["play", "cancelMedia", "sendDtmf", "subscribeDtmf"];

/** App-hosted media have no prompts and no tones. */
export function narrow({ memo }: CallTraits): Readonly<Partial<Record<VerbName, string>>> {
  if (!readMemo(memo).appHosted) return {};
  return Object.fromEntries(mediaVerbs.map((verb) => [verb, appHostedReason]));
}
