import { Connection } from "./connection.js";

/** The requests of one round, in as many rows as there are connections: a call's requests are in one row, in order. */
export interface Rows {
  readonly ports: readonly number[];
  readonly rows: readonly (readonly Uint8Array[])[];
}

/** Opens a connection a row, spread over the ports. */
export function openConnections({ ports, rows }: Rows): readonly Connection[] {
  return rows.map((_, index) => new Connection(ports[index % ports.length] ?? 0));
}

/** @throws Error when a callback is refused: a benchmark of refusals would measure nothing. */
export function requireTaken(status: number): void {
  if (status >= 300) throw new Error(`a callback was answered with ${status}`);
}
