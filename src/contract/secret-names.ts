/** Names of settings that hold secrets, as people name them: never shown, and never sent unless somebody asked for them by name. */

const SECRET_NAME = /key|token|secret|password|passphrase|credential|private|auth/i;

export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name);
}
