/** Whether a manifest names a component that a guest announces by `component.register`. Task workers are in no manifest. */
import { COMPONENT_KINDS, identityOf } from "../contract/component-kinds.ts";
import type { GuestManifest, Manifest } from "../contract/manifest.ts";

/** @param kind as in `component.register`: `action` */
export function isNamed(
  manifest: Manifest | GuestManifest,
  kind: string,
  definition: Record<string, unknown>,
): boolean {
  const field = COMPONENT_KINDS.map(([one]) => one).find((one) => one === `${kind}s`);
  if (field === undefined) return false;
  const named = (manifest[field] ?? []) as unknown as Record<string, unknown>[];
  return named.some((one) => identityOf(field, one) === identityOf(field, definition));
}
