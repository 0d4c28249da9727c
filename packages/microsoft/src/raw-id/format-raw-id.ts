import type { RawId, RawIdCloud } from "./raw-id.js";

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
