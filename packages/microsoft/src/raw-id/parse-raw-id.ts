import type { RawId, RawIdCloud } from "./raw-id.js";

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
