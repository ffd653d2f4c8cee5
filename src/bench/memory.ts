/** How much memory processes have, and which ones are ours. */
import { readdirSync, readFileSync } from "node:fs";

interface ProcessRow {
  pid: number;
  parent: number;
  rssBytes: number;
}

const BYTES_PER_KIB = 1024;

/** Of this process. Garbage is collected first. */
export function hostRssBytes(): number {
  Bun.gc(true);
  return process.memoryUsage.rss();
}

/** Of all processes that this one started, and theirs. */
export function childrenRssBytes(): number {
  const rows = process.platform === "linux" ? linuxRows() : psRows();
  const family = new Set([process.pid]);
  // Ids go round: a child's may be lower than its parent's, so that it takes several looks.
  for (let known = 0; known !== family.size; ) {
    known = family.size;
    for (const { pid, parent } of rows) if (family.has(parent)) family.add(pid);
  }
  const children = rows.filter(({ pid }) => pid !== process.pid && family.has(pid));
  return children.reduce((sum, { rssBytes }) => sum + rssBytes, 0);
}

function linuxRows(): ProcessRow[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const status = readFileSync(`/proc/${name}/status`, "utf8");
        const field = (label: string) =>
          Number(new RegExp(`^${label}:\\s+(\\d+)`, "m").exec(status)?.[1] ?? 0);
        return [{ pid: Number(name), parent: field("PPid"), rssBytes: field("VmRSS") * BYTES_PER_KIB }];
      } catch {
        // It has ended meanwhile.
        return [];
      }
    });
}

function psRows(): ProcessRow[] {
  const { stdout, pid: asked } = Bun.spawnSync(["ps", "-A", "-o", "pid=,ppid=,rss="]);
  return stdout
    .toString()
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number))
    .map(([pid = 0, parent = 0, rss = 0]) => ({ pid, parent, rssBytes: rss * BYTES_PER_KIB }))
    .filter(({ pid }) => pid !== asked);
}
