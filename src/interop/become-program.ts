/** Replaces this process by another program, which takes over its descriptors and its id. Returns only by throwing. */
export function becomeProgram(
  file: string,
  words: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): never {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined));
  // Bun's types do not list it yet.
  const { execve } = process as unknown as { execve(file: string, argv: string[], env: object): never };
  return execve.call(process, file, [file, ...words], given);
}
