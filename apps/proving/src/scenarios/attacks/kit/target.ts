import type { Call } from "@trunkline/core";
import type { Simulator } from "@trunkline/simulator";
import { afterAll, beforeAll, expect } from "vitest";
import type { Provider } from "../../kit/cast.js";
import { callbackTo, onTheLine, openDoor, type Stage, type StageOptions, startStage } from "../../kit/stage.js";
import { jwt, type Locksmith, rs, startLocksmith } from "../../kit/tokens.js";
import { type RawAnswer, type RawRequest, sendRaw } from "./raw-http.js";

/** A running bot with a call on the line, its public endpoint, and keys with which the test can say what the cloud could say. */
export interface Target extends AsyncDisposable {
  readonly provider: Provider;
  readonly stage: Stage;
  readonly call: Call;
  readonly locksmith: Locksmith;
  readonly port: number;
  /** The path of the registered webhook, and of the call's own address. */
  readonly webhook: string;
  readonly address: string;
  /** Claims that the bot accepts, but for what is changed. */
  claims(over?: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>>;
  /** The header of a token that the bot accepts, but for what is changed. */
  header(over?: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>>;
  /** A token that the bot accepts, but for what is changed. */
  token(claims?: Readonly<Record<string, unknown>>, header?: Readonly<Record<string, unknown>>): string;
  /** The event that ends the call; taken in, it cannot be overlooked. */
  readonly end: string;
  /** Sends a request as written; by default the end of the call to the call's address. */
  send(request?: Partial<RawRequest>): Promise<RawAnswer>;
  /** The same with an `Authorization` header of that value. */
  sendAs(authorization: string, request?: Partial<RawRequest>): Promise<RawAnswer>;
  /** Fails when the bot was told anything, the call has moved, or something was reported to have failed. */
  untouched(): Promise<void>;
}

export async function startTarget(provider: Provider, options: StageOptions = {}): Promise<Target> {
  const locksmith = await startLocksmith();
  const stage = await startStage(provider, {
    delivery: "http",
    ...options,
    adapterFor(simulator) {
      locksmith.follow(simulator[provider].openIdConfigurationUrl);
      return { openIdConfigurationUrl: locksmith.openIdConfigurationUrl };
    },
  });
  const call = await onTheLine(stage);
  // Whatever the bot still has to be told of the beginning is told now.
  await stage.advance(5_000);
  const told = stage.record.types().length;
  // The stage's own listener keeps callbacks for the test; this one has nothing between the network and the bot.
  const door = await openDoor();
  door.leadTo(stage.calling);
  const url = new URL(callbackTo(stage, call).url);
  const end = endOf(provider, call.providerCallId ?? "");
  const target: Target = {
    provider,
    stage,
    call,
    locksmith,
    port: Number(new URL(door.url).port),
    webhook: new URL(stage.url).pathname,
    address: url.pathname,
    end,
    claims(over = {}) {
      const now = Math.floor(stage.clock.now() / 1000);
      return { ...identityOn(provider, stage.simulator), nbf: now, exp: now + 3_600, ...over };
    },
    header: (over = {}) => ({ alg: "RS256", typ: "JWT", kid: locksmith.kid, ...over }),
    token: (claims, header) => jwt(target.header(header), target.claims(claims), rs(256, locksmith.privateKey)),
    send: (request) => sendRaw(target.port, { target: target.address, body: end, ...request }),
    sendAs: (authorization, request) =>
      target.send({ ...request, headers: [["Authorization", authorization], ...(request?.headers ?? [])] }),
    async untouched() {
      await stage.advance(0);
      expect(stage.record.types().slice(told)).toEqual([]);
      expect((await call.snapshot()).state).toBe("connected");
    },
    async [Symbol.asyncDispose]() {
      await door.close();
      await stage[Symbol.asyncDispose]();
      await locksmith[Symbol.asyncDispose]();
    },
  };
  return target;
}

/** Whose tokens a cloud signs, and for whom. */
export function identityOn(provider: Provider, { acs, graph }: Pick<Simulator, "acs" | "graph">) {
  if (provider === "acs") return { iss: acs.issuer, aud: acs.resourceId };
  return { iss: graph.issuers[0], aud: graph.appId, tid: graph.tenantId, appid: graph.appId };
}

/** The end of a call on the wire. */
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

/** One target for all the tests of a block: attacks leave no trace, or the test fails. */
export function useTarget(provider: Provider, options?: StageOptions): () => Target {
  let target: Target | undefined;
  beforeAll(async () => {
    target = await startTarget(provider, options);
  });
  afterAll(() => target?.[Symbol.asyncDispose]());
  return () => {
    if (target) return target;
    throw new Error("The target is there once the tests of the block run.");
  };
}
