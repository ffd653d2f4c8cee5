/**
 * The environment of a guest's process: a safe list, and what the manifest or the caller names. Nothing else of ours, as it may
 * hold every key that the user owns; and no secret by a manifest's word alone.
 */
import { isSecretName, isSecretValue } from "../../contract/secret-names.ts";

const SAFE = [
  "PATH",
  "HOME",
  "USER",
  "LOGNAME",
  "SHELL",
  "LANG",
  "LANGUAGE",
  "TZ",
  "TERM",
  "TMPDIR",
  "NO_COLOR",
  "FORCE_COLOR",
  "VIRTUAL_ENV",
  "PYTHONPATH",
  "PYTHONHOME",
  "PYENV_VERSION",
  "PYENV_ROOT",
  "LD_LIBRARY_PATH",
  "DYLD_LIBRARY_PATH",
  "SSL_CERT_FILE",
  "SSL_CERT_DIR",
  "XDG_CACHE_HOME",
  "XDG_CONFIG_HOME",
  "XDG_DATA_HOME",
];
/** How to reach the network from here. Safe where they hold no user's name and password. */
const PROXIES = ["HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY"].flatMap((name) => [name, name.toLowerCase()]);
/** They change what Bun itself does, in a guest that is Bun or our executable: nobody passes them on. */
const NEVER = ["BUN_OPTIONS", "BUN_BE_BUN"];
const SAFE_PREFIX = /^LC_/;

/** A guest's environment, and by name what is beside the safe list: what is given of it, and what the manifest asks for in vain. */
export interface GuestEnvironment {
  variables: Record<string, string>;
  given: string[];
  withheld: string[];
}

/**
 * @param own this process's environment
 * @param named names that the manifest gives: they are passed on where they are set, unless they look like a secret's or hold a password
 * @param extra variables that the caller sets
 */
export function guestEnvironment(
  own: Readonly<Record<string, string | undefined>>,
  named: readonly string[],
  extra: Readonly<Record<string, string>>,
): GuestEnvironment {
  const variables: Record<string, string> = {};
  const given = new Set<string>();
  const withheld = new Set<string>();
  for (const [name, value] of Object.entries(own)) {
    if (value === undefined || Object.hasOwn(extra, name)) continue;
    const isNamed = named.includes(name);
    if (isNamed && isSecret(name, value)) withheld.add(name);
    else if (isNamed) given.add(name);
    else if (!isSafe(name, value)) continue;
    if (!withheld.has(name)) variables[name] = value;
  }
  for (const name of Object.keys(extra)) given.add(name);
  Object.assign(variables, extra);
  for (const name of NEVER) {
    if (given.delete(name)) withheld.add(name);
    delete variables[name];
  }
  return { variables, given: [...given], withheld: [...withheld] };
}

function isSafe(name: string, value: string): boolean {
  return SAFE.includes(name) || SAFE_PREFIX.test(name) || (PROXIES.includes(name) && !value.includes("@"));
}

/** By its name, or by what it holds. */
function isSecret(name: string, value: string): boolean {
  return isSecretName(name) || isSecretValue(value) || (PROXIES.includes(name) && value.includes("@"));
}
