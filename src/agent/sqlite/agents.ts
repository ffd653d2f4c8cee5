/** Agents: a character with timestamps, kept whole. */
import type { Database } from "bun:sqlite";
import type { Agent, UUID } from "@elizaos/core";
import { jsonText } from "../json-text.ts";
import { needed, present } from "./columns.ts";

/** What an agent has that was created without it. */
const DEFAULTS = {
  enabled: true,
  username: "",
  bio: "",
  messageExamples: [],
  postExamples: [],
  topics: [],
  adjectives: [],
  knowledge: [],
  plugins: [],
  settings: {},
  style: {},
};

type Settings = Record<string, unknown>;

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

  /** Of each its id, name and bio. */
  all(): Partial<Agent>[] {
    return this.#database
      .query<{ fields: string }, []>("SELECT fields FROM agents ORDER BY rowid")
      .all()
      .map((row) => {
        const { id, name, bio } = JSON.parse(row.fields) as Agent;
        return present<Partial<Agent>>({ id, name, bio });
      });
  }

  /** False where there is one of that id, or where it has no name. */
  create(agent: Partial<Agent>): boolean {
    if (!agent.name) return false;
    const id = agent.id ?? crypto.randomUUID();
    const now = Date.now();
    const fields = { ...DEFAULTS, createdAt: now, updatedAt: now, ...present<object>({ ...agent }), id };
    const { changes } = this.#database
      .query("INSERT OR IGNORE INTO agents (id, fields) VALUES (?, ?)")
      .run(id, jsonText(fields));
    return changes === 1;
  }

  /** Replaces the fields that are given; settings are merged, those given as null go. True, whether there is such an agent or not. */
  update(id: UUID, fields: Partial<Agent>): boolean {
    const known = this.get(needed(id, "agentId", "update an agent") as UUID);
    if (known === null) return true;
    const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
    const updated: Settings = { ...known, updatedAt: Date.now(), ...given, id };
    if (fields.settings) updated.settings = merged(known.settings, fields.settings) ?? {};
    this.#database.query("UPDATE agents SET fields = ? WHERE id = ?").run(jsonText(updated), id);
    return true;
  }

  /** False where there was none. */
  delete(id: UUID): boolean {
    return this.#database.query("DELETE FROM agents WHERE id = ?").run(id).changes > 0;
  }
}

/** Nothing where all that was there has been taken away. */
function merged(known: unknown, given: object): Settings | undefined {
  const result: Settings = isMap(known) ? { ...known } : {};
  for (const [key, value] of Object.entries(given)) {
    const setting = isMap(value) ? merged(result[key], value) : (value ?? undefined);
    if (setting === undefined) delete result[key];
    else result[key] = setting;
  }
  const isEmptied = Object.keys(result).length === 0 && Object.keys(given).length > 0;
  return isEmptied ? undefined : result;
}

function isMap(value: unknown): value is Settings {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
