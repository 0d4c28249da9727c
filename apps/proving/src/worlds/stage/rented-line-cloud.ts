import { type Clock, isE164 } from "@trunkline/core";
import {
  account,
  Carrier,
  type CarrierApi,
  personOn,
  rentedLine,
  startCarrierApi,
} from "@trunkline/examples/rented-line";
import type { Reaction } from "@trunkline/simulator";
import { cast } from "../../scenarios/kit/cast.js";
import type { WireLine, WorldCloud } from "./cloud.js";
import { carrierFaults } from "./rented-line-faults.js";

/** How long the carrier waits before it sends an event again that was not accepted, ms. In all less than worlds remember a call that is over. */
const againAfterMs = [1_000, 4_000, 15_000, 30_000];

/** The carrier of the third-party example, as worlds are played on it. It reaches telephones only: the bot's calls to the others are refused. */
export function rentedLineCloud(clock: Clock): WorldCloud {
  const reactions = new Map<string, Reaction>();
  const faults = carrierFaults();
  let log: WireLine[] = [];
  let busy = 0;
  let deliver: (request: Request) => Promise<Response> = async () => new Response(null, { status: 503 });
  let world: { readonly carrier: Carrier; readonly api: CarrierApi } | undefined;
  const here = () => {
    if (world) return world;
    throw new Error("the world is not open");
  };
  const after = (ms: number, work: () => void) => (ms === 0 ? work() : void clock.setTimer(ms, work));
  const during = async <T>(work: () => Promise<T>): Promise<T> => {
    busy++;
    return work().finally(() => busy--);
  };

  /** Sends an event, with whatever goes wrong, and again if the bot does not accept it. */
  const send = (copy: () => Request, title: string, attempt = 1): void => {
    const { copies, laterMs, lost, fault, body } = faults.onEvent();
    const once = (pauseMs: number | undefined) =>
      during(async () => {
        const at = clock.now();
        const { status, ok } = lost ? new Response(null, { status: 504 }) : await deliver(await body(copy()));
        log.push({ at, direction: "to-bot", title, attempt, status, fault });
        if (ok || lost === "for good" || pauseMs === undefined) return;
        clock.setTimer(pauseMs, () => send(copy, title, attempt + 1));
      });
    after(laterMs, () => void once(againAfterMs[attempt - 1]));
    for (const afterMs of copies) after(laterMs + afterMs, () => void once(undefined));
  };

  const openCarrier = (): Carrier => {
    const carrier = new Carrier(clock, async (request) => {
      const body = await request.text();
      const { url, method, headers } = request;
      send(() => new Request(url, { method, headers, body }), JSON.parse(body).type);
      return new Response();
    });
    carrier.onRing = (number) => {
      if (isE164(number)) react(clock, personOn(carrier, number), reactions.get(number));
    };
    return carrier;
  };

  return {
    async open() {
      const carrier = openCarrier();
      const api = await startCarrierApi(carrier, (request, answer) =>
        during(async () => {
          const { response, fault } = await faults.onRequest(answer);
          const title = `${request.method} ${new URL(request.url).pathname.replace(/^.*\/calls/, "")}`;
          log.push({ at: clock.now(), direction: "from-bot", title, status: response.status, fault });
          return response;
        }),
      );
      world = { carrier, api };
    },
    adapter: () => rentedLine({ ...account, baseUrl: here().api.baseUrl }),
    async register(_webhookUrl, to) {
      deliver = to;
    },
    get inFlight() {
      return busy > 0;
    },
    person(id) {
      const person = () => personOn(here().carrier, numberOf(id));
      return {
        reacts: (reaction) => void reactions.set(numberOf(id), reaction),
        dial: () => person().dial().id,
        press(keys, gapMs) {
          for (const [index, key] of [...keys].entries())
            after(index * gapMs, () => ifPossible(() => person().press(key)));
        },
        hangUp: () => ifPossible(() => person().hangUp()),
        share: () => {},
      };
    },
    hangUpEveryone() {
      const { carrier } = here();
      for (const { people, state } of carrier.lines.values())
        for (const number of state === "over" ? [] : people.keys())
          if (isE164(number)) ifPossible(() => personOn(carrier, number).hangUp());
    },
    running: () => [...here().carrier.lines.values()].filter(({ state }) => state !== "over").length,
    faults,
    rotateKeys: async () => {},
    log: () => log,
    async reset() {
      await world?.api[Symbol.asyncDispose]();
      world = undefined;
      log = [];
      reactions.clear();
      faults.clear();
    },
  };
}

/** Somebody's telephone rings. The carrier has no voicemail of its own, and says of all who cannot be reached that they declined. */
function react(clock: Clock, person: ReturnType<typeof personOn>, reaction: Reaction = { kind: "ignore" }): void {
  const acts: Readonly<Record<string, () => void>> = {
    answer: person.answer,
    voicemail: person.answer,
    busy: person.busy,
    ignore: person.ignore,
  };
  const act = acts[reaction.kind] ?? person.decline;
  clock.setTimer(("afterMs" in reaction && reaction.afterMs) || 0, () => ifPossible(act));
}

/** Who has no telephone in the cast has one here, to call the bot with. */
const telephones: Readonly<Record<string, `+${number}`>> = {
  eve: "+14255550188",
  finn: "+14255550189",
  gwen: "+14255550190",
};

function numberOf(id: string): `+${number}` {
  const member = Object.entries(cast).find(([name]) => name === id)?.[1];
  const number = member?.kind === "phone" ? member.number : telephones[id];
  if (number === undefined) throw new Error(`${id} has no telephone`);
  return number;
}

/** Skips what the situation does not allow: the carrier's people have no such call then. */
function ifPossible(act: () => unknown): void {
  try {
    act();
  } catch (error) {
    if (!(error instanceof Error) || !error.message.includes("has no call that")) throw error;
  }
}
