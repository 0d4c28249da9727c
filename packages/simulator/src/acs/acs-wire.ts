import type { AcsSettings } from "../wire/settings.js";
import type { Forgery, Wire, WireContext } from "../wire/wire.js";
import { isAcsPath } from "./api/operations.js";
import { createAcsRouter } from "./api/router.js";
import { CALLBACK_ISSUER, OPENID_PATH, publishKeys } from "./auth/openid-documents.js";
import { acsBotSpec } from "./calls/bots.js";
import { type AcsContext, createAcsContext } from "./calls/context.js";
import { callbackDelivery } from "./notify/callback.js";
import { validateSubscription } from "./notify/handshake.js";
import { onEvent } from "./notify/on-event.js";
import { endResult } from "./notify/result-information.js";
import { acsRoutes } from "./routes/routes.js";
import type { AcsBehavior } from "./wire/behavior.js";

interface AcsWire extends Wire {
  readonly name: "acs";
  settings(): AcsSettings;
}

/** Call Automation as a wire: its operations, mid-call callbacks, Event Grid. */
export function createAcsWire(context: WireContext, behavior: Partial<AcsBehavior> = {}): AcsWire {
  const acs = createAcsContext(context, behavior);
  const router = createAcsRouter(acs, acsRoutes);
  const { app } = router;
  return {
    name: "acs",
    app: publishKeys(context).route("/", app),
    owns: isAcsPath,
    botSpec(registration) {
      const spec = acsBotSpec(registration);
      acs.schemas.set(spec.id, registration.eventSchema ?? "event-grid");
      return spec;
    },
    async registered(botId, registration) {
      if (registration.validate) await validateSubscription(acs, context.engine.population.bot(botId));
    },
    onEvent: (event) => onEvent(acs, event),
    forge: (legId, forgery) => forge(acs, legId, forgery),
    reset() {
      acs.connections.clear();
      acs.rooms.clear();
      acs.deletedUsers.clear();
      router.reset();
    },
    settings: (): AcsSettings => ({
      connectionString: `endpoint=${context.origins().http};accesskey=${context.credentials.acs.accessKey}`,
      resourceId: context.credentials.acs.resourceId,
      eventGrid: { secret: context.credentials.acs.eventGridSecret },
      issuer: CALLBACK_ISSUER,
      openIdConfigurationUrl: `${context.origins().http}${OPENID_PATH}`,
      allowInsecureConnection: true,
    }),
  };
}

async function forge(acs: AcsContext, legId: string, forgery: Forgery): Promise<{ status: number; body: string }> {
  const { engine, postman } = acs;
  const connection = acs.connections.get(legId);
  const leg = engine.calls.leg(legId);
  if (!connection || !leg) throw new Error(`There is no call connection ${legId} that a callback could be forged for.`);
  const result = endResult({ kind: "hung-up", by: "other" }, undefined);
  const event = { type: "CallDisconnected", result } as const;
  const about = forgery === "other-call" ? { ...connection, id: acs.random.id() } : connection;
  const answer = await postman.sendNow(callbackDelivery(acs, about, leg, event, connection.callbackUri, forgery));
  return { status: answer?.status ?? 0, body: answer?.body ?? "" };
}
