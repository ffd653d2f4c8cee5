/**
 * What one plugin may ask of its agent: its manifest's `permissions`, what its `config` declares, and what the user grants. Asked by
 * everything that a plugin's requests come through, whatever the transport.
 */
import type { IAgentRuntime } from "@elizaos/core";
import type { GuestManifest, Manifest } from "../contract/manifest.ts";
import { permits } from "../contract/permissions.ts";
import { isSecretName } from "../contract/secret-names.ts";
import { errorOf } from "../errors.ts";

export type Setting = string | number | boolean | null;
export type Settings = Readonly<Record<string, Setting>>;

/** What the user decides about a plugin. */
export interface UserPolicy {
  /** Settings that the plugin is given, whatever the agent has; they win over the agent's. */
  settings: Settings;
  /** Permissions beyond those of the manifest. */
  grants: readonly string[];
}

const SETTINGS = "settings:";

export class Policy {
  readonly #manifest: Manifest | GuestManifest;
  readonly #user: UserPolicy;
  /** Undefined: everything but settings. */
  readonly #permissions: readonly string[] | undefined;
  readonly #ownServices: Set<string>;

  constructor(manifest: Manifest | GuestManifest, user: UserPolicy) {
    this.#manifest = manifest;
    this.#user = user;
    this.#ownServices = new Set(manifest.services?.map(({ name }) => name));
    this.#permissions =
      manifest.permissions === undefined ? undefined : [...manifest.permissions, ...user.grants];
  }

  /**
   * @param what as `getMemories` or `the service eliza`
   * @throws PermissionDeniedError that names the permission
   */
  require(needed: string, what: string): void {
    if (needed.startsWith(SETTINGS)) {
      if (!this.maySee(needed.slice(SETTINGS.length))) throw this.#denied(needed, what);
    } else if (this.#permissions !== undefined && !permits(this.#permissions, needed) && !this.#isOwn(needed))
      throw this.#denied(needed, what);
  }

  /**
   * For a call of a service of the agent: a plugin has its own ones at hand, so that a type which it has too is no leave to call another's.
   * @throws PermissionDeniedError that names the permission
   */
  requireService(type: string): void {
    const needed = `services:${type}`;
    if (this.#permissions !== undefined && !permits(this.#permissions, needed))
      throw this.#denied(needed, `the service ${type}`);
  }

  /** The plugin registered a service: from now on it is its own. */
  addService(type: string): void {
    this.#ownServices.add(type);
  }

  /** Whether the plugin may read, and change, a setting of the agent. */
  maySee(name: string): boolean {
    const { config } = this.#manifest;
    if (Object.hasOwn(this.#user.settings, name) || (config !== undefined && Object.hasOwn(config, name)))
      return true;
    const needed = SETTINGS + name;
    return permits(this.#user.grants, needed) || this.#authorNames(name, needed);
  }

  /** What the plugin sees of a setting: what it was given, else the agent's, else the default that it declares. */
  setting(runtime: IAgentRuntime, name: string): Setting {
    if (!this.maySee(name)) return null;
    if (Object.hasOwn(this.#user.settings, name)) return this.#user.settings[name] ?? null;
    return runtime.getSetting?.(name) ?? this.#manifest.config?.[name] ?? null;
  }

  /** Every setting that the plugin sees; null where the agent has none. */
  settings(runtime: IAgentRuntime): Record<string, Setting> {
    const names = new Set([
      ...Object.keys(this.#manifest.config ?? {}),
      ...Object.keys(this.#user.settings),
      ...this.#exactNames(),
      ...namesOfAgent(runtime).filter((name) => this.maySee(name)),
    ]);
    return Object.fromEntries([...names].map((name) => [name, this.setting(runtime, name)]));
  }

  /** What the user is told when the plugin reads a setting that it may not see. */
  missingMessage(name: string): string {
    return `The plugin ${this.#manifest.name} reads the setting ${name}, which it was not granted: declare it in config of its plugin.json, or grant it with --setting ${name}=… or grants: ["${SETTINGS}${name}"]`;
  }

  /** A pattern of the manifest reaches no secret: the author must name it, for the user to read. */
  #authorNames(name: string, needed: string): boolean {
    const { permissions = [] } = this.#manifest;
    return permissions.includes(needed) || (!isSecretName(name) && permits(permissions, needed));
  }

  #exactNames(): string[] {
    return [...(this.#manifest.permissions ?? []), ...this.#user.grants]
      .filter((permission) => permission.startsWith(SETTINGS) && !permission.includes("*"))
      .map((permission) => permission.slice(SETTINGS.length));
  }

  #isOwn(needed: string): boolean {
    return needed.startsWith("services:") && this.#ownServices.has(needed.slice("services:".length));
  }

  #denied(needed: string, what: string): Error {
    const { name } = this.#manifest;
    return errorOf(
      "permission_denied",
      `The plugin ${name} may not use ${what} as it lacks the permission ${needed}`,
      {
        plugin: name,
        value: needed,
        remedy: `Add it to permissions of its plugin.json, or load it with grants: ["${needed}"]`,
      },
    );
  }
}

/** The names of the settings that an agent has, as far as they can be known. */
function namesOfAgent(runtime: IAgentRuntime): string[] {
  const { character } = runtime;
  const { settings } = runtime as { settings?: unknown };
  const { secrets, ...plain } = Object(character?.settings) as Record<string, unknown>;
  return [plain, secrets, character?.secrets, settings].flatMap((map) => Object.keys(Object(map)));
}
