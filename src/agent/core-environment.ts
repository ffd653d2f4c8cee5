/**
 * What elizaOS's core reads from the environment, once, when it is imported. Set before any plugin is loaded, as a plugin imports core
 * too. Core's own logger writes to the console: descriptor 1 must lead elsewhere by then.
 */

/** `trace`, `debug`, `info`, `warn`, `error` or `fatal`. */
export function prepareCoreEnvironment(level: string): void {
  process.env.LOG_LEVEL = level;
  // Core warns at every start without it. It decrypts settings that were stored encrypted, and this agent stores none.
  process.env.SECRET_SALT ??= crypto.randomUUID();
}
