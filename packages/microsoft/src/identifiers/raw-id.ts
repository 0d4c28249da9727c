/** The sovereign cloud that an identity belongs to, as both wires spell it in raw identifiers. */
export type RawIdCloud = "public" | "dod" | "gcch";

/** The parts of a raw identifier. */
export type RawId =
  /** `4:+14255550123`. */
  | { readonly kind: "phone"; readonly number: string }
  /** `4:anonymous`: a phone that withholds its number. */
  | { readonly kind: "anonymous-phone" }
  /** `4:933`, `4:+1425555XXXX`: a phone without an E.164 number, such as a short code or a masked number. */
  | { readonly kind: "other-phone"; readonly value: string }
  /** `8:orgid:…`, `8:dod:…`, `8:gcch:…`: an Entra (Teams) user by object id. */
  | { readonly kind: "teams-user"; readonly id: string; readonly cloud: RawIdCloud }
  /** `8:teamsvisitor:…`: a participant of a Teams meeting without an account. */
  | { readonly kind: "teams-visitor"; readonly id: string }
  /** `28:orgid:…`, and the bare `28:…`: a bot or resource account by id. */
  | { readonly kind: "teams-app"; readonly id: string; readonly cloud: RawIdCloud }
  /** `8:acs:{resource}_{user}` and `8:spool:…`: a user of a communication resource. Its id is the raw identifier, whole. */
  | { readonly kind: "communication-user"; readonly id: string; readonly cloud: RawIdCloud }
  /** `8:acs:{resource}_{tenant}_{user}`: a Teams user as an extension of a communication resource. */
  | {
      readonly kind: "teams-extension-user";
      readonly resourceId: string;
      readonly tenantId: string;
      readonly userId: string;
      readonly cloud: RawIdCloud;
    }
  /** Anything else, kept as it came. */
  | { readonly kind: "unknown"; readonly rawId: string };

const teamsUserClouds: ReadonlyMap<string, RawIdCloud> = new Map([
  ["orgid", "public"],
  ["dod", "dod"],
  ["gcch", "gcch"],
]);
const communicationClouds: ReadonlyMap<string, RawIdCloud> = new Map([
  ["acs", "public"],
  ["dod-acs", "dod"],
  ["gcch-acs", "gcch"],
  ["spool", "public"],
]);

/**
 * Takes a raw identifier apart. Total: what it does not know comes back as `unknown`, whole.
 * The prefixes are those of `@azure/communication-common`; the bare `28:{id}` is how Teams names bots elsewhere.
 */
export function parseRawId(rawId: string): RawId {
  if (rawId.startsWith("4:")) return parsePhone(rawId);
  const [scheme, second, third, ...more] = rawId.split(":");
  if (more.length > 0 || !second) return { kind: "unknown", rawId };
  if (scheme === "8" && third) return parseUser(rawId, second, third);
  if (scheme === "28") return parseApp(rawId, second, third);
  return { kind: "unknown", rawId };
}

function parsePhone(rawId: string): RawId {
  const rest = rawId.slice("4:".length);
  if (rest === "anonymous") return { kind: "anonymous-phone" };
  // An asserted id may follow the number after an underscore; the number alone names the line.
  const number = rest.split("_", 1)[0] ?? "";
  if (/^\+[1-9]\d{1,14}$/.test(number)) return { kind: "phone", number };
  return rest === "" ? { kind: "unknown", rawId } : { kind: "other-phone", value: rest };
}

function parseUser(rawId: string, realm: string, id: string): RawId {
  if (realm === "teamsvisitor") return { kind: "teams-visitor", id };
  const teams = teamsUserClouds.get(realm);
  if (teams) return { kind: "teams-user", id, cloud: teams };
  const cloud = communicationClouds.get(realm);
  if (!cloud) return { kind: "unknown", rawId };
  const [resourceId, tenantId, userId, ...more] = id.split("_");
  if (resourceId && tenantId && userId && more.length === 0) {
    return { kind: "teams-extension-user", resourceId, tenantId, userId, cloud };
  }
  return { kind: "communication-user", id: rawId, cloud };
}

function parseApp(rawId: string, second: string, third: string | undefined): RawId {
  if (third === undefined) return { kind: "teams-app", id: second, cloud: "public" };
  const cloud = teamsUserClouds.get(second);
  return cloud && third ? { kind: "teams-app", id: third, cloud } : { kind: "unknown", rawId };
}

const realm: Readonly<Record<RawIdCloud, string>> = { public: "orgid", dod: "dod", gcch: "gcch" };
const communicationRealm: Readonly<Record<RawIdCloud, string>> = { public: "acs", dod: "dod-acs", gcch: "gcch-acs" };

/** The raw identifier of what `parseRawId` took apart. */
export function formatRawId(id: RawId): string {
  switch (id.kind) {
    case "phone":
      return `4:${id.number}`;
    case "anonymous-phone":
      return "4:anonymous";
    case "other-phone":
      return `4:${id.value}`;
    case "teams-user":
      return `8:${realm[id.cloud]}:${id.id}`;
    case "teams-visitor":
      return `8:teamsvisitor:${id.id}`;
    case "teams-app":
      return `28:${realm[id.cloud]}:${id.id}`;
    case "communication-user":
      return id.id;
    case "teams-extension-user":
      return `8:${communicationRealm[id.cloud]}:${id.resourceId}_${id.tenantId}_${id.userId}`;
    case "unknown":
      return id.rawId;
  }
}
