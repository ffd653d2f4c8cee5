/** How guests of one plugin are brought up. A loader makes it from an artefact; everything after is the same for all. */
import type { CallScope } from "../channel/call-scope.ts";
import type { Codec, Receiver, Transport } from "../channel/transport.ts";
import type { Manifest } from "../contract/manifest.ts";
import type { PluginError } from "../errors.ts";
import type { LogRecord } from "./log.ts";
import type { Offer, UserPolicy } from "./policy.ts";

export interface Launch<Encoded = never> {
  /**
   * Starts one guest. Throws LoadError where that is known at once.
   * @param onLine takes what the guest writes beside its messages, a line each
   */
  connect(receiver: Receiver<Encoded>, onLine: (line: string) => void): Transport<Encoded>;
  codec: Codec<Encoded>;
  /** Whether a guest that crashed is replaced by a new one at the next call: true for wasm instances. */
  renewable: boolean;
  /** The plugin's manifest, where the caller has one; else the guest's own is the only word. */
  manifest: Manifest | undefined;
  /** What the artefact is, for errors: a path or a module's name. */
  artefact: string;
  /** Of a process of its own: which of the host's variables it is given, beside the safe list. */
  environment?: Offer;
  /** Adds to an error of the start what only the loader knows. */
  explain?(error: PluginError): PluginError;
  /** Releases what all guests share, such as a library. After the last guest is closed. */
  dispose?(): void;
}

/** What the caller of a loader decides for all guests of the plugin. */
export interface GuestOptions {
  /** What the user gives and grants to this plugin. */
  user: UserPolicy;
  /** Deadline of each call in ms, instead of the defaults. */
  timeoutMs: number | undefined;
  /** Deadline of `ready`, ms. */
  readyTimeoutMs: number;
  /** How long host and guest look for messages before they sleep, µs. */
  pollUs: number;
  onLog: ((record: LogRecord) => void) | undefined;
  scope: CallScope | undefined;
  trace: ((line: string) => void) | undefined;
}
