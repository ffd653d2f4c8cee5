/**
 * Every cap and every default deadline, with its reason. A caller may lower or raise what its options
 * name; nothing else in the code holds such a number.
 */
export const LIMITS = {
  /** A manifest is written by hand; the largest known one is 40 KiB. */
  maxManifestBytes: 1024 * 1024,
  /** A 5 MiB body of a route must pass in one message, with room for a state beside it. */
  maxFrameBytes: 32 * 1024 * 1024,
  /** The body of a request to a route: the 5 MiB of an upload pass, and half of a frame is left for what goes with it. */
  maxRequestBodyBytes: 16 * 1024 * 1024,
  /** PROTOCOL.md §1: deeper values exhaust the stack of some guest. */
  maxDepth: 64,
  /** PROTOCOL.md §1: values of one message, keys not counted: 650 embeddings of 1536 numbers pass, and bytes, however many, are one. */
  maxValues: 1_000_000,
  /** A message of a guest before its `ready` has come, and `ready` itself: the manifest is by far the most of it. */
  maxReadyBytes: 1024 * 1024,
  /** A name of a model, a service or a setting, as the schema has it for a permission. */
  maxNameChars: 256,
  /** Of a text that may be a secret: no URL is longer, and what the pattern takes grows with the square of what it looks at. */
  maxSecretChars: 2_048,
  /** A longer name was not mistyped: nothing is suggested for it. */
  maxSuggestedChars: 64,
  /** Texts of memories that are compared letter by letter, as with elizaOS's Postgres; of longer ones only the same is found. */
  maxComparedChars: 255,
  /** Room for what an interpreter or a shell prints before the guest has its output in hand. */
  maxPreambleBytes: 64 * 1024,
  /** A log line longer than a screen helps nobody. */
  maxLogLineBytes: 8 * 1024,
  /** The fields of a log record, together. More of them are left out: a record may be kept until there is an agent. */
  maxLogFieldsChars: 32 * 1024,
  /** Log records of a guest that are kept until it has an agent. */
  maxKeptRecords: 100,
  /** Records of one guest that are logged in a second: a logger takes 40 µs for each, and no person reads more. */
  maxRecordsPerSecond: 1_000,
  /** Errors outside of any call that a guest tells of in `strayErrorsMs`: the first ones say what is wrong, a timer may throw for ever. */
  maxStrayErrors: 20,
  strayErrorsMs: 10_000,
  /** Settings of which the user is told that a guest misses them. */
  maxMissingSettings: 1000,
  /** A traceback or a message of a guest, in characters: enough for the deepest honest stack. */
  maxErrorTextChars: 64 * 1024,
  /** The largest wasm module that is read: the largest known plugin is 14 MB. */
  maxWasmBytes: 256 * 1024 * 1024,
  /** Calls under way per guest. More of them wait, until their deadline. */
  maxInFlight: 256,
  /** Bytes of requests that a guest has not answered yet. Beyond it a call waits, unless it is alone. */
  maxInFlightBytes: 64 * 1024 * 1024,
  /** Bytes that a process has not read: above what calls may have under way, so only a guest that reads nothing gets here. */
  maxQueuedBytes: 128 * 1024 * 1024,
  /** Calls that wait for a place, per guest: beyond it the host itself is the one that floods. */
  maxWaiting: 100_000,
  /** Requests of a guest that the host works on at once, those that were cancelled and work on included; a further one is refused. */
  maxGuestRequests: 1024,
  /** What a value takes in memory beside its text, at most: an empty map of one byte takes 64. */
  valueBytes: 64,
  /** Bytes of decoded requests that the host works on, per guest: as many as it may have under way itself. Beyond it the guest is not read. */
  maxGuestRequestBytes: 64 * 1024 * 1024,
  /** How long a guest is not read while nothing of it settles; then it is, and its requests are refused: a handler may wait for its answers. */
  maxPauseMs: 2_000,
  /** Requests nested in each other, host to guest to host and so on: honest plugins need a handful. */
  maxCallDepth: 64,
  /** How long starts of services that wait for each other may stand so: one that only asked ahead of need goes on. */
  deadlockAfterMs: 2_000,
  /** The path of a request to a route: matching one with a pattern can cost the square of it. */
  maxPathChars: 2048,
  /** Parts of a route's answer that the client has not taken yet. */
  maxChunksAhead: 4,
  /** An interpreter with heavy imports needs seconds; one that is silent for longer is stuck. */
  readyTimeoutMs: 10_000,
  /** init may connect to databases; elizaOS itself gives a plugin's services 30 s. */
  initTimeoutMs: 30_000,
  /** Validate and provider run for every message of an agent. */
  validateTimeoutMs: 30_000,
  providerTimeoutMs: 30_000,
  /** Actions call models. */
  actionTimeoutMs: 300_000,
  /** What the host does for a guest: storage and models. */
  hostTimeoutMs: 300_000,
  /** How long to look for a message before sleeping, µs: about what waking a core takes, so that a look in vain costs no more than a wake. */
  pollUs: 50,
  /** What is not there within a millisecond is worth a sleep. */
  maxPollUs: 1_000,
  /** What a bench waits for one call where --timeout says nothing: three times a quick run, and as long as a provider has. */
  benchCallTimeoutMs: 30_000,
  /** What it waits for a plugin to be there: ready, init and the starts of its services have their deadlines in turn. */
  benchOpenTimeoutMs: 70_000,
  /** From an interrupt of a bench until it gives up what is under way: most slices have ended by then, and nobody presses again. */
  benchGraceMs: 1_000,
  /** From `shutdown` to the signal that cannot be caught. */
  closeGraceMs: 2_000,
} as const;
