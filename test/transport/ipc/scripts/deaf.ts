/**
 * Holds guests that ignore the end of their input, and tells of their processes, two of each; one more guest for each line of input.
 * The test kills this process. Argument: the guests' shell scripts, as JSON.
 */
import { Child } from "../../../../src/transport/ipc/child.ts";

const scripts = JSON.parse(process.argv[2] ?? "[]") as string[];
let pids: number[] = [];
let wanted = 0;

function open(script: string): void {
  wanted += 2;
  const child = new Child(
    { argv: ["/bin/sh", "-c", script], env: { PATH: process.env.PATH ?? "" } },
    { onData: () => {}, onStuck: () => {}, onExit: () => {}, onLine: (line) => tell(Number(line)) },
  );
  child.setBusy(true);
}

function tell(pid: number): void {
  pids.push(pid);
  if (pids.length < wanted) return;
  console.log(JSON.stringify(pids));
  pids = [];
  wanted = 0;
}

for (const script of scripts) open(script);
for await (const _line of console) open(scripts[0] ?? "");
