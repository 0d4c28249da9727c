import type { Leg } from "../../engine/call.js";
import type { WireContext } from "../../wire/wire.js";
import { type AcsBehavior, usualBehavior } from "../wire/behavior.js";
import { callNotFound } from "../wire/errors.js";
import { createIdentities, type Identities } from "./bots.js";
import type { AcsConnection } from "./connection.js";
import { createRooms, type Rooms } from "./rooms.js";

/** What every part of this wire works with. */
export interface AcsContext extends WireContext {
  readonly identities: Identities;
  readonly behavior: AcsBehavior;
  readonly connections: Map<string, AcsConnection>;
  readonly rooms: Rooms;
  /** Communication users that were deleted; their tokens are not issued any more. */
  readonly deletedUsers: Set<string>;
  /** How each registered bot wants its announcements. */
  readonly schemas: Map<string, EventSchema>;
  /** A connection that is under way, and its leg. @throws AcsError 404 8522 */
  connection(id: string): { readonly connection: AcsConnection; readonly leg: Leg };
}

export function createAcsContext(context: WireContext, behavior: Partial<AcsBehavior> = {}): AcsContext {
  const connections = new Map<string, AcsConnection>();
  return {
    ...context,
    behavior: { ...usualBehavior, ...behavior },
    connections,
    rooms: createRooms(context),
    deletedUsers: new Set(),
    schemas: new Map(),
    identities: createIdentities(context),
    connection(id) {
      const connection = connections.get(id);
      const leg = context.engine.calls.leg(id);
      if (!connection || !leg || leg.state === "ended") throw callNotFound();
      return { connection, leg };
    },
  };
}

/** How a bot wants its announcements wrapped. */
type EventSchema = "event-grid" | "cloud-events";
