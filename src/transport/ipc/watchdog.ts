/**
 * Ends guests whose host died without ending them: one small shell per host, for as long as there are guests. It holds a pipe of which
 * only the host has the other end, is told over it of each guest's process group, and ends those that are left when the pipe does. A
 * guest that sees the end of its input may have ended before.
 */
import { writeSync } from "node:fs";
import { closeDescriptor, socketPair } from "../libc.ts";

/**
 * `+7` names the process group 7, `-7` says that it is gone. A group that is empty already is forgotten before anything is ended, as
 * its number may be another's by then. The shell that is spawned ends at once and leaves this as nobody's child, so that the host has no
 * children but its guests. Of what runs in the background a shell takes the input away: it comes by descriptor 3.
 */
const SCRIPT = `
exec 3<&0
{
  trap '' HUP INT QUIT TERM TSTP
  groups=
  others() { kept=; for group in $groups; do [ "$group" = "$1" ] || kept="$kept $group"; done; groups=$kept; }
  living() { kept=; for group in $groups; do kill -s 0 -- "-$group" && kept="$kept $group"; done; groups=$kept; }
  while read -r word; do
    case $word in
      +*) groups="$groups \${word#+}" ;;
      -*) others "\${word#-}" ;;
    esac
  done
  for second in 1 2; do
    living
    [ -n "$groups" ] && sleep 1
  done
  living
  for group in $groups; do kill -s KILL -- "-$group"; done
} <&3 3<&- &
`;

const groups = new Set<number>();
/** Our end of the pipe, while there are groups. */
let pipe: number | undefined;

/** The group is ended when this process dies. */
export function watchGroup(group: number): void {
  groups.add(group);
  if (pipe === undefined) startWatchdog();
  else tell(`+${group}`);
}

/** The group is gone. */
export function forgetGroup(group: number): void {
  if (!groups.delete(group) || pipe === undefined) return;
  tell(`-${group}`);
  if (groups.size === 0) closePipe();
}

function tell(word: string): void {
  try {
    writeSync(pipe as number, `${word}\n`);
  } catch {
    // Somebody ended it: another one takes over.
    closePipe();
    startWatchdog();
  }
}

function closePipe(): void {
  if (pipe !== undefined) closeDescriptor(pipe);
  pipe = undefined;
}

function startWatchdog(): void {
  try {
    const [ours, theirs] = socketPair(true);
    pipe = ours;
    spawnOn(theirs);
    writeSync(ours, [...groups].map((group) => `+${group}\n`).join(""));
  } catch {
    // No shell, or no more descriptors or processes: the next guest tries again, and this one is no worse than without. It sees the end of
    // its input.
    closePipe();
  }
}

function spawnOn(input: number): void {
  try {
    // Its name and its host's id are for people who look at the list of processes.
    Bun.spawn(["/bin/sh", "-c", SCRIPT, "elizaos-interop-watchdog", String(process.pid)], {
      stdin: input,
      stdout: "ignore",
      stderr: "ignore",
      // Of no folder, no terminal and no session that a signal could come from.
      cwd: "/",
      detached: true,
      env: { PATH: process.env.PATH ?? "/usr/bin:/bin" },
    }).unref();
  } finally {
    closeDescriptor(input);
  }
}
