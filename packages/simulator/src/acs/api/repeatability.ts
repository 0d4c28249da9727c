import { invalidArgument } from "../wire/errors.js";
import type { AcsOperation } from "./operations.js";

/** An answer, kept to be given again. */
export interface KeptAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** Operations of which the real answer carries `Repeatability-Result` (observed; createCall honors the id without saying so). */
const SAYS_SO = new Set([
  "CallMedia_SendDtmfTones",
  "CallConnection_TerminateCall",
  "CallConnection_AddParticipant",
  "CallConnection_CancelAddParticipant",
  "Rooms_Create",
]);

/** Remembers what was answered to which Repeatability-Request-ID. */
export interface Repeatability {
  /** The key of a repeatable request, or `undefined`. @throws AcsError 400 when the id comes without First-Sent (documented: both or none) */
  key(operation: AcsOperation, path: string, header: (name: string) => string | undefined): string | undefined;
  earlier(key: string): KeptAnswer | undefined;
  keep(key: string, answer: KeptAnswer): void;
  resultHeader(operation: AcsOperation): Record<string, string>;
  clear(): void;
}

export function createRepeatability(): Repeatability {
  const answers = new Map<string, KeptAnswer>();
  return {
    key(operation, path, header) {
      const id = header("repeatability-request-id");
      if (!operation.repeatable || id === undefined) return undefined;
      if (header("repeatability-first-sent") === undefined) {
        throw invalidArgument(
          "The header Repeatability-First-Sent is missing: it belongs to Repeatability-Request-ID.",
        );
      }
      return `${operation.id} ${path} ${id}`;
    },
    earlier: (key) => answers.get(key),
    keep: (key, answer) => answers.set(key, answer),
    resultHeader: (operation) => (SAYS_SO.has(operation.id) ? { "repeatability-result": "accepted" } : {}),
    clear: () => answers.clear(),
  };
}
