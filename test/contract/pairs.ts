/** Every language over every transport that carries it: the probe plugin, loaded so. */
import { dirname } from "node:path";
import { type LoadedPlugin, type LoadOptions, loadPlugin } from "../../src/index.ts";
import { nodeGuestFolder, nodeGuestManifest } from "../fixtures/node-guest.ts";
import { artefact } from "../fixtures/repository.ts";

export interface Pair {
  name: string;
  /** Whether a channel lies between: not so for the plugin that already is one. */
  isGuest: boolean;
  load(options?: LoadOptions): Promise<LoadedPlugin>;
}

export const pairs: Pair[] = [
  pair("typescript native", "typescript", "native"),
  pair("rust wasm", "rust", "wasm", "dist/probe.wasm"),
  pair("rust ffi", "rust", "ffi", libraryPath()),
  pair("python ipc", "python", "ipc"),
  pair("typescript ipc", "typescript", "ipc"),
  pair("rust ipc", "rust", "ipc", libraryPath()),
  pair("node ipc", "node", "ipc"),
];

export const guestPairs: Pair[] = pairs.filter(({ isGuest }) => isGuest);

function pair(
  name: string,
  folder: string,
  protocol: "native" | "wasm" | "ffi" | "ipc",
  built?: string,
): Pair {
  const manifest = `test/guests/probe/${folder}/plugin.json`;
  return {
    name,
    isGuest: protocol !== "native",
    load: (options = {}) => {
      if (built !== undefined) artefact(`${dirname(manifest)}/${built}`);
      if (folder === "python") artefact("dist/python/__main__.py");
      if (folder === "node")
        return loadPlugin({ manifest: nodeGuestManifest(), baseDir: nodeGuestFolder, protocol, ...options });
      return loadPlugin({ manifestPath: artefact(manifest), protocol, ...options });
    },
  };
}

function libraryPath(): string {
  return process.platform === "darwin" ? "dist/libprobe.dylib" : "dist/libprobe.so";
}
