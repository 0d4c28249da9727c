import { botNumber, cast } from "../../kit/cast.js";
import { onTheLine, type Stage } from "../../kit/stage.js";

/** The keys that the caller presses. */
export const pin = "739150";
/** The tones that the bot sends. */
export const dialed = "864209";
/** The secret that signs the addresses of calls. */
export const secret = "a secret of forty characters that must not leak";

/** What must not be said. The last two digits of telephone numbers may be. */
export function secretsOf(stage: Stage): Readonly<Record<string, string>> {
  const { acs, graph } = stage.simulator;
  const tokens = stage.callbacks.map(({ headers }) => headers.get("authorization")?.replace("Bearer ", "") ?? "");
  const macs = stage.callbacks.map(({ url }) => url.split(".").at(-1) ?? "").filter((mac) => mac.length === 22);
  const numbers = [cast.ada, cast.bob, cast.cara].map(({ number }) => number.slice(2, -2));
  return {
    "the PIN": pin,
    "the tones that were sent": dialed,
    "the secret of the addresses": secret,
    "the client secret": graph.clientSecret,
    "the access key": /accesskey=([^;]+)/i.exec(acs.connectionString)?.[1] ?? "",
    "the Event Grid secret": acs.eventGrid.secret,
    ...Object.fromEntries(numbers.map((number, index) => [`number ${index}`, number])),
    ...Object.fromEntries(tokens.map((token, index) => [`token ${index}`, token])),
    ...Object.fromEntries(macs.map((mac, index) => [`MAC ${index}`, mac])),
  };
}

/** A person calls and enters the PIN. */
export async function callIn(stage: Stage): Promise<void> {
  const ada = stage.person("ada");
  ada.dial(botNumber);
  await stage.when(ada.hears("pin.wav", { timeoutMs: 30_000 }));
  await stage.advance(5_000);
  ada.press(pin);
  await stage.advance(20_000);
}

/** The bot calls, and everything it then tries fails. */
export async function callOut(stage: Stage, fails: (promise: Promise<unknown>) => Promise<void>) {
  const call = await onTheLine(stage);
  stage.person("bob").reacts({ kind: "decline" });
  await fails(stage.when(call.transfer(cast.bob)));
  const sending = call.sendDtmf(dialed);
  await stage.advance(100);
  await stage.when(sending).catch(() => {});
  const path = stage.provider === "graph" ? "/communications/calls" : "/calling/callConnections";
  for (const status of [400, 403, 409, 429, 500, 503]) {
    const fault = stage.simulator.faults.add({ effect: { kind: "respond", status }, match: { path } });
    await fails(stage.when(call.sendDtmf(dialed)));
    await fails(stage.when(call.transfer(cast.cara)));
    await fails(stage.when(stage.calling.create({ to: cast.cara, from: botNumber })));
    stage.simulator.faults.remove(fault.id);
  }
  await fails(stage.calling.create({ to: cast.eve, from: cast.bob }).then((made) => stage.when(made.connected)));
  await fails(stage.calling.get(`${stage.provider}:nothing`));
  return call;
}

/** Posts callbacks without credentials, and ones with credentials but without rights, and passes their answers to `hear`. */
export async function postUnauthorized(
  stage: Stage,
  callback: { readonly url: string; readonly headers: Headers; readonly body: string },
  hear: (what: unknown) => void,
): Promise<void> {
  const { secret: grid } = stage.simulator.acs.eventGrid;
  const odd = [
    { ...callback, body: "{" },
    { ...callback, body: callback.body.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, crypto.randomUUID()) },
    { ...callback, url: `${callback.url}x` },
    { ...callback, headers: new Headers() },
    { ...callback, headers: new Headers({ authorization: `${callback.headers.get("authorization")}x` }) },
    { ...callback, headers: new Headers({ eventgrid: `${grid}x` }) },
    { ...callback, url: `${stage.url}?eventgrid=${grid}`, headers: new Headers() },
    { ...callback, url: `${stage.url}?eventgrid=${grid}`, headers: new Headers(), body: "[{}]" },
  ];
  for (const one of odd) {
    const response = await stage.post(one);
    hear(`${response.status} ${JSON.stringify([...response.headers])} ${await response.text()}`);
  }
}
