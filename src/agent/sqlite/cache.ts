/** The cache: any value that JSON can hold, by a key. */
import type { Database } from "bun:sqlite";
import type { UUID } from "@elizaos/core";
import { jsonText } from "../json-text.ts";

export class Cache {
  readonly #database: Database;
  readonly #agentId: UUID;

  constructor(database: Database, agentId: UUID) {
    this.#database = database;
    this.#agentId = agentId;
  }

  /** Undefined where there is none. */
  get<Value>(key: string): Value | undefined {
    const row = this.#database
      .query<{ value: string }, [string, string]>("SELECT value FROM cache WHERE agent_id = ? AND key = ?")
      .get(this.#agentId, key);
    return row === null ? undefined : JSON.parse(row.value);
  }

  /** False where there is nothing to keep: null and undefined leave what is there as it is. */
  set(key: string, value: unknown): boolean {
    if (value === null || value === undefined) return false;
    this.#database
      .query("INSERT OR REPLACE INTO cache (agent_id, key, value) VALUES (?, ?, ?)")
      .run(this.#agentId, key, jsonText(value));
    return true;
  }

  /** True, whether there was one or not. */
  delete(key: string): boolean {
    this.#database.query("DELETE FROM cache WHERE agent_id = ? AND key = ?").run(this.#agentId, key);
    return true;
  }
}
