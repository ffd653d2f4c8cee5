/** All suites of `bun run test`, in the order in which they run: what fails fast comes first. */
import { existsSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { DRIVER, pluginCrates, pluginKinds } from "./crates.ts";
import { filesOf } from "./digest.ts";
import { venvPython } from "./python-tools.ts";
import { repositoryRoot } from "./repository.ts";
import { cargoTargetDir, lockedArgs } from "./rust-artefacts.ts";
import { WASM_TARGET } from "./rust-checks.ts";
import { wasmRustc } from "./rust-tools.ts";
import { cargoTest, check, junit, type Place, type Suite } from "./suite.ts";

/** @param full whether the long ones run too: fuzzing, soak, hundreds of rounds */
export function allSuites({ full }: { full: boolean }): Suite[] {
  return [
    ...typeScriptChecks(),
    ...pythonChecks(),
    bunTest("bun test", []),
    pytest(),
    ...rustSuites(),
    check("demo", [[process.execPath, "src/setup/demo.ts"]]),
    ...bunFiles(".slow.ts"),
    ...(full ? bunFiles(".full.ts") : []),
  ];
}

function typeScriptChecks(): Suite[] {
  // Their own first line asks for Node, which a machine with Bun need not have.
  const tool = (name: string) => [process.execPath, `node_modules/.bin/${name}`];
  return [
    check("biome", [[...tool("biome"), "check", "--error-on-warnings", "."]]),
    check("tsc", [[...tool("tsc"), "-p", "."]]),
  ];
}

function bunTest(name: string, args: readonly string[], place: Place = {}): Suite {
  const command = [process.execPath, "test", "--only-failures", "--reporter=junit"];
  return junit(name, (file) => [...command, `--reporter-outfile=${file}`, ...args], place);
}

/** Tests that bun test does not find by itself, as it must stay quick: each file is a suite. They use plugins of all languages. */
function bunFiles(suffix: string): Suite[] {
  return filesOf(join(repositoryRoot, "test"))
    .filter((file) => file.endsWith(suffix))
    .map((file) => relative(repositoryRoot, file))
    .sort()
    .map((file) => bunTest(file, ["--timeout=120000", `./${file}`], { needs: ["python", "rust", "wasm"] }));
}

const PYTHON = join(repositoryRoot, "src/sdk/python");

function pythonChecks(): Suite[] {
  const module = (name: string) => [venvPython, "-m", name];
  // From the folder of pyproject.toml, which tells both tools whose modules are whose.
  const folders = [PYTHON, join(repositoryRoot, "plugins"), join(repositoryRoot, "test")];
  const sources = folders.flatMap(filesOf).filter((file) => file.endsWith(".py"));
  const place: Place = { needs: ["python"], cwd: PYTHON };
  const config = ["--config", "pyproject.toml"];
  return [
    check("ruff check", [[...module("ruff"), "check", ...config, ...sources]], place),
    check("ruff format", [[...module("ruff"), "format", "--check", ...config, ...sources]], place),
    check("mypy", [[...module("mypy"), ...sources]], place),
  ];
}

function pytest(): Suite {
  return junit("pytest", (file) => [venvPython, "-m", "pytest", `--junitxml=${file}`], {
    needs: ["python"],
    cwd: PYTHON,
  });
}

const RUST = "src/sdk/rust";
const ENV = { CARGO_TARGET_DIR: cargoTargetDir, CARGO_TERM_COLOR: "never" };

function rustSuites(): Suite[] {
  const crates = pluginCrates(repositoryRoot);
  const format = (crate: string) => [
    "cargo",
    "fmt",
    "--all",
    "--check",
    "--manifest-path",
    `${crate}/Cargo.toml`,
  ];
  return [
    check("cargo fmt", [RUST, ...crates, DRIVER].map(format), { needs: ["rust"] }),
    linted(RUST, "all targets", ["--workspace", "--all-targets"]),
    linted(DRIVER, "all targets", ["--all-targets"]),
    ...crates.flatMap((crate) => pluginKinds(repositoryRoot, crate).map((kind) => lintedPlugin(crate, kind))),
    rustTests(RUST, ["--workspace"]),
    ...crates.filter(hasTests).map((crate) => rustTests(crate, [])),
  ];
}

function lintedPlugin(crate: string, kind: "wasm" | "ffi"): Suite {
  if (kind === "ffi") return linted(crate, kind, ["--features", kind, "--all-targets"]);
  return linted(crate, kind, ["--features", kind, "--target", WASM_TARGET]);
}

function linted(crate: string, what: string, args: readonly string[]): Suite {
  const clippy = ["cargo", "clippy", "--quiet", ...lockedArgs, ...args, "--", "-D", "warnings"];
  const suite = check(`clippy ${crate} (${what})`, [clippy], {
    ...inCrate(crate),
    needs: what === "wasm" ? ["rust", "wasm"] : ["rust"],
  });
  if (what !== "wasm" || wasmRustc === undefined) return suite;
  // Clippy is of one version with the compiler that it came with, which has no such target here.
  const reasons = [
    `${suite.name}: the wasm32 target belongs to ELIZAOS_INTEROP_WASM_RUSTC, which has no clippy`,
  ];
  return { ...suite, run: async () => ({ passed: 0, failed: 0, skipped: 1, reasons, output: "" }) };
}

function rustTests(crate: string, args: readonly string[]): Suite {
  return cargoTest(`cargo test ${crate}`, ["cargo", "test", "--quiet", ...lockedArgs, ...args], {
    ...inCrate(crate),
    needs: ["rust"],
  });
}

function hasTests(crate: string): boolean {
  const folder = join(repositoryRoot, crate);
  if (existsSync(join(folder, "tests"))) return true;
  return filesOf(join(folder, "src")).some((file) => readFileSync(file, "utf8").includes("#[test]"));
}

function inCrate(crate: string): { cwd: string; env: Record<string, string> } {
  return { cwd: join(repositoryRoot, crate), env: ENV };
}
