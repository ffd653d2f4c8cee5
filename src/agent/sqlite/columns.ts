/** Between columns and fields: JSON where a column holds a map, no field at all where a column holds null. */
import type { Database } from "bun:sqlite";
import { jsonText } from "../json-text.ts";

export type Column = string | number | Uint8Array | null;

export function toColumn(value: unknown): string | null {
  return value === undefined || value === null ? null : jsonText(value);
}

export function fromColumn(column: string | null): unknown {
  return column === null ? null : JSON.parse(column);
}

/** For `updateColumns`: what is not given stays undefined. */
export function givenColumn(value: unknown): string | null | undefined {
  return value === undefined ? undefined : toColumn(value);
}

/** The fields that have a value. `Fields` is what elizaOS calls the row; SQLite knows only text and numbers. */
export function present<Fields>(fields: Record<string, unknown>): Fields {
  const filled = Object.entries(fields).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(filled) as Fields;
}

/** Sets the columns that are not undefined, of the row of that id. Nothing happens where there is no such row. */
export function updateColumns(
  database: Database,
  where: { table: string; id: string },
  columns: Record<string, Column | undefined>,
): void {
  const given = Object.entries(columns).filter((pair): pair is [string, Column] => pair[1] !== undefined);
  if (given.length === 0) return;
  const assignments = given.map(([column]) => `${column} = ?`).join(", ");
  database
    .query(`UPDATE ${where.table} SET ${assignments} WHERE id = ?`)
    .run(...given.map(([, value]) => value), where.id);
}

/** @throws where elizaOS's own storage does: an argument that must be there is missing or empty */
export function needed(value: unknown, name: string, purpose: string): string {
  if (typeof value === "string" && value !== "") return value;
  throw new Error(`Cannot ${purpose} as '${name}' must be a text: current value is ${jsonText(value)}`);
}
