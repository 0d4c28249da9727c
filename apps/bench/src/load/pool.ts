import { Connection } from "./connection.js";

/** The requests of one round, in as many rows as there are connections: a call's requests are in one row, in order. */
export interface Rows {
  readonly ports: readonly number[];
  readonly rows: readonly (readonly Uint8Array[])[];
}

/** Opens a connection a row, spread over the ports. Resolves when all are there. */
export async function openConnections({ ports, rows }: Rows): Promise<readonly Connection[]> {
  const connections = rows.map((_, index) => new Connection(ports[index % ports.length] ?? 0));
  await Promise.all(connections.map((connection) => connection.opened()));
  return connections;
}

/** @throws Error when a callback is refused: a benchmark of refusals would measure nothing. */
export function requireTaken(status: number): void {
  if (status >= 300) throw new Error(`a callback was answered with ${status}`);
}
