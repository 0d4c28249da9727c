import { createHash } from "node:crypto";
import type { Leg } from "../../engine/call.js";
import type { BotSpec } from "../../engine/party.js";
import { type Bot, type Party, sameParty } from "../../engine/party.js";
import type { BotRegistration } from "../../wire/settings.js";
import type { WireContext } from "../../wire/wire.js";

/** How long Event Grid's announcement waits for a decision (documented: an incoming call rings for 30 s). */
const ANSWER_WITHIN_MS = 30_000;

/** A bot of this cloud for the engine. */
export function acsBotSpec(registration: BotRegistration): BotSpec & { readonly id: string } {
  const { displayName, webhookUrl } = registration;
  const addresses = addressesOf(registration);
  const [first] = addresses;
  return {
    id: registration.id ?? `acs:${first.kind === "phone" ? first.number : first.id}`,
    cloud: "acs",
    ...(displayName === undefined ? {} : { displayName }),
    addresses,
    webhookUrl,
    answerWithinMs: ANSWER_WITHIN_MS,
  };
}

function addressesOf({ number, communicationUser }: BotRegistration): [Party, ...Party[]] {
  const phone: Party[] = number === undefined ? [] : [{ kind: "phone", number }];
  const user: Party[] = communicationUser === undefined ? [] : [{ kind: "communication-user", id: communicationUser }];
  const [first, ...rest] = [...phone, ...user];
  if (!first) throw new Error("A bot on acs needs an address: give it a number or a communicationUser.");
  return [first, ...rest];
}

/** Which bot speaks, and how it is called in lists. */
export interface Identities {
  /** The bot that a request comes from: the one with the number, else the first of this cloud, else one that is only good for calling out. */
  caller(number: string | undefined): Bot;
  /** `8:acs:{resource}_{user}` of a bot. */
  communicationUser(bot: Pick<Bot, "id" | "addresses">): string;
  /** A leg's party as this wire shows it: a bot of this cloud is a communication user, even if it has a number. */
  shown(leg: Leg): Party;
  /** The leg that a party in a request means: one of that party, or the one that a call to that party was redirected to. */
  find(legs: readonly Leg[], party: Party): Leg | undefined;
}

export function createIdentities({ engine, credentials }: WireContext): Identities {
  const { population } = engine;
  const communicationUser: Identities["communicationUser"] = (bot) => {
    const own = bot.addresses.find((address) => address.kind === "communication-user");
    return own?.id ?? `8:acs:${credentials.acs.resourceId}_${guidFrom(bot.id)}`;
  };
  const shown: Identities["shown"] = (leg) => {
    if (leg.owner.kind !== "bot") return leg.party;
    const { botId } = leg.owner;
    const bot = population.bots().find((candidate) => candidate.id === botId && candidate.cloud === "acs");
    return bot ? { kind: "communication-user", id: communicationUser(bot) } : leg.party;
  };
  return {
    communicationUser,
    shown,
    find: (legs, party) =>
      legs.find((leg) => sameParty(leg.party, party) || sameParty(shown(leg), party)) ??
      legs.find((leg) => leg.forwardedFrom.some((called) => sameParty(called, party))),
    caller(number) {
      const bots = population.bots().filter((bot) => bot.cloud === "acs");
      const owner = bots.find((bot) =>
        bot.addresses.some((address) => address.kind === "phone" && address.number === number),
      );
      return owner ?? bots[0] ?? population.addBot(outboundOnly(credentials.acs.resourceId));
    },
  };
}

function outboundOnly(resourceId: string): Parameters<WireContext["engine"]["population"]["addBot"]>[0] {
  const id = `8:acs:${resourceId}_${guidFrom("outbound")}`;
  return {
    id: "acs-resource",
    cloud: "acs",
    displayName: "ACS resource",
    addresses: [{ kind: "communication-user", id }],
    webhookUrl: "",
    answerWithinMs: ANSWER_WITHIN_MS,
  };
}

function guidFrom(text: string): string {
  const hash = createHash("sha256").update(text).digest("hex");
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-4${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}
