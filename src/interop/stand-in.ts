/**
 * What a host is given in place of an author's own object: it shows what that object has at each moment, but for what is replaced. A copy
 * would not know what `init` puts into the object, and has none of its `#private` fields.
 */

/** What stands for a property's value, made of the value. It is made anew when the value changes. */
export type Replacements<Own> = { readonly [Key in keyof Own]?: (value: NonNullable<Own[Key]>) => Own[Key] };

interface Made {
  parts: readonly unknown[];
  replacement: unknown;
}

/** What is set on a stand-in stays there: the author's object is changed by its author alone. */
export function standIn<Own extends object>(own: Own, replacements: Replacements<Own>): Own {
  const made = new Map<PropertyKey, Made>();
  const shown = (key: PropertyKey): unknown => {
    // Accessors run on the object itself, as only that has its private fields.
    const value = Reflect.get(own, key, own);
    const replace = Object.hasOwn(replacements, key)
      ? (replacements as Record<PropertyKey, (value: unknown) => unknown>)[key]
      : undefined;
    if (replace === undefined || value === undefined || value === null) return value;
    const known = made.get(key);
    if (known !== undefined && isMadeOf(known, value)) return known.replacement;
    const replacement = replace(value);
    made.set(key, { parts: partsOf(value), replacement });
    return replacement;
  };
  // An object of its own: of a frozen one a proxy could show nothing else than what it has.
  const proxy: Own = new Proxy(Object.create(Object.getPrototypeOf(own)) as Own, {
    get: (set, key) => (Object.hasOwn(set, key) ? Reflect.get(set, key) : shown(key)),
    set: (set, key, value, receiver) => setOn(receiver === proxy ? set : receiver, key, value),
    has: (set, key) => key in set || key in own,
    ownKeys: (set) => [...new Set([...Reflect.ownKeys(own), ...Reflect.ownKeys(set)])],
    getOwnPropertyDescriptor(set, key) {
      const descriptor =
        Reflect.getOwnPropertyDescriptor(set, key) ?? Reflect.getOwnPropertyDescriptor(own, key);
      if (descriptor === undefined || Object.hasOwn(set, key)) return descriptor;
      const { enumerable = false } = descriptor;
      return { value: shown(key), enumerable, writable: true, configurable: true };
    },
  });
  return proxy;
}

/** For what is called often: a property of the object itself is read at once, where a proxy takes as long as half a call. */
export function standInWithMethods<Own extends object>(own: Own, methods: Partial<Own>): Own {
  // What own has not yet, or has from its class, is found by way of the prototype.
  const made = Object.create(standIn(own, {})) as Own;
  for (const key of Reflect.ownKeys(own))
    Object.defineProperty(made, key, {
      get: () => Reflect.get(own, key),
      set: (value) => setOn(made, key, value),
      enumerable: true,
      configurable: true,
    });
  for (const [key, method] of Object.entries(methods)) setOn(made, key, method);
  return made;
}

function setOn(made: object, key: PropertyKey, value: unknown): boolean {
  return Reflect.defineProperty(made, key, { value, writable: true, enumerable: true, configurable: true });
}

/** A function is one part; of a list its elements count, of a map also its keys and the elements of its lists. */
function partsOf(value: unknown): readonly unknown[] {
  return typeof value === "object" ? Object.entries(value as object).flat(2) : [value];
}

function isMadeOf({ parts }: Made, value: unknown): boolean {
  if (typeof value === "function") return parts[0] === value;
  const now = partsOf(value);
  return now.length === parts.length && now.every((part, index) => part === parts[index]);
}
