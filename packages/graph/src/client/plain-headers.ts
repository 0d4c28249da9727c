type HeadersInit = ConstructorParameters<typeof Headers>[0];

/** Headers in whatever form they were given, as a record by name in lower case. */
export function plainHeaders(headers: HeadersInit): Record<string, string> {
  if (headers === undefined || headers instanceof Headers || Array.isArray(headers))
    return Object.fromEntries(new Headers(headers));
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
}
