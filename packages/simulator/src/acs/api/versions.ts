import type { AcsApi } from "./operations.js";

/** The versions that each API has had, each exactly as it was called (source: the API descriptions and recordings). */
const versions: Readonly<
  Record<AcsApi, { readonly released: readonly string[]; readonly previews: readonly string[] }>
> = {
  calling: {
    released: ["2023-03-06", "2023-10-15", "2024-04-15", "2024-09-15", "2025-05-15", "2025-06-15", "2026-03-12"],
    previews: [
      "2022-04-07",
      "2023-01-15",
      "2023-06-15",
      "2023-10-03",
      "2024-01-22",
      "2024-06-15",
      "2024-09-01",
      "2024-11-15",
      "2025-03-30",
      "2025-08-15",
    ],
  },
  rooms: {
    released: ["2023-06-14", "2024-04-15", "2025-03-13"],
    previews: ["2023-03-31", "2023-10-30", "2025-02-28"],
  },
  identities: {
    released: ["2021-03-07", "2021-11-01", "2022-06-01", "2022-10-01", "2023-08-01", "2023-10-01", "2025-06-30"],
    previews: ["2021-10-31", "2025-03-02", "2025-04-01"],
  },
};

export function isKnownVersion(api: AcsApi, version: string): boolean {
  const { released, previews } = versions[api];
  return released.includes(version) || previews.some((date) => version === `${date}-preview`);
}
