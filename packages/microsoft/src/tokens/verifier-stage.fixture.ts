import { CallingError, type ManualClock, manualClock } from "@trunkline/core";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { createTransport, type Transport } from "../transport/transport.js";
import { type KeyServer, startKeyServer } from "./key-server.fixture.js";
import { createTokenVerifier, type TokenVerifier, type TokenVerifierOptions } from "./token-verifier.js";

export const issuer = "https://api.botframework.com";
export const audience = "2891555a-92ff-42e6-80fa-6e1300c6b5c6";
export const tenantId = "aa67bd4c-8475-432d-bd41-39f255720e0a";

/** A key server with one key, a new clock for each test, and tokens that are valid except for what the test changes. */
export interface VerifierStage {
  readonly server: KeyServer;
  readonly clock: ManualClock;
  seconds(): number;
  claims(over?: Record<string, unknown>): Record<string, unknown>;
  bearer(over?: Record<string, unknown>, header?: Record<string, unknown>, kid?: string): Promise<string>;
  verifier(over?: Partial<TokenVerifierOptions>): TokenVerifier;
}

/** Sets the stage for the tests of a file. */
export function useVerifierStage(): VerifierStage {
  let server: KeyServer;
  let transport: Transport;
  let clock: ManualClock;

  beforeAll(async () => {
    server = await startKeyServer();
    transport = createTransport({ environment: {} });
    await server.publish("k1");
  });
  afterAll(async () => {
    await transport.destroy();
    await server.close();
  });
  beforeEach(() => {
    clock = manualClock();
    server.mode = "up";
    server.requests = 0;
  });

  const stage: VerifierStage = {
    get server() {
      return server;
    },
    get clock() {
      return clock;
    },
    seconds: () => Math.floor(clock.now() / 1000),
    claims: (over = {}) => ({
      iss: issuer,
      aud: audience,
      tid: tenantId,
      appid: "26a18ebc-cdf7-4a6a-91cb-beb352805e81",
      nbf: stage.seconds(),
      exp: stage.seconds() + 300,
      ...over,
    }),
    bearer: async (over, header, kid = "k1") => `Bearer ${await server.sign(kid, stage.claims(over), header)}`,
    verifier: (over = {}) =>
      createTokenVerifier({
        keys: { openIdConfigurationUrl: server.configurationUrl },
        issuers: [issuer, `${issuer}/`, "https://graph.microsoft.com"],
        audiences: [audience],
        tenants: "required",
        transport,
        clock,
        ...over,
      }),
  };
  return stage;
}

/** `ok`, or the code of the error. */
export function codeOf(attempt: Promise<unknown>): Promise<unknown> {
  return attempt.then(
    () => "ok",
    (error: unknown) => (CallingError.is(error) ? error.code : error),
  );
}
