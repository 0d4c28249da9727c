import type { PersonUnderTest } from "@trunkline/conformance";
import type { Clock } from "@trunkline/core";
import type { Asked, RentedLineCloud } from "./rented-line-cloud.fixture.js";

const promptMs = 2000;

/** A telephone that the API reaches, with somebody at it who does what a test says. */
export function telephoneOn(cloud: RentedLineCloud, clock: Clock, party: `+${number}`): PersonUnderTest {
  /** The calls that they are in, by sid, with the callback address of each. */
  const calls = new Map<string, string>();
  const heard: string[] = [];
  const tell = (sid: string, url: string, form: Readonly<Record<string, string>> = {}) =>
    clock.setTimer(0, () => void cloud.callBack(url, { CallSid: sid, ...form }));
  const become = (CallStatus: string, form = {}, [sid, url] = [...calls].at(-1) ?? []) => {
    if (sid !== undefined && url !== undefined) tell(sid, url, { CallStatus, ...form });
  };
  const end = (status: string, code: string, call = [...calls].at(-1)) => {
    become(status, { SipResponseCode: code }, call);
    if (call) calls.delete(call[0]);
  };
  const play = (sid: string, markup: string) => {
    const files = [...markup.matchAll(/<Play[^>]*>(.*?)<\/Play>/g)].map(([, file = ""]) => file);
    const [, next = ""] = /<Redirect>(.*?)<\/Redirect>/.exec(markup) ?? [];
    heard.push(...files);
    clock.setTimer(promptMs * files.length, () => tell(sid, next));
  };
  const take = ({ path, sid, form }: Asked) => {
    if (path.endsWith("/Calls.json") && form.get("To") === party) {
      calls.set(sid, form.get("StatusCallback") ?? "");
      become("ringing");
    }
    const url = calls.get(sid);
    if (url === undefined) return;
    if (form.get("Status") === "completed") end("completed", "200", [sid, url]);
    else if (form.has("Twiml") && !form.has("To")) play(sid, form.get("Twiml") ?? "");
  };
  cloud.listeners.push(take);
  return {
    party,
    calls: () => calls.size,
    answer: () => become("in-progress"),
    busy: () => end("busy", "486"),
    ignore: () => end("no-answer", "480"),
    hangUp: () => end("completed", "200"),
    heard: () => heard,
  };
}
