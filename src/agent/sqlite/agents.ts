/** Agents: a character with timestamps, kept whole. */
import type { Database } from "bun:sqlite";
import type { Agent, UUID } from "@elizaos/core";
import { jsonText } from "../json-text.ts";

export class Agents {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  get(id: UUID): Agent | null {
    const row = this.#database
      .query<{ fields: string }, [string]>("SELECT fields FROM agents WHERE id = ?")
      .get(id);
    return row === null ? null : JSON.parse(row.fields);
  }

  /** False where there is one of that id. */
  create(agent: Partial<Agent>): boolean {
    const id = agent.id ?? crypto.randomUUID();
    const now = Date.now();
    const { changes } = this.#database
      .query("INSERT OR IGNORE INTO agents (id, fields) VALUES (?, ?)")
      .run(id, jsonText({ createdAt: now, updatedAt: now, ...agent, id }));
    return changes === 1;
  }

  /** Replaces the fields that are given. False where there is no such agent. */
  update(id: UUID, fields: Partial<Agent>): boolean {
    const known = this.get(id);
    if (known === null) return false;
    this.#database
      .query("UPDATE agents SET fields = ? WHERE id = ?")
      .run(jsonText({ ...known, updatedAt: Date.now(), ...fields, id }), id);
    return true;
  }
}
