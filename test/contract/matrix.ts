/** What passed over which pair, as tables for people. */
import type { ContractCase } from "./cases/index.ts";
import type { Pair } from "./pairs.ts";

export class Matrix {
  /** Whether a case passed. */
  readonly #outcomes = new Map<Pair, Map<ContractCase, boolean>>();

  record(pair: Pair, one: ContractCase, passed: boolean): void {
    const outcomes = this.#outcomes.get(pair) ?? new Map<ContractCase, boolean>();
    this.#outcomes.set(pair, outcomes.set(one, passed));
  }

  /** One line for each case or family of cases: ✓ where all of it passed, empty where none of it was run. */
  table(title: string, pairs: readonly Pair[], cases: readonly ContractCase[]): string {
    const rows = Map.groupBy(cases, ({ name, family = name }) => family);
    const lines = [...rows].map(([row, members]) => {
      const cells = pairs.map((pair) => this.#cell(pair, members).padEnd(pair.name.length));
      return `${cells.join("  ")}  ${row}${members.length > 1 ? ` (${members.length})` : ""}`;
    });
    return [`\n${title}`, pairs.map(({ name }) => name).join("  "), ...lines].join("\n");
  }

  #cell(pair: Pair, cases: readonly ContractCase[]): string {
    const outcomes = cases.map((one) => this.#outcomes.get(pair)?.get(one));
    const run = outcomes.filter((outcome) => outcome !== undefined);
    return cellOf(run.filter(Boolean).length, run.length);
  }
}

function cellOf(passed: number, run: number): string {
  if (run === 0) return "";
  if (passed === run) return "✓";
  return run === 1 ? "✗" : `${passed}/${run}`;
}
