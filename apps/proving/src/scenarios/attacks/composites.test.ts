import { acs } from "@trunkline/acs";
import { type Call, createCalling, route } from "@trunkline/core";
import { graph } from "@trunkline/graph";
import { manualClock, startSimulator } from "@trunkline/simulator";
import { expect, test } from "vitest";
import { cast, type Provider, people, providers } from "../kit/cast.js";
import { advanceUntil, openListener } from "../kit/stage.js";
import { jwt, rs, startKeyServer } from "../kit/tokens.js";
import { sendRaw } from "./kit/raw-http.js";
import { endOf, identityOn } from "./kit/target.js";

/** A bot on both clouds at once, with a call on each, and for each cloud a key server that signs valid tokens. */
async function startBoth() {
  const clock = manualClock();
  const simulator = await startSimulator({ clock, people });
  const keyServers = { graph: await startKeyServer(), acs: await startKeyServer() };
  for (const provider of providers) keyServers[provider].follow(simulator[provider].openIdConfigurationUrl);
  const keysOf = (provider: Provider) => ({ openIdConfigurationUrl: keyServers[provider].openIdConfigurationUrl });
  const members = {
    graph: graph({ ...simulator.graph, ...keysOf("graph"), clock }),
    acs: acs({ ...simulator.acs, ...keysOf("acs"), clock }),
  };
  const listener = await openListener();
  const adapter = route(members, (to) => (to?.kind === "phone" && to.number === cast.ada.number ? "graph" : "acs"));
  const calling = createCalling({ adapter, url: listener.url, clock, logger: false });
  const addresses: string[] = [];
  listener.routeTo({
    handle(request) {
      addresses.push(new URL(request.url).pathname);
      return calling.handle(request);
    },
  });
  const from = { graph: "+14255550100", acs: "+14255550101" } as const;
  for (const cloud of providers) await simulator.registerBot({ cloud, webhookUrl: listener.url, number: from[cloud] });
  const call = async (provider: Provider) => {
    const who = provider === "graph" ? "ada" : "bob";
    simulator.person(who).reacts({ kind: "answer" });
    const made = await calling.create({ to: cast[who], from: from[provider] });
    await advanceUntil(clock, made.connected, 60_000);
    return made;
  };
  const calls: Readonly<Record<Provider, Call>> = { graph: await call("graph"), acs: await call("acs") };
  const now = Math.floor(clock.now() / 1000);
  return {
    calls,
    addressOf: (provider: Provider) => addresses.findLast((path) => path.includes(calls[provider].id)) ?? "",
    async send(signedBy: Provider, target: string, body: string) {
      const { kid, privateKey } = keyServers[signedBy];
      const claims = { ...identityOn(signedBy, simulator), nbf: now, exp: now + 3_600 };
      const token = jwt({ alg: "RS256", kid }, claims, rs(256, privateKey));
      const headers = [["Authorization", `Bearer ${token}`]] as const;
      return sendRaw(Number(new URL(listener.url).port), { target, headers, body });
    },
    advance: (ms: number) => simulator.advance(ms),
    async [Symbol.asyncDispose]() {
      await calling.close({ drainMs: 0 });
      await listener.close();
      for (const provider of providers) await keyServers[provider][Symbol.asyncDispose]();
      await simulator.close();
    },
  };
}

test("on a bot of two clouds, neither cloud can send events about the other's calls", {
  tags: "endpoint/own-address",
}, async () => {
  await using both = await startBoth();
  for (const victim of providers) {
    const other = victim === "graph" ? "acs" : "graph";
    const withoutId = (body: string) => body.replaceAll(both.calls[victim].providerCallId ?? "", "");
    const unnamed = JSON.stringify([{ id: "1", type: "Microsoft.Communication.CallDisconnected", data: {} }]);
    for (const body of [
      endOf(victim, both.calls[victim].providerCallId ?? ""),
      endOf(other, both.calls[victim].providerCallId ?? ""),
      endOf(other, both.calls[other].providerCallId ?? ""),
      withoutId(endOf(other, both.calls[victim].providerCallId ?? "")),
      unnamed,
    ]) {
      const { status } = await both.send(other, both.addressOf(victim), body);
      expect({ victim, body, status }).toEqual({ victim, body, status: 401 });
    }
    await both.advance(1_000);
    for (const provider of providers) expect((await both.calls[provider].snapshot()).state).toBe("connected");
  }
});

test("on a bot of two clouds, each cloud can send events about its own calls", async () => {
  await using both = await startBoth();
  for (const provider of providers) {
    const body = endOf(provider, both.calls[provider].providerCallId ?? "");
    expect((await both.send(provider, both.addressOf(provider), body)).status).toBeLessThan(300);
    await both.advance(1_000);
    expect((await both.calls[provider].snapshot()).state).toBe("disconnected");
  }
});
