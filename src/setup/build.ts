/**
 * `bun run build`: what is shipped. dist/elizaos-interop is the one executable; dist/cli.js, dist/python and dist/types are for
 * the npm package, beside the sources.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { mustRun } from "./command.ts";
import { notice, packagesIn } from "./notice.ts";
import { missingOf, readRecord } from "./record.ts";
import { repositoryRoot } from "./repository.ts";

const DIST = join(repositoryRoot, "dist");
const BRIDGE = join(DIST, "python-guest.bundle");
/** What went into dist/cli.js. */
const METAFILE = ".cache/cli-bundle.json";
/** Own modules are split from elizaOS's, which only commands that need an agent load: --version starts in 5 instead of 12 ms. */
const SPLIT = ["--splitting", "--format=esm"];

/** What `bench` measures where no plugin is named, from plugins/: what needs no compiler on the user's machine. */
const BENCH_PLUGINS = ["echo", "bench"].flatMap((name) => [
  `${name}/typescript/plugin.json`,
  `${name}/typescript/${name}.ts`,
  `${name}/python/plugin.json`,
  `${name}/python/${name}_plugin.py`,
  `${name}/rust/plugin.json`,
  `${name}/rust/dist/${name}.wasm`,
]);

/**
 * What a shell reads of dist/cli.js. With Bun in the first line, `npx` where there is none would say that `env` found no such file.
 * JavaScript sees strings and comments.
 */
const START = `#!/bin/sh
":" //; command -v bun >/dev/null || { echo "error: Cannot run elizaos-interop without Bun, which it is made for" >&2
":" //; echo "  → Install it: npm install bun, or see https://bun.sh" >&2; exit 2; }
":" //; exec bun "$0" "$@"
`;

try {
  checkBridge();
  bundleBenchPlugins();
  await step("dist/elizaos-interop", buildExecutable);
  await step("dist/cli.js", buildCommandLine);
  await step("dist/types", buildTypes);
  writeNotice();
} catch (error) {
  console.error(`build: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}

async function step(name: string, work: () => Promise<unknown>): Promise<void> {
  const start = performance.now();
  await work();
  console.log(`build: ${name} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
}

/** The setup makes it where Python is. */
function checkBridge(): void {
  if (existsSync(BRIDGE)) return;
  const missing = missingOf(readRecord(), "python");
  const why = missing === undefined ? "run bun run setup" : `${missing.why}; mend it with: ${missing.remedy}`;
  throw new Error(`Cannot build as ${BRIDGE} does not exist: ${why}`);
}

/** As one file, JSON: path → text, or what is no text in base64. Without Rust the wasm is left out, and `bench` says so. */
function bundleBenchPlugins(): void {
  const folder = join(repositoryRoot, "plugins");
  const files = BENCH_PLUGINS.filter((path) => existsSync(join(folder, path))).map((path) => {
    const bytes = readFileSync(join(folder, path));
    return [path, path.endsWith(".wasm") ? { base64: bytes.toString("base64") } : bytes.toString()];
  });
  writeFileSync(join(DIST, "bench-plugins.bundle"), JSON.stringify(Object.fromEntries(files)));
  const missing = BENCH_PLUGINS.filter((path) => !existsSync(join(folder, path)));
  if (missing.length > 0) console.log(`build: bench goes without ${missing.join(", ")}: run bun run setup`);
}

/**
 * A Bun that nobody's environment turns into another program: every compiled executable obeys BUN_BE_BUN, which makes it Bun's own command
 * line, and BUN_OPTIONS, which can preload a file, before any code of ours runs; and no flag of the build turns that off. In this copy of
 * Bun they have a name that no shell can set.
 */
function bunWithoutOverrides(): string {
  const bytes = readFileSync(process.execPath);
  for (const name of ["BUN_BE_BUN", "BUN_OPTIONS"]) {
    let at = bytes.indexOf(name);
    if (at === -1) throw new Error(`Cannot build as ${process.execPath} no longer names ${name}`);
    for (; at !== -1; at = bytes.indexOf(name, at)) bytes[at] = 1;
  }
  mkdirSync(join(repositoryRoot, ".cache"), { recursive: true });
  const file = join(repositoryRoot, ".cache/bun-without-overrides");
  writeFileSync(file, bytes, { mode: 0o755 });
  return file;
}

function buildExecutable(): Promise<string> {
  const base = `--compile-executable-path=${bunWithoutOverrides()}`;
  const compiled = ["--compile", base, "--bytecode", "--outfile", "dist/elizaos-interop"];
  // Plugins find packages of their own; .env and bunfig.toml of the working directory belong to somebody else.
  const reads = [
    "--compile-autoload-package-json",
    "--no-compile-autoload-dotenv",
    "--no-compile-autoload-bunfig",
  ];
  return bundle("binary", ["src/cli/binary.ts", ...compiled, ...reads]);
}

async function buildCommandLine(): Promise<void> {
  for (const name of readdirSync(DIST)) if (/^cli\b.*\.js$/.test(name)) rmSync(join(DIST, name));
  mkdirSync(join(repositoryRoot, ".cache"), { recursive: true });
  await bundle("bundle", [
    "src/cli/bundle.ts",
    "--target=bun",
    "--outdir=dist",
    "--entry-naming=cli.[ext]",
    "--chunk-naming=cli-[hash].[ext]",
    // It stands beside the bundle as a folder.
    "--external=*/python-guest.bundle",
    `--metafile=${METAFILE}`,
  ]);
  makeStart(join(DIST, "cli.js"));
}

/** The file stays a program for Bun and for Node, and becomes one for a shell. */
function makeStart(file: string): void {
  const [, ...lines] = readFileSync(file, "utf8").split("\n");
  writeFileSync(file, START + lines.join("\n"));
}

/** From what is bundled, and from the pin of what the bridge holds. */
function writeNotice(): void {
  const { inputs } = JSON.parse(readFileSync(join(repositoryRoot, METAFILE), "utf8"));
  const pins = readFileSync(join(repositoryRoot, "src/sdk/python/requirements-dev.txt"), "utf8");
  const msgpackVersion = /^msgpack==(.+)$/m.exec(pins)?.[1] ?? "";
  writeFileSync(
    join(repositoryRoot, "NOTICE"),
    notice(repositoryRoot, packagesIn(Object.keys(inputs)), msgpackVersion),
  );
}

/** @param build what src/interop/assets.ts is told */
function bundle(build: "binary" | "bundle", args: readonly string[]): Promise<string> {
  const define = `ELIZAOS_INTEROP_BUILD="${build}"`;
  const command = [process.execPath, "build", ...args, ...SPLIT, "--define", define];
  return mustRun(`build ${args[0]}`, command, { cwd: repositoryRoot });
}

function buildTypes(): Promise<string> {
  rmSync(join(DIST, "types"), { recursive: true, force: true });
  const command = [process.execPath, "node_modules/.bin/tsc", "-p", "src/setup/tsconfig.types.json"];
  return mustRun("write the library's types", command, { cwd: repositoryRoot });
}
