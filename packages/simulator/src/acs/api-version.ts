/** The versions that Call Automation has had, each exactly as it was called (source: the API descriptions and recordings). */
const RELEASED = ["2023-03-06", "2023-10-15", "2024-04-15", "2024-09-15", "2025-05-15", "2025-06-15", "2026-03-12"];
const PREVIEWS = [
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
];
const KNOWN: ReadonlySet<string> = new Set([...RELEASED, ...PREVIEWS.map((date) => `${date}-preview`)]);

export function isKnownVersion(version: string): boolean {
  return KNOWN.has(version);
}
