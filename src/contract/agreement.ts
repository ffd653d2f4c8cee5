/** A manifest and what its guest says of itself: where the two contradict each other, and what they say together. */
import { COMPONENT_KINDS } from "./component-kinds.ts";
import type { GuestManifest, Manifest } from "./generated/types.ts";

/**
 * Where a manifest and its guest contradict each other. Only what both say is compared; `interop` and `config` are the
 * manifest's own.
 */
export function differences(manifest: Manifest, guest: GuestManifest): string[] {
  const found: string[] = [];
  for (const field of ["name", "version", "language", "description"] as const) {
    if (guest[field] !== undefined && guest[field] !== manifest[field])
      found.push(
        `$.${field} is ${JSON.stringify(manifest[field])}, the guest says ${JSON.stringify(guest[field])}`,
      );
  }
  for (const [kind, key] of COMPONENT_KINDS) {
    const ours = manifest[kind] as unknown as Definition[] | undefined;
    const theirs = guest[kind] as unknown as Definition[] | undefined;
    if (ours !== undefined && theirs !== undefined) found.push(...differencesOfKind(kind, key, ours, theirs));
  }
  return found;
}

/** What both say together: the manifest's word, and the guest's where the manifest is silent. */
export function mergeManifests(manifest: Manifest | undefined, guest: GuestManifest): GuestManifest {
  if (manifest === undefined) return guest;
  const merged: Record<string, unknown> = { ...guest, ...manifest };
  for (const [kind, key] of COMPONENT_KINDS) {
    const ours = manifest[kind] as unknown as Definition[] | undefined;
    const theirs = (guest[kind] ?? []) as unknown as Definition[];
    if (ours !== undefined)
      merged[kind] = ours.map((one) => ({ ...theirs.find((other) => other[key] === one[key]), ...one }));
  }
  return merged as unknown as GuestManifest;
}

type Definition = Record<string, unknown>;

function differencesOfKind(kind: string, key: string, ours: Definition[], theirs: Definition[]): string[] {
  const found: string[] = [];
  for (const definition of ours) {
    const name = definition[key];
    const twin = theirs.find((candidate) => candidate[key] === name);
    if (twin === undefined) {
      found.push(`$.${kind} has ${JSON.stringify(name)}, the guest has not`);
      continue;
    }
    for (const field of Object.keys(definition)) {
      const [mine, its] = [JSON.stringify(definition[field]), JSON.stringify(twin[field])];
      if (its !== undefined && its !== mine)
        found.push(`$.${kind} ${JSON.stringify(name)}: ${field} is ${mine}, the guest says ${its}`);
    }
  }
  for (const definition of theirs) {
    if (!ours.some((candidate) => candidate[key] === definition[key]))
      found.push(`the guest has ${JSON.stringify(definition[key])}, $.${kind} has not`);
  }
  return found;
}
