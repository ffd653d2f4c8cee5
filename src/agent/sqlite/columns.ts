/** Between columns and fields: JSON where a column holds a map, no field at all where a column holds null. */
import { jsonText } from "../json-text.ts";

export function toColumn(value: unknown): string | null {
  return value === undefined || value === null ? null : jsonText(value);
}

export function fromColumn(column: string | null): unknown {
  return column === null ? null : JSON.parse(column);
}

/** The fields that have a value. `Fields` is what elizaOS calls the row; SQLite knows only text and numbers. */
export function present<Fields>(fields: Record<string, unknown>): Fields {
  const filled = Object.entries(fields).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(filled) as Fields;
}
