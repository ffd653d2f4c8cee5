/**
 * What one plugin may ask of its agent: its manifest's `permissions`, what its `config` declares, and what the user grants. Asked by
 * everything that a plugin's requests come through, whatever the transport. A manifest is a stranger's word: it reaches no secret
 * setting; only the user's does, in the loader's options or in the character.
 */
import type { IAgentRuntime } from "@elizaos/core";
import type { GuestManifest, Manifest } from "../contract/manifest.ts";
import { permits } from "../contract/permissions.ts";
import { isSecretName, isSecretValue } from "../contract/secret-names.ts";
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
   * @param runtime of a call that is about settings
   * @throws PermissionDeniedError that names the permission
   */
  require(needed: string, what: string, runtime?: IAgentRuntime): void {
    if (needed.startsWith(SETTINGS)) {
      if (!this.maySee(needed.slice(SETTINGS.length), runtime)) throw this.#denied(needed, what, runtime);
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

  /**
   * Whether the plugin may read, and change, a setting of the agent.
   * @param runtime where there is none, only the name tells a secret
   */
  maySee(name: string, runtime?: IAgentRuntime): boolean {
    if (this.userGives(name)) return true;
    if (isSecret(name, runtime)) return false;
    const { config, permissions = [] } = this.#manifest;
    const needed = SETTINGS + name;
    if ((config !== undefined && Object.hasOwn(config, name)) || permissions.includes(needed)) return true;
    return permits(permissions, needed) && !isKeptAsSecret(name, runtime);
  }

  /** Whether the user's own word gives the setting, secret or not. */
  userGives(name: string): boolean {
    return Object.hasOwn(this.#user.settings, name) || permits(this.#user.grants, SETTINGS + name);
  }

  /** What the plugin sees of a setting: what it was given, else the agent's, else the default that it declares. */
  setting(runtime: IAgentRuntime, name: string): Setting {
    if (Object.hasOwn(this.#user.settings, name)) return this.#user.settings[name] ?? null;
    const own = this.#entry(runtime);
    if (Object.hasOwn(own, name)) return own[name] ?? null;
    if (!this.maySee(name, runtime)) return null;
    return runtime.getSetting?.(name) ?? this.#manifest.config?.[name] ?? null;
  }

  /** Every setting that the plugin sees; null where the agent has none. */
  settings(runtime: IAgentRuntime): Record<string, Setting> {
    const own = Object.keys(this.#entry(runtime));
    const known = [...this.#declared(), ...namesOfAgent(runtime)].filter((name) =>
      this.maySee(name, runtime),
    );
    return Object.fromEntries([...own, ...known].map((name) => [name, this.setting(runtime, name)]));
  }

  /** Whether a read of the setting is answered: by the agent's, or by what its character has for this plugin alone. */
  answers(runtime: IAgentRuntime, name: string): boolean {
    return this.maySee(name, runtime) || Object.hasOwn(this.#entry(runtime), name);
  }

  /** By name: the settings that are offered to the plugin, patterns among them, and those that it declares and is not given. */
  offer(): Offer {
    const names = [...new Set(this.#declared())];
    const patterns = [...(this.#manifest.permissions ?? []), ...this.#user.grants].filter(
      (permission) => permission === "*" || (permission.startsWith(SETTINGS) && permission.includes("*")),
    );
    const shown = patterns.map((pattern) => pattern.replace(SETTINGS, ""));
    return {
      given: [...new Set([...names.filter((name) => this.maySee(name)), ...shown])],
      withheld: names.filter((name) => !this.maySee(name)),
    };
  }

  /** What the user is told when the plugin reads a setting that it may not see. */
  missingMessage(name: string, runtime?: IAgentRuntime): string {
    const flags = `--setting ${name}=… or --grant ${SETTINGS}${name}, or by the options settings or grants`;
    const remedy = isSecret(name, runtime)
      ? `it looks like a secret's, which a plugin gets by your word only: give it with ${flags}`
      : `declare it in config of its plugin.json, or give it with ${flags}`;
    return `The plugin ${this.#manifest.name} reads the setting ${name}, which it was not granted: ${remedy}`;
  }

  /** Names that the manifest or the user says, patterns aside. */
  #declared(): string[] {
    const exact = [...(this.#manifest.permissions ?? []), ...this.#user.grants]
      .filter((permission) => permission.startsWith(SETTINGS) && !permission.includes("*"))
      .map((permission) => permission.slice(SETTINGS.length));
    return [...Object.keys(this.#manifest.config ?? {}), ...Object.keys(this.#user.settings), ...exact];
  }

  /** The plugin's entry in the character, which its user wrote for it: `settings.plugins[<name of the plugin>]`. */
  #entry(runtime: IAgentRuntime): Settings {
    const { plugins } = Object(runtime.character?.settings) as { plugins?: unknown };
    const { name } = this.#manifest;
    const entry = Object.hasOwn(Object(plugins), name)
      ? (plugins as Record<string, unknown>)[name]
      : undefined;
    if (entry === undefined) return NO_SETTINGS;
    return Object.fromEntries(Object.entries(Object(entry)).filter(isSetting));
  }

  #isOwn(needed: string): boolean {
    return needed.startsWith("services:") && this.#ownServices.has(needed.slice("services:".length));
  }

  #denied(needed: string, what: string, runtime?: IAgentRuntime): Error {
    const { name } = this.#manifest;
    const grant = `oad it with grants: ["${needed}"], on the command line --grant ${needed}`;
    const ofSecret = needed.startsWith(SETTINGS) && isSecret(needed.slice(SETTINGS.length), runtime);
    return errorOf(
      "permission_denied",
      `The plugin ${name} may not use ${what} as it lacks the permission ${needed}`,
      {
        plugin: name,
        value: needed,
        remedy: ofSecret ? `L${grant}` : `Add it to permissions of its plugin.json, or l${grant}`,
      },
    );
  }
}

/** What a plugin is given, and what it asks for in vain. */
export interface Offer {
  given: string[];
  withheld: string[];
}

const NO_SETTINGS: Settings = {};

function isSetting(entry: [string, unknown]): entry is [string, Setting] {
  return entry[1] === null || ["string", "number", "boolean"].includes(typeof entry[1]);
}

/** By its name, or by what it holds. */
function isSecret(name: string, runtime: IAgentRuntime | undefined): boolean {
  return isSecretName(name) || isSecretValue(runtime?.getSetting?.(name));
}

/**
 * Whether the setting stands in one of elizaOS's two maps of secrets: no pattern reaches it, as its author meant none to. One that the manifest
 * names is not withheld for it: elizaOS's own start puts all of `.env` there.
 */
function isKeptAsSecret(name: string, runtime: IAgentRuntime | undefined): boolean {
  const { secrets, settings } = Object(runtime?.character) as Record<string, unknown>;
  const maps = [secrets, (Object(settings) as Record<string, unknown>).secrets];
  return maps.some((map) => Object.hasOwn(Object(map), name));
}

/** The names of the settings that an agent has, as far as they can be known. */
function namesOfAgent(runtime: IAgentRuntime): string[] {
  const { character } = runtime;
  const { settings } = runtime as { settings?: unknown };
  const { secrets, plugins: _entries, ...plain } = Object(character?.settings) as Record<string, unknown>;
  return [plain, secrets, character?.secrets, settings].flatMap((map) => Object.keys(Object(map)));
}
