/** A stranger's project that has the package installed, from its tarball. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { mustRun } from "../../src/setup/command.ts";
import { root } from "../fixtures/repository.ts";
import type { Stranger } from "./stranger.ts";

export async function makeProject(stranger: Stranger): Promise<{ folder: string; tarball: string }> {
  const tarball = await pack(stranger.folder);
  const folder = join(stranger.folder, "project");
  mkdirSync(folder);
  writeFileSync(
    join(folder, "package.json"),
    JSON.stringify({ type: "module", dependencies: { "elizaos-interop": tarball } }),
  );
  await mustRun("install the tarball", [process.execPath, "install"], { cwd: folder });
  return { folder, tarball };
}

/** With npm as a publisher has it; a machine with Bun alone packs with that. The package's own prepack builds it first. */
async function pack(folder: string): Promise<string> {
  const npm = ["npm", "pack", "--silent", "--pack-destination", folder];
  const bun = [process.execPath, "pm", "pack", "--quiet", "--destination", folder];
  const output = await mustRun("pack the package", Bun.which("npm") === null ? bun : npm, { cwd: root });
  const name = output.trim().split("\n").at(-1) ?? "";
  return join(folder, name.slice(name.lastIndexOf("/") + 1));
}
