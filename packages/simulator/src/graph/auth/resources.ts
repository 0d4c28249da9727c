/** Names of the Graph API as a resource: its roots in the clouds that have calls, and its application id (documented). */
const names = [
  "https://graph.microsoft.com",
  "https://graph.microsoft.us",
  "https://dod-graph.microsoft.us",
  "00000003-0000-0000-c000-000000000000",
] as const;

type Origins = () => { readonly http: string; readonly https: string };

/** Whose tokens this API takes: the names of the real one, and the simulator's own addresses. */
export function audiences(origins: Origins): readonly string[] {
  const { http, https } = origins();
  return [...names, http, https].flatMap((name) => [name, `${name}/`]);
}

/** Names of Azure Communication Services as a resource. Its client asks for `https://communication.azure.com//.default` (source). */
export const communicationAudiences: readonly string[] = [
  "https://communication.azure.com",
  "https://communication.azure.com/",
];

/** The resource of a scope such as `https://graph.microsoft.com/.default`; `undefined` if it is no such scope. */
export function resourceOfScope(scope: string): string | undefined {
  return /^(\S+)\/\.default$/i.exec(scope.trim())?.[1];
}
