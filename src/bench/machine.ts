/** On what a run was made: without that its figures say nothing to others. */
import { readFileSync } from "node:fs";
import { cpus, release, totalmem } from "node:os";

export interface Machine {
  /** As `linux x64`. */
  platform: string;
  kernel: string;
  cpu: string;
  cores: number;
  memoryBytes: number;
  /** The frequency governor, where the system tells. */
  governor: string | null;
  /** Programs and libraries that had part in the run. */
  versions: Record<string, string>;
}

/** @param versions of what the run uses, beside Bun */
export function thisMachine(versions: Record<string, string>): Machine {
  const [first] = cpus();
  return {
    platform: `${process.platform} ${process.arch}`,
    kernel: release(),
    cpu: first?.model.trim() ?? "unknown",
    cores: navigator.hardwareConcurrency,
    memoryBytes: totalmem(),
    governor: governor(),
    versions: { bun: Bun.version, ...versions },
  };
}

/** In one line: `2 × AMD EPYC 7B13, 24 GiB, linux x64 6.1.0; bun 1.4.5`. */
export function machineLine({ cores, cpu, memoryBytes, platform, kernel, versions }: Machine): string {
  const programs = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  const memory = `${Math.round(memoryBytes / 2 ** 30)} GiB`;
  return `${cores} × ${cpu}, ${memory}, ${platform} ${kernel}; ${programs.join(", ")}`;
}

function governor(): string | null {
  try {
    return readFileSync("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "utf8").trim();
  } catch {
    // Virtual machines and macOS have none.
    return null;
  }
}
