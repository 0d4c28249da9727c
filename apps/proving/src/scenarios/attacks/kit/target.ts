import type { Call } from "@trunkline/core";
import type { Simulator } from "@trunkline/simulator";
import { afterAll, beforeAll, expect } from "vitest";
import type { Provider } from "../../kit/cast.js";
import { callbackTo, onTheLine, openListener, type Stage, type StageOptions, startStage } from "../../kit/stage.js";
import { jwt, type KeyServer, rs, startKeyServer } from "../../kit/tokens.js";
import { type RawAnswer, type RawRequest, sendRaw } from "./raw-http.js";

/** A running bot with a live call, its public endpoint, and keys with which the test can send whatever the cloud could send. */
export interface Target extends AsyncDisposable {
  readonly provider: Provider;
  readonly stage: Stage;
  readonly call: Call;
  readonly keyServer: KeyServer;
  readonly port: number;
  /** The path of the registered webhook, and of the call's own address. */
  readonly webhook: string;
  readonly address: string;
  /** Claims that the bot accepts, apart from the changes. */
  claims(over?: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>>;
  /** The header of a token that the bot accepts, apart from the changes. */
  header(over?: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>>;
  /** A token that the bot accepts, apart from the changes. */
  token(claims?: Readonly<Record<string, unknown>>, header?: Readonly<Record<string, unknown>>): string;
  /** The event that ends the call; if it is accepted, the test cannot miss it. */
  readonly end: string;
  /** Sends a request as written; by default the end of the call to the call's address. */
  send(request?: Partial<RawRequest>): Promise<RawAnswer>;
  /** The same with this `Authorization` header. */
  sendAs(authorization: string, request?: Partial<RawRequest>): Promise<RawAnswer>;
  /** Fails when the bot received an event or the call changed. */
  untouched(): Promise<void>;
}

export async function startTarget(provider: Provider, options: StageOptions = {}): Promise<Target> {
  const keyServer = await startKeyServer();
  const stage = await startStage(provider, {
    delivery: "http",
    ...options,
    adapterFor(simulator) {
      keyServer.follow(simulator[provider].openIdConfigurationUrl);
      return { openIdConfigurationUrl: keyServer.openIdConfigurationUrl };
    },
  });
  const call = await onTheLine(stage);
  // Wait for the remaining events of the call's beginning.
  await stage.advance(5_000);
  const before = stage.record.types().length;
  // The stage's own listener records callbacks; this one passes requests straight to the bot.
  const listener = await openListener();
  listener.routeTo(stage.calling);
  const url = new URL(callbackTo(stage, call).url);
  const end = endOf(provider, call.providerCallId ?? "");
  const target: Target = {
    provider,
    stage,
    call,
    keyServer,
    port: Number(new URL(listener.url).port),
    webhook: new URL(stage.url).pathname,
    address: url.pathname,
    end,
    claims(over = {}) {
      const now = Math.floor(stage.clock.now() / 1000);
      return { ...identityOn(provider, stage.simulator), nbf: now, exp: now + 3_600, ...over };
    },
    header: (over = {}) => ({ alg: "RS256", typ: "JWT", kid: keyServer.kid, ...over }),
    token: (claims, header) => jwt(target.header(header), target.claims(claims), rs(256, keyServer.privateKey)),
    send: (request) => sendRaw(target.port, { target: target.address, body: end, ...request }),
    sendAs: (authorization, request) =>
      target.send({ ...request, headers: [["Authorization", authorization], ...(request?.headers ?? [])] }),
    async untouched() {
      await stage.advance(0);
      expect(stage.record.types().slice(before)).toEqual([]);
      expect((await call.snapshot()).state).toBe("connected");
    },
    async [Symbol.asyncDispose]() {
      await listener.close();
      await stage[Symbol.asyncDispose]();
      await keyServer[Symbol.asyncDispose]();
    },
  };
  return target;
}

/** The issuer and the audience of a cloud's tokens. */
export function identityOn(provider: Provider, { acs, graph }: Pick<Simulator, "acs" | "graph">) {
  if (provider === "acs") return { iss: acs.issuer, aud: acs.resourceId };
  return { iss: graph.issuers[0], aud: graph.appId, tid: graph.tenantId, appid: graph.appId };
}

/** The callback that ends a call. */
export function endOf(provider: Provider, callId: string): string {
  if (provider === "graph") {
    const data = { "@odata.type": "#microsoft.graph.call", state: "terminated", id: callId };
    const notification = { changeType: "deleted", resourceUrl: `/communications/calls/${callId}`, resourceData: data };
    return JSON.stringify({ value: [notification] });
  }
  return JSON.stringify([
    {
      id: "7f9c0a66-4f7c-4c2a-9a52-0d8f2f1f3f0b",
      source: `calling/callConnections/${callId}`,
      type: "Microsoft.Communication.CallDisconnected",
      specversion: "1.0",
      data: { callConnectionId: callId },
    },
  ]);
}

/** One target for all the tests of a block: an attack that leaves a trace fails its test. */
export function useTarget(provider: Provider, options?: StageOptions): () => Target {
  let target: Target | undefined;
  beforeAll(async () => {
    target = await startTarget(provider, options);
  });
  afterAll(() => target?.[Symbol.asyncDispose]());
  return () => {
    if (target) return target;
    throw new Error("The target starts with the first test: use it only inside tests.");
  };
}
