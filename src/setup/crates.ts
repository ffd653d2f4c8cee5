/** The Rust crates of this repository that are built to be loaded or run, and what each becomes. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { WASM_TARGET } from "./rust-checks.ts";

/** One build of one crate. */
export interface RustBuild {
  /** The crate's folder, from the root. */
  crate: string;
  kind: "wasm" | "ffi" | "program";
  /** Arguments of `cargo build`. */
  args: readonly string[];
  /** What cargo makes, from its target directory. */
  made: string;
  /** Where it is put, from the root. */
  artefact: string;
  /** Folders, from the root, whose change asks for a new build. */
  inputs: readonly string[];
}

const SDK = "src/sdk/rust";
/** The Rust engine of ELIZA as a program: the differential test asks it what it asks the other engines. */
export const DRIVER = "test/plugins/drivers/rust";
const PLUGIN_FOLDERS = ["plugins", "test/guests"];

/** The folders of all plugin crates, from the root: each is a plugin of its own, outside the SDK's workspace. */
export function pluginCrates(root: string): string[] {
  return PLUGIN_FOLDERS.flatMap((folder) =>
    (existsSync(join(root, folder)) ? readdirSync(join(root, folder)) : [])
      .sort()
      .map((name) => `${folder}/${name}/rust`)
      .filter((crate) => existsSync(join(root, crate, "Cargo.toml"))),
  );
}

/** The features that a plugin crate offers: each is a way to be loaded. */
export function pluginKinds(root: string, crate: string): ("wasm" | "ffi")[] {
  const { features = {} } = manifestOf(root, crate);
  return (["wasm", "ffi"] as const).filter((kind) => kind in features);
}

export function rustBuilds(root: string): RustBuild[] {
  const plugins = pluginCrates(root).flatMap((crate) =>
    pluginKinds(root, crate).map((kind) => pluginBuild(root, crate, kind)),
  );
  return existsSync(join(root, DRIVER, "Cargo.toml")) ? [...plugins, driverBuild()] : plugins;
}

function pluginBuild(root: string, crate: string, kind: "wasm" | "ffi"): RustBuild {
  const { package: named, lib } = manifestOf(root, crate);
  const name = lib?.name ?? named.name.replaceAll("-", "_");
  const target = kind === "wasm" ? ["--target", WASM_TARGET] : [];
  const file = kind === "wasm" ? `${name}.wasm` : libraryFile(name);
  return {
    crate,
    kind,
    args: ["--release", "--features", kind, ...target],
    made: kind === "wasm" ? `${WASM_TARGET}/release/${file}` : `release/${file}`,
    artefact: `${crate}/dist/${file}`,
    // A plugin's languages share files, such as ELIZA's script.
    inputs: [dirname(crate), SDK],
  };
}

function libraryFile(name: string): string {
  return process.platform === "darwin" ? `lib${name}.dylib` : `lib${name}.so`;
}

function driverBuild(): RustBuild {
  return {
    crate: DRIVER,
    kind: "program",
    args: ["--release"],
    made: "release/eliza-engine-driver",
    artefact: ".cache/eliza-driver/eliza-engine-driver",
    inputs: [DRIVER, "plugins/eliza"],
  };
}

interface CargoManifest {
  package: { name: string };
  lib?: { name?: string };
  features?: Record<string, string[]>;
}

function manifestOf(root: string, crate: string): CargoManifest {
  return Bun.TOML.parse(readFileSync(join(root, crate, "Cargo.toml"), "utf8")) as CargoManifest;
}
