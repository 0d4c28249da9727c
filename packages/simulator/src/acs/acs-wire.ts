import type { Party } from "../engine/party.js";
import type { BotRegistration } from "../registration.js";
import type { AcsSettings } from "../settings.js";
import type { AcsWire, Forgery, WireContext } from "../wire.js";
import { type AcsState, createAcsState } from "./acs-state.js";
import type { AcsBehavior } from "./behavior.js";
import { validateSubscription } from "./event-grid/handshake.js";
import { callbackDelivery } from "./events/callback.js";
import { CALLBACK_ISSUER } from "./events/callback-token.js";
import { onEvent } from "./events/on-event.js";
import { endResult } from "./events/result-information.js";
import { ANSWER_WITHIN_MS } from "./identities.js";
import { isAcsPath } from "./neighbors.js";
import { OPENID_PATH, publishKeys } from "./publish-keys.js";
import { createAcsRouter } from "./router.js";
import { acsRoutes } from "./routes/routes.js";

/** Call Automation as a wire: 34 operations, mid-call callbacks, Event Grid. */
export function createAcsWire(context: WireContext, behavior: Partial<AcsBehavior> = {}): AcsWire {
  const state = createAcsState(context, behavior);
  const router = createAcsRouter(state, acsRoutes);
  const { app } = router;
  return {
    name: "acs",
    app: publishKeys(context).route("/", app),
    owns: isAcsPath,
    botSpec: (registration) => {
      const addresses = addressesOf(registration);
      const [first] = addresses;
      const id = registration.id ?? `acs:${first.kind === "phone" ? first.number : first.id}`;
      state.schemas.set(id, registration.eventSchema ?? "event-grid");
      return {
        id,
        cloud: "acs",
        ...(registration.displayName === undefined ? {} : { displayName: registration.displayName }),
        addresses,
        webhookUrl: registration.webhookUrl,
        answerWithinMs: ANSWER_WITHIN_MS,
      };
    },
    async registered(botId, registration) {
      if (registration.validate) await validateSubscription(state, context.engine.population.bot(botId));
    },
    onEvent: (event) => onEvent(state, event),
    forge: (legId, forgery) => forge(state, legId, forgery),
    reset() {
      state.connections.clear();
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

function addressesOf({ number, communicationUser }: BotRegistration): [Party, ...Party[]] {
  const phone: Party[] = number === undefined ? [] : [{ kind: "phone", number }];
  const user: Party[] = communicationUser === undefined ? [] : [{ kind: "communication-user", id: communicationUser }];
  const [first, ...rest] = [...phone, ...user];
  if (!first) throw new Error("A bot on acs needs an address: give it a number or a communicationUser.");
  return [first, ...rest];
}

async function forge(state: AcsState, legId: string, forgery: Forgery): Promise<{ status: number; body: string }> {
  const { engine, postman } = state.context;
  const connection = state.connections.get(legId);
  const leg = engine.calls.leg(legId);
  if (!connection || !leg) throw new Error(`There is no call connection ${legId} that a callback could be forged for.`);
  const result = endResult({ kind: "hung-up", by: "other" }, undefined);
  const event = { type: "CallDisconnected", result } as const;
  const about = forgery === "other-call" ? { ...connection, id: state.context.random.id() } : connection;
  const answer = await postman.sendNow(callbackDelivery(state, about, leg, event, connection.callbackUri, forgery));
  return { status: answer?.status ?? 0, body: answer?.body ?? "" };
}
