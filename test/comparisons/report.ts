/** Reports with just what is read of them: the cases and the machine. */
import type { Case, Report } from "../../src/bench/report.ts";

/** @param id as `rust wasm invoke 300 B` */
export function caseOf(id: string, p50Us: number, rest: Partial<Case> = {}): Case {
  const [language, protocol, name] = id.split(" ");
  const own = { id, language, protocol, case: name, p50Us, callsPerSecond: 1e6 / p50Us };
  return {
    ...own,
    payloadBytes: Number(/ (\d+) B/.exec(id)?.[1]),
    inFlight: 1,
    pinned: id.endsWith(" pinned"),
    roundsP50Us: [p50Us],
    ...rest,
  } as Case;
}

export function reportOf(cases: readonly Case[], rest: Partial<Report> = {}): Report {
  const machine = {
    platform: "linux x64",
    kernel: "6.1.0",
    cpu: "A processor",
    cores: 2,
    memoryBytes: 2 ** 30,
    governor: null,
    versions: { bun: "1.4.5" },
  };
  return { cases, machine, missing: [], scaling: [], ...rest } as unknown as Report;
}
