/**
 * How long does a start take: the executable's, beside a compiled hello world, which is what Bun itself takes; a plugin's until it is
 * loaded; and Python's own with the two modules that a guest cannot do without.
 */
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { textJob } from "../src/bench/echo-job.ts";
import { LATENCY_BYTES } from "../src/bench/payload.ts";
import { type CaseKey, type Subject, subjectId } from "../src/bench/subject.ts";
import { firstAnswer, load } from "../src/bench/subjects/start.ts";
import { checkEqual } from "../src/bench/wrong-result.ts";
import { mustRun } from "../src/setup/command.ts";
import { venvPython } from "../src/setup/python-tools.ts";
import { repositoryRoot } from "../src/setup/repository.ts";
import { CACHE } from "./artefacts.ts";
import type { Field, OurWay } from "./field.ts";
import type { Question } from "./question.ts";

const EXECUTABLE = join(repositoryRoot, "dist/elizaos-interop");
const PYTHON_IMPORTS = [venvPython, "-c", "import asyncio, msgpack"];

export const start: Question = {
  name: "start",
  asks: "How long does a start take?",
  durationMs: 30_000,
  rivals: [],
  subjects: async (field) => [
    ...(await executableSubjects(field)),
    ...field.ways.filter(({ case: name }) => name === "invoke").flatMap(loadSubjects),
  ],
};

function loadSubjects({ way, shared }: OurWay): Subject[] {
  const subjects = [load(way), firstAnswer(way, shared, textJob(LATENCY_BYTES))];
  if (way.language !== "python") return subjects;
  const imports = run("imports", "python", "floor", PYTHON_IMPORTS);
  return [imports, ...subjects.map((subject) => ({ ...subject, floor: imports.id }))];
}

async function executableSubjects({ missing }: Field): Promise<Subject[]> {
  const hello = run("hello-world", "typescript", "floor", [await compileHello()]);
  if (existsSync(EXECUTABLE))
    return [hello, run("version", "typescript", "executable", [EXECUTABLE, "--version"], hello.id)];
  missing.push({
    plugin: null,
    language: "typescript",
    protocol: "executable",
    case: "version",
    reason: `${EXECUTABLE} does not exist`,
    remedy: "bun run build",
  });
  return [hello];
}

async function compileHello(): Promise<string> {
  const source = join(CACHE, "hello.ts");
  const program = join(CACHE, "hello");
  mkdirSync(CACHE, { recursive: true });
  await Bun.write(source, 'console.log("hello world");\n');
  const flags = ["--compile", "--bytecode", "--format=esm", "--outfile", program];
  await mustRun("compile hello world", [process.execPath, "build", source, ...flags], { cwd: CACHE });
  return program;
}

/** A program from its start to its end. */
function run(name: string, language: string, protocol: string, argv: string[], floor?: string): Subject {
  const key: CaseKey = { case: name, language, protocol, payloadBytes: 0, inFlight: 1, pinned: false };
  return {
    ...key,
    id: subjectId(key),
    cold: true,
    ...(floor === undefined ? undefined : { floor }),
    open: async () => ({
      call: () => Bun.spawnSync(argv, { stdout: "ignore", stderr: "inherit" }).exitCode,
      check: (status) => checkEqual("exit status", status, 0),
      close: async () => {},
    }),
  };
}
