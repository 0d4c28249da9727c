type HeadersInit = ConstructorParameters<typeof Headers>[0];

/** Headers in whatever form they were given, as a record by name in lower case. */
export function plainHeaders(headers: HeadersInit): Record<string, string> {
  if (headers === undefined || headers instanceof Headers || Array.isArray(headers))
    return Object.fromEntries(new Headers(headers));
  const plain: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) plain[name.toLowerCase()] = String(value);
  return plain;
}
