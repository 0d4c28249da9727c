import { Hono } from "hono";
import type { GraphSettings } from "../wire/settings.js";
import type { Wire, WireApp, WireContext } from "../wire/wire.js";
import { mountApi, mountWrongVersions } from "./api/router.js";
import { mountEntraDocuments, mountOpenIdDocuments } from "./auth/openid-documents.js";
import { mountRestOfEntra, mountTokenEndpoint } from "./auth/token-endpoint.js";
import { DEFAULT_NUMBER, graphBotSpec, numbersOf } from "./calls/bots.js";
import { createCallStore, type GraphContext } from "./calls/context.js";
import { forge } from "./notify/forge.js";
import { onBotEvent } from "./notify/on-event.js";
import { graphRoutes } from "./routes/routes.js";
import type { BehaviorControl } from "./wire/behavior.js";
import { createBehavior, type GraphBehaviorChange, graphIssuers } from "./wire/behavior.js";

interface GraphWire extends Wire {
  readonly name: "graph";
  settings(): GraphSettings;
  /** How the cloud behaves: what apps may do, and the oddities of its notifications. */
  readonly behavior: BehaviorControl;
}

/** The API, the keys of its callbacks, and Entra: tokens and what is read before one is asked for. */
const OWN_PATHS =
  /^\/(v1\.0|beta)\/|^\/([^/]+\/)?communications\/|^\/[^/]+\/app\/|^\/v1\/(keys$|\.well-known\/)|^\/[^/]+\/(oauth2\/|discovery\/|(v2\.0\/)?\.well-known\/openid-configuration$)/i;

/** Microsoft Graph's calling API, with the token endpoint of Entra and the keys of its callbacks. */
export function createGraphWire(context: WireContext, initial: GraphBehaviorChange = {}): GraphWire {
  const graph: GraphContext = {
    ...context,
    behavior: createBehavior(initial),
    calls: createCallStore(),
    registrations: new Map(),
  };
  const app: WireApp = new Hono();
  mountTokenEndpoint(app, graph);
  mountOpenIdDocuments(app, graph);
  mountEntraDocuments(app, graph);
  mountRestOfEntra(app);
  mountApi(app, graph, graphRoutes);
  mountWrongVersions(app, graph);

  return {
    name: "graph",
    app,
    behavior: graph.behavior,
    owns: (path) => OWN_PATHS.test(path),
    botSpec: (registration) => graphBotSpec(context, registration),
    async registered(botId, registration) {
      graph.registrations.set(botId, registration);
    },
    onEvent: (event) => onBotEvent(graph, event),
    forge: (legId, forgery) => forge(graph, legId, forgery),
    settings: () => settings(graph),
    reset() {
      graph.calls.clear();
      graph.registrations.clear();
      graph.behavior.reset();
    },
  };
}

function settings({ credentials, origins, engine }: GraphContext): GraphSettings {
  const { appId, clientSecret, tenantId, applicationInstance } = credentials.graph;
  const bots = engine.population.bots().filter((bot) => bot.cloud === "graph");
  const { http } = origins();
  return {
    appId,
    clientSecret,
    tenantId,
    numbers:
      bots.length > 0 ? Object.fromEntries(bots.flatMap(numbersOf)) : { [DEFAULT_NUMBER]: { applicationInstance } },
    baseUrl: http,
    authority: http,
    openIdConfigurationUrl: `${http}/v1/.well-known/OpenIdConfiguration`,
    issuers: graphIssuers,
  };
}
