/**
 * `elizaos-interop`: finds the command, checks its words, runs it, and ends with its exit status. 0 is success, 1 a plugin that
 * failed or refused, 2 wrong words or a plugin that cannot be loaded. What a command needs is imported when it runs.
 */
import type { CommandDef } from "citty";
import packageJson from "../../package.json";
import { closest } from "../contract/suggestion.ts";
import { errorOf, messageOf, UsageError } from "../errors.ts";
import { asksForHelp, type Definitions, readArguments } from "./arguments.ts";
import { hasColour } from "./colour.ts";
import { tellFailure, type Voice } from "./failure.ts";
import { writeMessage, writeResult } from "./output.ts";

interface Command {
  description: string;
  /** It runs plugins of others: none of their processes is to read what the user's environment holds. */
  startsGuests?: true;
  /** The command itself; its `run` may return an exit status. */
  load(): Promise<unknown>;
}

const COMMANDS: Record<string, Command> = {
  invoke: {
    description: "Run one action of a plugin in an agent, and print its reply",
    startsGuests: true,
    load: async () => (await import("./invoke.ts")).invokeCommand,
  },
  provide: {
    description: "Ask one provider of a plugin in an agent, and print what it gives",
    startsGuests: true,
    load: async () => (await import("./provide.ts")).provideCommand,
  },
  inspect: {
    description: "Load a plugin and show its manifest, its components and its artefact",
    startsGuests: true,
    load: async () => (await import("./inspect.ts")).inspectCommand,
  },
  validate: {
    description: "Check manifests, and show every error",
    load: async () => (await import("./validate.ts")).validateCommand,
  },
  bench: {
    description: "Measure what plugins cost over each protocol: calls, payloads, starts, memory",
    startsGuests: true,
    load: async () => (await import("./bench.ts")).benchCommand,
  },
  guest: {
    description: "Serve a plugin on stdin and stdout, for a host that started this process",
    load: async () => (await import("./guest.ts")).guestCommand,
  },
  doctor: {
    description: "Show what this machine has and lacks, and how to mend it",
    load: async () => (await import("./doctor.ts")).doctorCommand,
  },
};

const ROOT: CommandDef = {
  meta: {
    name: "elizaos-interop",
    version: packageJson.version,
    description: packageJson.description,
  },
  args: {
    version: { type: "boolean", description: "Print the version" },
    help: { type: "boolean", description: "Print this, or the help of a command" },
  },
  subCommands: Object.fromEntries(
    Object.entries(COMMANDS).map(([name, { description }]) => [name, { meta: { name, description } }]),
  ),
};

let running: Promise<never> | undefined;

/** Runs the command that this process was started with, and ends the process. Once, however many entries call it. */
export function main(): Promise<never> {
  running ??= runAndExit(process.argv.slice(2));
  return running;
}

async function runAndExit(words: readonly string[]): Promise<never> {
  const voice = voiceOf(words);
  let finished = false;
  const stray = (thrown: unknown) => {
    const status = tellFailure(strayError(thrown), voice);
    finished = true;
    process.exit(status);
  };
  // A guest tells what its plugin throws, and lives.
  if (words[0] !== "guest") {
    process.on("uncaughtException", stray);
    process.on("unhandledRejection", stray);
  }
  process.on("exit", (code) => {
    // A guest's end is told by its status: its host reads that.
    if (!finished && words[0] !== "guest") process.reallyExit(tellFailure(endedByPlugin(code), voice));
  });
  let status: number;
  try {
    status = await runWords(words);
  } catch (error) {
    status = tellFailure(error, voice);
  }
  finished = true;
  // Timers that a plugin or core left behind would keep the process for as long as they please.
  return process.exit(status);
}

async function runWords([name, ...rest]: readonly string[]): Promise<number> {
  checkBun();
  if (name === "--version" || name === "-v") {
    writeResult(`${packageJson.version}\n`);
    return 0;
  }
  if (name === "--help" || name === "-h") {
    writeResult(await helpOf(ROOT));
    return 0;
  }
  if (name === undefined) {
    writeMessage(await helpOf(ROOT));
    throw new UsageError("usage", "Cannot run without a command", { remedy: SEE_HELP });
  }
  const known = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (known === undefined) throw unknownCommand(name);
  const command: CommandDef = {
    ...((await known.load()) as CommandDef),
    meta: { name, description: known.description },
  };
  const definitions = command.args as Definitions;
  if (asksForHelp(rest, definitions)) {
    writeResult(await helpOf(command, ROOT));
    return 0;
  }
  readArguments(name, rest, definitions);
  if (known.startsGuests === true) (await import("../transport/libc.ts")).closeToOthers();
  const { runCommand } = await import("citty");
  const { result } = await runCommand(command, { rawArgs: rest });
  return typeof result === "number" ? result : 0;
}

/** The package's command can be started by Node, also where it was not meant to be. */
function checkBun(): void {
  if (typeof Bun !== "undefined") return;
  throw errorOf("platform_unsupported", "Cannot run elizaos-interop without Bun, which it is made for", {
    value: process.version,
    remedy: NEEDS_BUN,
  });
}

const NEEDS_BUN =
  "Install Bun (npm install bun, or see https://bun.sh) and run it again, as npx elizaos-interop or bunx elizaos-interop";

const SEE_HELP = "See elizaos-interop --help";

function unknownCommand(name: string): Error {
  const near = closest(name, [...Object.keys(COMMANDS), "--help", "--version"]);
  const what = name.startsWith("-") ? "flag" : "command";
  return new UsageError("usage", `Cannot run ${JSON.stringify(name)} as there is no ${what} of that name`, {
    path: name,
    value: name,
    remedy: near === undefined ? SEE_HELP : `Did you mean ${near}?`,
  });
}

/** citty paints its help wherever it goes, unless it likes the environment. */
async function helpOf(command: CommandDef, parent?: CommandDef): Promise<string> {
  const { renderUsage } = await import("citty");
  const help = (await renderUsage(command, parent)).replaceAll(/ +$/gm, "").trimEnd();
  return `${hasColour(1) ? help : Bun.stripANSI(help)}\n`;
}

/** Before the words are known to be right: an error in them is told as they ask. */
function voiceOf(words: readonly string[]): Voice {
  const end = words.indexOf("--");
  const flags = end === -1 ? words : words.slice(0, end);
  // That of bench names a file.
  const json = words[0] !== "bench" && flags.includes("--json");
  return { json, verbose: flags.includes("--verbose") };
}

/** A plugin in this process called process.exit: its caller must not take that for success. */
function endedByPlugin(code: number): Error {
  return errorOf("crashed", `The plugin ended the process, with status ${code}`, {
    value: code,
    remedy: "Use --protocol ipc to run it in a process of its own",
  });
}

/** What a plugin threw when nobody was waiting for it. */
function strayError(thrown: unknown): Error {
  return errorOf("handler_failed", `The plugin failed outside of any call: ${messageOf(thrown)}`, {
    cause: thrown,
  });
}

if (import.meta.main) await main();
