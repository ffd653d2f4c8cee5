/** The one check that wasm and ffi share before they make a guest. */
import { ABI_VERSION } from "../contract/generated/messages.ts";
import { errorOf } from "../errors.ts";

/** @throws LoadError `abi_mismatch` for an artefact of another ABI version */
export function checkAbiVersion(version: number, file: string): void {
  if (version === ABI_VERSION) return;
  const message = `Cannot load ${file} as it was built for ABI ${version}, this host speaks ABI ${ABI_VERSION}`;
  throw errorOf("abi_mismatch", message, {
    file,
    path: "elizaos_abi_version",
    value: version,
    remedy: "Build the plugin with a matching version of the SDK, or update elizaos-interop",
  });
}
