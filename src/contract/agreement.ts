/** A manifest and what its guest says of itself: where the two contradict each other, and what they say together. */
import { COMPONENT_KINDS, type ComponentKind, identityOf } from "./component-kinds.ts";
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
  for (const [kind] of COMPONENT_KINDS) {
    const ours = manifest[kind] as unknown as Definition[] | undefined;
    const theirs = guest[kind] as unknown as Definition[] | undefined;
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
    const theirs = (guest[kind] ?? []) as unknown as Definition[];
    if (ours !== undefined) merged[kind] = ours.map((one) => ({ ...twinOf(kind, one, theirs), ...one }));
  }
  return merged as unknown as GuestManifest;
}

type Definition = Record<string, unknown>;

function twinOf(kind: ComponentKind, one: Definition, others: Definition[]): Definition | undefined {
  const identity = identityOf(kind, one);
  return others.find((other) => identityOf(kind, other) === identity);
}

function differencesOfKind(kind: ComponentKind, ours: Definition[], theirs: Definition[]): string[] {
  const found: string[] = [];
  for (const definition of ours) {
    // The host serves static files itself: a guest need not know of them.
    if (definition.type === "STATIC") continue;
    const name = identityOf(kind, definition);
    const twin = twinOf(kind, definition, theirs);
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
    if (twinOf(kind, definition, ours) === undefined)
      found.push(`the guest has ${JSON.stringify(identityOf(kind, definition))}, $.${kind} has not`);
  }
  return found;
}
