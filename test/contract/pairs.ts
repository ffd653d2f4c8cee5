/** Every language over every transport that carries it: the probe plugin, loaded so. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type LoadedPlugin, type LoadOptions, loadPlugin, type Manifest } from "../../src/index.ts";
import { nodeGuestFolder, nodeGuestManifest } from "../fixtures/node-guest.ts";
import { artefact, root } from "../fixtures/repository.ts";

/** The kinds of components that a guest has. The one that was written without an SDK has the first two. */
export type Kinds = "all" | "actions and providers";

export interface Pair {
  name: string;
  /** Whether a channel lies between: not so for the plugin that already is one. */
  isGuest: boolean;
  /** What of the suite it runs. */
  kinds: Kinds;
  /** @param changes fields that the manifest has instead of its own */
  load(options?: LoadOptions, changes?: Partial<Manifest>): Promise<LoadedPlugin>;
}

type Protocol = "native" | "wasm" | "ffi" | "ipc";

export const pairs: Pair[] = [
  pair("typescript", "native"),
  pair("rust", "wasm", "dist/probe.wasm"),
  pair("rust", "ffi", libraryPath()),
  pair("python", "ipc"),
  pair("typescript", "ipc"),
  pair("rust", "ipc", libraryPath()),
  nodePair(),
];

/** One of each language, and each codec: what `bun test` has time for. */
export const pairsOfInnerLoop: Pair[] = ["typescript native", "rust wasm", "python ipc"].map(pairNamed);

/** @throws Error for a name that no pair has */
export function pairNamed(name: string): Pair {
  const found = pairs.find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`There is no pair ${name}`);
  return found;
}

function pair(language: string, protocol: Protocol, built?: string): Pair {
  const folder = join(root, "test/guests/probe", language);
  return {
    name: `${language} ${protocol}`,
    isGuest: protocol !== "native",
    kinds: "all",
    load: async (options = {}, changes = {}) => {
      if (built !== undefined) artefact(`test/guests/probe/${language}/${built}`);
      if (language === "python") artefact("dist/python/__main__.py");
      const manifest: Manifest = JSON.parse(readFileSync(join(folder, "plugin.json"), "utf8"));
      return loadPlugin({ manifest: { ...manifest, ...changes }, baseDir: folder, protocol, ...options });
    },
  };
}

function nodePair(): Pair {
  return {
    name: "node ipc",
    isGuest: true,
    kinds: "actions and providers",
    load: async (options = {}, changes = {}) =>
      loadPlugin({
        manifest: { ...nodeGuestManifest(), ...changes },
        baseDir: nodeGuestFolder,
        ...options,
      }),
  };
}

function libraryPath(): string {
  return process.platform === "darwin" ? "dist/libprobe.dylib" : "dist/libprobe.so";
}
