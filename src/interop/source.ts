/**
 * Where a plugin comes from: a manifest with its folder, or one artefact that the caller named. Paths that a manifest names
 * stay inside its folder.
 */
import { existsSync, realpathSync, statSync } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import type { Interop, Manifest, Protocol } from "../contract/generated/types.ts";
import { checkManifest, parseManifest } from "../contract/manifest.ts";
import { errorOf } from "../errors.ts";
import { readManifestFile } from "./manifest-file.ts";

/** The artefacts that a plugin offers. */
export type Artefacts = Partial<Omit<Interop, "protocol">> & {
  /** The modulePath is a package's name, whatever files there are. */
  packageOnly?: boolean;
};

export interface PluginSource {
  manifest: Manifest | undefined;
  /** The manifest's file, else the artefact as the caller wrote it; for errors. */
  file: string;
  /** What relative paths are relative to. Absolute. */
  baseDir: string;
  artefacts: Artefacts;
  /** The transport where the caller names no other. */
  protocol: Protocol;
  /** Whether the caller named the artefact: a manifest is a stranger, a caller is not. */
  trusted: boolean;
}

/** Reads a manifest. @throws ManifestError */
export function sourceOfManifestFile(manifestPath: string): PluginSource {
  const file = resolve(manifestPath);
  const manifest = parseManifest(readManifest(file, manifestPath), manifestPath);
  return sourceOfManifest(manifest, dirname(file), manifestPath);
}

/** Takes a manifest that the caller has read already. @throws ManifestError */
export function sourceOfManifestValue(value: unknown, baseDir: string): PluginSource {
  return sourceOfManifest(
    checkManifest(value, "the manifest"),
    resolve(baseDir),
    join(baseDir, "plugin.json"),
  );
}

/** An artefact without a manifest. Relative paths are relative to the working directory. */
export function sourceOfArtefact(protocol: Protocol, artefacts: Artefacts, file: string): PluginSource {
  return { manifest: undefined, file, baseDir: process.cwd(), artefacts, protocol, trusted: true };
}

function sourceOfManifest(manifest: Manifest, baseDir: string, file: string): PluginSource {
  const { protocol, ...artefacts } = manifest.interop;
  return { manifest, file, baseDir, artefacts, protocol, trusted: false };
}

function readManifest(file: string, shown: string): string {
  const read = readManifestFile(file);
  if (typeof read === "string") return read;
  const { code, reason, remedy } = read;
  throw errorOf(code, `Cannot load ${shown} as ${reason}`, { file: shown, value: shown, remedy });
}

/**
 * The absolute path of an artefact that must exist.
 * @param field the manifest's field, for errors
 * @throws LoadError `path_escapes`, `artefact_not_found` or `artefact_invalid`
 */
export function artefactPath(source: PluginSource, field: keyof Artefacts, allowOutside = false): string {
  const named = String(source.artefacts[field]);
  const file = pathInside(source, field, named, allowOutside);
  const stats = statSync(file, { throwIfNoEntry: false });
  if (stats?.isFile()) return file;
  const path = source.trusted ? undefined : `$.interop.${field}`;
  const place = { plugin: source.manifest?.name, file, path, value: named };
  if (stats !== undefined)
    throw errorOf("artefact_invalid", `Cannot load ${source.file} as ${named} is no file`, {
      ...place,
      remedy: "Name the file itself",
    });
  throw errorOf("artefact_not_found", `Cannot load ${source.file} as ${named} does not exist`, {
    ...place,
    remedy: source.trusted ? "Check the path" : `Build the plugin, or mend ${path}`,
  });
}

/**
 * The absolute path of what a source names. A manifest's may not leave its folder, by `..` or by a symlink.
 * @throws LoadError `path_escapes`
 */
export function pathInside(source: PluginSource, field: string, named: string, allowOutside = false): string {
  const file = resolve(source.baseDir, named);
  if (source.trusted || allowOutside) return file;
  const escapes =
    isAbsolute(named) ||
    leadsOut(source.baseDir, file) ||
    (existsSync(file) && leadsOut(realpathSync(source.baseDir), realpathSync(file)));
  if (!escapes) return file;
  const path = `$.interop.${field}`;
  throw errorOf(
    "path_escapes",
    `Cannot load ${source.file} as ${path} leads out of its folder: ${JSON.stringify(named)}`,
    {
      plugin: source.manifest?.name,
      file: source.file,
      path,
      value: named,
      remedy: "Move the file into the plugin's folder, or pass allowOutsidePaths",
    },
  );
}

/** Whether the way from a folder to a file goes out of it. */
function leadsOut(folder: string, file: string): boolean {
  const way = relative(folder, file);
  return way === ".." || way.startsWith(`..${sep}`) || isAbsolute(way);
}
