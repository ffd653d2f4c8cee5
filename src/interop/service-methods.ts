/** Which methods of a service others may call, told from the object alone: its class need not declare them. */

/** elizaOS's own, and what JavaScript calls by itself. */
const RESERVED: ReadonlySet<string> = new Set([
  "constructor",
  "start",
  "stop",
  "then",
  "registerSendHandlers",
]);

/** Whether a name can be no method that others call. */
export function isReserved(method: string): boolean {
  return RESERVED.has(method) || method.startsWith("_") || method in Object.prototype;
}

/** `methods` of a service's class, a static of ours: the names of those that others may call. An empty list says nothing. */
export function declaredMethods(serviceClass: object): string[] | undefined {
  const { methods } = serviceClass as { methods?: unknown };
  return Array.isArray(methods) && methods.length > 0 ? methods.map(String) : undefined;
}

/** The methods of a service that others may call, those of its classes included. */
export function methodsOf(service: object): string[] {
  const names = new Set<string>();
  const ownClass = Object.getPrototypeOf(service);
  for (let at = service; at !== null && !isRoot(at); at = Object.getPrototypeOf(at)) {
    if (at !== service && at !== ownClass && isServiceBase(at)) break;
    for (const name of Object.getOwnPropertyNames(at)) {
      const { value } = Object.getOwnPropertyDescriptor(at, name) ?? {};
      if (typeof value === "function" && !isReserved(name)) names.add(name);
    }
  }
  return [...names];
}

/** The method of that name, where others may call it: a getter or a Proxy may give it too. */
export function methodOf(service: object, name: string): ((...args: unknown[]) => unknown) | undefined {
  if (isReserved(name)) return undefined;
  const found = (service as Record<string, unknown>)[name];
  return typeof found === "function" ? (found as (...args: unknown[]) => unknown) : undefined;
}

/** Whether it is `Object.prototype`, of whichever realm. */
function isRoot(prototype: object): boolean {
  return Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype, "hasOwnProperty");
}

/**
 * Whether the prototype is that of elizaOS's `Service`. Which copy of @elizaos/core a plugin extends is not known here: `Service` is the
 * root class that has `start` and `stop` of its own and leaves the instance's `stop` to its heirs.
 */
function isServiceBase(prototype: object): boolean {
  const above = Object.getPrototypeOf(prototype);
  const serviceClass = prototype.constructor;
  return (
    above !== null &&
    isRoot(above) &&
    !Object.hasOwn(prototype, "stop") &&
    Object.hasOwn(serviceClass, "start") &&
    Object.hasOwn(serviceClass, "stop")
  );
}
