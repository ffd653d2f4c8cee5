/**
 * What secrets look like, by the names that people give to them, of settings and of environment variables: one table; and by value. What has such a name is never shown, and a
 * plugin gets it by the user's word only. A name is judged by its words (`botToken`, `BOT_TOKEN` and `bot-token` have the same two), so
 * that `keyboard` holds no key. When in doubt a name counts as a secret's: that costs its user a flag, the other way costs the secret.
 */
import { LIMITS } from "../limits.ts";

/** Secret wherever they stand. */
const WORDS = new Set(
  `key keys secret secrets token tokens password passwords passwd passphrase passphrases passcode passkey passkeys pw psk pat credential credentials cred creds private
   auth oauth authorization authentication bearer jwt jwts cookie cookies session mnemonic mnemonics seed salt pepper hmac otp totp dsn pem
   webhook webhooks keystore keypair keyfile kubeconfig netrc htpasswd nsec wif xprv xoxb xoxp`.split(/\s+/),
);

/** Secret as the last of several words: `MAIL_PASS`, `WALLET_PK`; not `PASS_RATE`, and not the shell's own `PWD`. */
const LAST_WORDS = new Set(["pass", "pwd", "pin", "conn", "pk", "sk"]);

/** Words that are secret only behind one of others, by the latter of the two. A URL of a store or a node holds its password or key. */
const BEHIND = new Map(
  [
    ["pin pass recovery backup security verification fa", "code codes"],
    ["recovery backup", "phrase phrases word words"],
    ["service", "account"],
    ["connection conn", "string str"],
    ["db database user", "pass pwd"],
    [
      `database db postgres postgresql pg mysql mariadb mssql mongo mongodb redis valkey amqp rabbitmq nats kafka elasticsearch
       clickhouse libsql turso smtp rpc direct cloudamqp rediscloud redistogo jawsdb`,
      "url urls uri uris",
    ],
  ].flatMap(([first = "", second = ""]) =>
    second.split(" ").map((word) => [word, new Set(first.split(/\s+/))] as const),
  ),
);

/** Written without a border between the words: `apikey`, `PGPASSWORD`, `DATABASEURL`. */
const GLUED =
  /(?:api|access|secret|private|priv|signing|encryption|master|auth|ssh)keys?(?:id|hex)?$|(?:auth|access|bot|api|bearer|refresh|id|session)tokens?$|(?:password|passwd|passphrase|secrets?|credentials?|mnemonic|webhook)$|(?:database|db|postgres|mongo|mongodb|redis)(?:url|uri|dsn)$|(?:db|user)(?:pass|pwd)$|walletseed$|^(?:connstr|connectionstring|seedphrase|pincode)$/;

/** What ends so measures or describes a secret, and is none: `TOKEN_LIMIT`, `SESSION_TIMEOUT`, `WEBHOOK_PORT`, `AUTH_ENABLED`. */
const HARMLESS_ENDS = new Set(
  `limit limits budget count counts length size sizes window ttl age expiry expires expiration timeout interval rate price cost minute
   hour day ms seconds minutes hours days enabled disabled required type mode port host symbol decimals address addresses algorithm
   prefix domain path policy name names bindings`.split(/\s+/),
);

/** As a whole name it is none; with more before it, as in `COSMOS_PRIMARY_KEY`, it may be. */
const HARMLESS_NAMES = new Set([
  ...["session id", "primary key", "sort key", "next token", "stop token", "default seed"],
  ...["auth url", "oauth url", "oauth callback url", "oauth redirect url", "oauth redirect uri"],
]);

/** Words before one of the table that make it harmless: `MAX_TOKENS`, `PUBLIC_KEY`, `RANDOM_SEED`. */
const HARMLESS_BEFORE: Readonly<Record<string, RegExp>> = {
  tokens: /^(?:max|min|num|total|prompt|completion|input|output|context|reserved|thinking)$/,
  key: /^public$/,
  keys: /^public$/,
  seed: /^(?:random|model|sampling|sampler|image|noise|rng)$/,
};

export function isSecretName(name: string): boolean {
  // Nobody names a setting so; the length also bounds what a stranger's name may cost.
  if (name.length > LIMITS.maxNameChars) return true;
  const segments = name.split(/[^A-Za-z]+/).filter(Boolean);
  const words = segments.flatMap(wordsOf).map((word) => word.toLowerCase());
  if (HARMLESS_ENDS.has(words.at(-1) ?? "") || HARMLESS_NAMES.has(words.join(" "))) return false;
  return (
    segments.some((segment) => GLUED.test(segment.toLowerCase())) ||
    words.some((word, at) => isSecretWord(word, at, words))
  );
}

/** Whether a value is a secret whatever its name is: a URL with a password in it, or text that begins as tokens and keys do. */
export function isSecretValue(value: unknown): boolean {
  if (typeof value !== "string") return false;
  const begun = value.slice(0, LIMITS.maxSecretChars);
  return URL_WITH_PASSWORD.test(begun) || SECRET_START.test(begun);
}

const URL_WITH_PASSWORD = /:\/\/\S*@/;

const SECRET_START = /^\s*(?:Bearer |sk-|xox[bp]-|ghp_|-----BEGIN)/;

function isSecretWord(word: string, at: number, words: readonly string[]): boolean {
  const firsts = BEHIND.get(word);
  if (firsts !== undefined && words.slice(0, at).some((one) => firsts.has(one))) return true;
  if (LAST_WORDS.has(word)) return at === words.length - 1 && (at > 0 || word !== "pwd");
  const harmless = HARMLESS_BEFORE[word];
  return WORDS.has(word) && !(harmless !== undefined && words.slice(0, at).some((one) => harmless.test(one)));
}

/** The words of camelCase and PascalCase, acronyms too: `openAIKey` is open, AI, Key. */
function wordsOf(segment: string): string[] {
  return segment.split(/(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/);
}
