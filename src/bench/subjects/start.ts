/**
 * How long a plugin takes to be there: `load` ends when it is loaded, `first-answer` when it has been loaded and initialised and has
 * answered once, both in a host that runs; `cold-start` is a process of its own, `elizaos-interop invoke`, from its start to its end.
 */
import type { Plugin } from "@elizaos/core";
import { guestCommand } from "../../interop/assets.ts";
import { pluginInfo } from "../../interop/loaded.ts";
import type { Job } from "../component-call.ts";
import { type Introduced, introduce, unload } from "../introduce.ts";
import type { Shared } from "../shared.ts";
import { type CaseKey, type OpenSubject, type Subject, subjectId } from "../subject.ts";
import { loadWay, placeOf, type Session, type Way } from "../way.ts";
import { checkEqual, wrongResult } from "../wrong-result.ts";

export function load(way: Way): Subject {
  return starting(way, "load", 0, async () => ({
    call: () => loadWay(way),
    check: (plugin) => checkEqual("protocol", pluginInfo(plugin as Plugin)?.protocol, way.protocol),
    release: (plugin) => unload(plugin as Plugin),
    close: async () => {},
  }));
}

/** @param shared for its agent, whom the new plugins are introduced to */
export function firstAnswer(way: Way, shared: Shared<Session>, job: Job): Subject {
  return starting(way, "first-answer", job.inputs.payloadBytes, async () => {
    const { runtime } = await shared.acquire();
    return {
      call: () => introduce(way, runtime, job),
      check: (introduced) => job.check((introduced as Introduced).result),
      release: (introduced) => (introduced as Introduced).close(),
      close: () => shared.release(),
    };
  });
}

/** What `elizaos-interop` is told, and what it prints; undefined for whatever it pleases. */
export interface ColdCommand {
  words: readonly string[];
  printed: string | undefined;
}

export function coldStart(way: Way, { words, printed }: ColdCommand): Subject {
  const argv = [...guestCommand(way.options.bin), ...words];
  let child: Bun.Subprocess<"ignore", "pipe", "pipe"> | undefined;
  return starting(way, "cold-start", 0, async () => ({
    async call() {
      child = Bun.spawn(argv, { stdin: "ignore", stdout: "pipe", stderr: "pipe" });
      const [stdout, stderr] = await Promise.all([
        new Response(child.stdout).text(),
        new Response(child.stderr).text(),
      ]);
      return { status: await child.exited, stdout, stderr };
    },
    check(ended) {
      const { status, stdout, stderr } = ended as { status: number; stdout: string; stderr: string };
      if (status !== 0) throw wrongResult("exit status", "0", `${status}: ${stderr}`);
      if (printed !== undefined) checkEqual("output", stdout, printed);
    },
    // One that never ends was given up.
    close: async () => child?.kill(),
  }));
}

function starting(way: Way, name: string, payloadBytes: number, open: () => Promise<OpenSubject>): Subject {
  const key: CaseKey = { ...placeOf(way), case: name, payloadBytes, inFlight: 1, pinned: false };
  return { ...key, id: subjectId(key), cold: true, open };
}
