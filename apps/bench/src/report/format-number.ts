/** Three digits that mean something, and no more: `0.412`, `41.2`, `412`, `41,200`. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return "-";
  if (value === 0) return "0";
  const digits = Math.floor(Math.log10(Math.abs(value))) + 1;
  const rounded = Number(value.toPrecision(3));
  return digits >= 3 ? Math.round(rounded).toLocaleString("en-US") : rounded.toFixed(Math.min(3 - digits, 3));
}
