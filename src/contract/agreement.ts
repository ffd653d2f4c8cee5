/** A manifest and what its guest says of itself: where the two contradict each other, and what they say together. */
import { errorOf } from "../errors.ts";
import { COMPONENT_KINDS, type ComponentKind, identityOf } from "./component-kinds.ts";
import type { GuestManifest, Manifest } from "./generated/types.ts";

/**
 * Where a manifest and its guest contradict each other. Only what both say is compared; `interop` and `config` are the
 * manifest's own. A guest that names components of any kind has none of the kinds that it leaves out; one that names none says nothing of them.
 */
export function differences(manifest: Manifest, guest: GuestManifest): string[] {
  const found: string[] = [];
  for (const field of ["name", "version", "language", "description"] as const) {
    if (guest[field] !== undefined && guest[field] !== manifest[field])
      found.push(
        `$.${field} is ${JSON.stringify(manifest[field])}, the guest says ${JSON.stringify(guest[field])}`,
      );
  }
  const unnamed = COMPONENT_KINDS.some(([kind]) => guest[kind] !== undefined) ? [] : undefined;
  for (const [kind] of COMPONENT_KINDS) {
    const ours = manifest[kind] as unknown as Definition[] | undefined;
    const theirs = (guest[kind] ?? unnamed) as unknown as Definition[] | undefined;
    if (ours !== undefined && theirs !== undefined) found.push(...differencesOfKind(kind, ours, theirs));
  }
  return found;
}

/** What both say together: the manifest's word, and the guest's where the manifest is silent. */
export function mergeManifests(manifest: Manifest | undefined, guest: GuestManifest): GuestManifest {
  if (manifest === undefined) return guest;
  const merged: Record<string, unknown> = { ...guest, ...manifest };
  for (const [kind] of COMPONENT_KINDS) {
    const ours = manifest[kind] as unknown as Definition[] | undefined;
    const theirs = byIdentity(kind, (guest[kind] ?? []) as unknown as Definition[]);
    if (ours !== undefined)
      merged[kind] = ours.map((one) => ({ ...theirs.get(identityOf(kind, one)), ...one }));
  }
  return merged as unknown as GuestManifest;
}

type Definition = Record<string, unknown>;

/** The first of each name. Strangers write both lists: to look through one for each of the other takes their product. */
function byIdentity(kind: ComponentKind, definitions: readonly Definition[]): Map<string, Definition> {
  const named = new Map<string, Definition>();
  for (const definition of definitions) {
    const identity = identityOf(kind, definition);
    if (!named.has(identity)) named.set(identity, definition);
  }
  return named;
}

function differencesOfKind(kind: ComponentKind, ours: Definition[], theirs: Definition[]): string[] {
  const found: string[] = [];
  const [known, twins] = [byIdentity(kind, ours), byIdentity(kind, theirs)];
  for (const definition of ours) {
    // The host serves static files itself: a guest need not know of them.
    if (definition.type === "STATIC") continue;
    const name = identityOf(kind, definition);
    const twin = twins.get(name);
    if (twin === undefined) {
      found.push(`$.${kind} has ${JSON.stringify(name)}, the guest has not`);
      continue;
    }
    for (const field of Object.keys(definition)) {
      const [mine, its] = [jsonOf(definition[field]), jsonOf(twin[field])];
      if (its !== undefined && its !== mine)
        found.push(`$.${kind} ${JSON.stringify(name)}: ${field} is ${mine}, the guest says ${its}`);
    }
  }
  for (const definition of theirs) {
    if (!known.has(identityOf(kind, definition)))
      found.push(`the guest has ${JSON.stringify(identityOf(kind, definition))}, $.${kind} has not`);
  }
  return found;
}

/** A text that is the same for the same value, in whatever order its keys are. */
function jsonOf(value: unknown): string | undefined {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );
}

/** The error for what differs, or undefined where nothing does. `artefact` is the file that runs, or its name. */
export function mismatch(
  manifest: Manifest | undefined,
  guest: GuestManifest,
  artefact: string,
): Error | undefined {
  const found = manifest === undefined ? [] : differences(manifest, guest);
  if (found.length === 0) return undefined;
  const text = `Cannot load ${artefact} as its manifest and its guest differ: ${found.join("; ")}`;
  return errorOf("manifest_mismatch", text, {
    plugin: manifest?.name,
    file: artefact,
    value: found,
    remedy: "Build the artefact again, or mend plugin.json",
  });
}
