/**
 * The environment of a guest's process: a safe list, and what the manifest or the caller names. Nothing else of ours, as it may
 * hold every key that the user owns.
 */

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
const SAFE_PREFIX = /^LC_/;

/**
 * @param own this process's environment
 * @param named names that the manifest gives: they are passed on where they are set
 * @param extra variables that the caller sets
 */
export function guestEnvironment(
  own: Readonly<Record<string, string | undefined>>,
  named: readonly string[],
  extra: Readonly<Record<string, string>>,
): Record<string, string> {
  const environment: Record<string, string> = {};
  for (const [name, value] of Object.entries(own)) {
    if (value === undefined) continue;
    if (SAFE.includes(name) || SAFE_PREFIX.test(name) || named.includes(name)) environment[name] = value;
  }
  return { ...environment, ...extra };
}
