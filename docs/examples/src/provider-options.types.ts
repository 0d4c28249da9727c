/** What must and what must not type-check. Nothing here runs: the compiler is the test. */
import { acs, type CallAutomationClient } from "@trunkline/acs";
import { type Adapter, type Call, type Calling, createCalling, failover, route } from "@trunkline/core";
import { type GraphClient, graph } from "@trunkline/graph";
import { type ConfiguredCalling, callingFromConfig, configFromEnvironment } from "trunkline";
import type {} from "./third-party-adapter/adapter-package.js";
import type { RentedLineClient } from "./third-party-adapter/client/rented-line-client.js";

const url = "https://bot.example.com/calls";
const to = "+14255550123";
const teams = () => graph({ appId: "", clientSecret: "", tenantId: "" });
const phones = () => acs({ connectionString: "", resourceId: "" });

/** Provider options come from the adapter's own schema. */
export async function providerOptions() {
  const calling = createCalling({ adapter: teams(), url });
  await calling.create({ to, providerOptions: { graph: { ringingTimeoutInSeconds: 30 } } });
  // @ts-expect-error a misspelled option
  await calling.create({ to, providerOptions: { graph: { ringingTimeoutInSecond: 30 } } });
  // @ts-expect-error an option of another verb
  await calling.create({ to, providerOptions: { graph: { participantCapacity: 3 } } });
  // Those of a provider not in use stay where they are: a switch by configuration changes no call site.
  await calling.create({ to, providerOptions: { acs: { sourceDisplayName: "Contoso" } } });
}

/** The way out is the vendor's own client. */
export function clients(): readonly [GraphClient, CallAutomationClient] {
  return [
    createCalling({ adapter: teams(), url }).adapter.client,
    createCalling({ adapter: phones(), url }).adapter.client,
  ];
}

/** A composite knows its members by name, and takes the options of each. */
export async function composites(): Promise<readonly [CallAutomationClient, GraphClient]> {
  const calling = createCalling({ adapter: failover({ east: phones(), west: phones(), teams: teams() }), url });
  const west: CallAutomationClient = calling.adapter.members.west.client;
  const byName: GraphClient = calling.adapter.client.teams;
  await calling.create({ to, providerOptions: { acs: { sourceDisplayName: "x" }, graph: { callChainId: "1" } } });
  // @ts-expect-error a misspelled option of one member
  await calling.create({ to, providerOptions: { acs: { sourceDisplay: "x" } } });
  // @ts-expect-error no such member
  calling.adapter.members.north;
  const byParty = route({ phones: phones(), teams: teams() }, (party) => (party?.kind === "user" ? "teams" : "phones"));
  createCalling({ adapter: byParty, url });
  createCalling({ adapter: route({ phones: phones(), teams: teams() }, () => "teams"), url });
  // @ts-expect-error "team" is no member
  route({ phones: phones() }, () => "team");
  return [west, byName];
}

/** A helper written against the plain type takes every adapter's calls, whatever their data. */
export async function helpers() {
  const leave = (call: Call) => call.hangUp();
  const ring = (calling: Calling) => calling.create({ to, providerOptions: { graph: { anything: 1 } } });
  const one = createCalling({ adapter: teams(), url });
  const two = createCalling({ adapter: route({ phones: phones() }, () => "phones"), url });
  const typed = createCalling<Adapter, { step: string }>({ adapter: teams(), url });
  for (const calling of [one, two, typed]) await leave(await ring(calling));
  await leave(await typed.create({ to, data: { step: "pin" } }));
  // @ts-expect-error data has a type
  await typed.create({ to, data: { stop: "pin" } });
}

/** The type of an event narrows it. */
export function events(calling: Calling) {
  calling.on("*", (event) => (event.type === "dtmf-received" ? event.tone : undefined));
  // @ts-expect-error before an answer there is no call to play into
  calling.on("incoming", (incoming) => incoming.play({ url: "x.wav" }));
  // @ts-expect-error no such event
  calling.on("call-started", () => {});
}

/** A plain text is no party: it may be anything. */
export async function parties(calling: Calling, call: Call, fromOutside: string) {
  // @ts-expect-error a text from outside: check it with phone()
  await calling.create({ to: fromOutside });
  // @ts-expect-error no country code
  await calling.create({ to: "0171234" });
  // @ts-expect-error it may be missing, and may be anything
  await calling.create({ to: process.env.TO });
  // @ts-expect-error a text from outside
  await call.transfer(fromOutside);
}

/** A collection ends by `max`, by `stopOn` or by either. */
export async function collections(call: Call) {
  await call.collectDtmf({ max: 4 });
  await call.collectDtmf({ stopOn: "#" });
  await call.collectDtmf({ max: 4, stopOn: "#", prompt: { url: "https://cdn.example.com/pin.wav" } });
  // @ts-expect-error neither: it would have no end
  await call.collectDtmf({ prompt: { url: "https://cdn.example.com/pin.wav" } });
  // @ts-expect-error a number, not a text
  await call.collectDtmf({ max: "4" });
}

/** A configuration names one of the providers there are, and its calls have the options of both. */
export async function configuration(): Promise<readonly [GraphClient, ConfiguredCalling["adapter"]["client"]]> {
  // @ts-expect-error no such provider
  await callingFromConfig({ provider: "telnyx", url });
  // @ts-expect-error the environment may say anything: configFromEnvironment checks it
  await callingFromConfig({ provider: process.env.TRUNKLINE_PROVIDER, url });
  // A package that says nothing of its types has the plain ones.
  const onAnother: Calling<Adapter> = await callingFromConfig({ provider: "@acme/untyped", url, options: { any: 1 } });
  await onAnother.create({ to, providerOptions: { anything: { goes: true } } });
  // One that adds itself to AdapterPackages is checked by name.
  const onRented = await callingFromConfig({
    provider: "@acme/rented-line",
    url,
    options: { account: "rl-1", apiKey: "k", webhookSecret: "s" },
  });
  onRented.adapter.client satisfies RentedLineClient;
  // @ts-expect-error an option is missing
  await callingFromConfig({ provider: "@acme/rented-line", url, options: { account: "rl-1" } });
  const onTeams = await callingFromConfig({ provider: "graph", url });
  const onEither: ConfiguredCalling = await callingFromConfig(configFromEnvironment(process.env));
  await onEither.create({
    to,
    providerOptions: { acs: { sourceDisplayName: "Contoso" }, graph: { callChainId: "1" } },
  });
  // @ts-expect-error a misspelled option
  await onEither.create({ to, providerOptions: { acs: { sourceDisplay: "Contoso" } } });
  if (onEither.adapter.name === "acs") onEither.adapter.client.createCall;
  const serve = (calling: Calling) => calling.on("incoming", (incoming) => incoming.answer());
  serve(onTeams);
  serve(onEither);
  return [onTeams.adapter.client, onEither.adapter.client];
}
