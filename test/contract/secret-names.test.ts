/** Which names are secrets': the table, and what only looks like one of them. */
import { expect, test } from "bun:test";
import { isSecretName } from "../../src/contract/secret-names.ts";

const SECRETS = `
  OPENAI_API_KEY openaiApiKey openai-api-key openAIKey OPENAI_API_KEY_2 KEY key apikey APIKEY APIkey xApiKey keys AWS_SECRET_ACCESS_KEY AWS_ACCESS_KEY_ID
  DISCORD_API_TOKEN botToken bot-token discord.botToken TELEGRAM_BOT_TOKENS bottoken authtoken token TOKEN
  secret secrets clientSecret CLIENTSECRET DB_PASSWORD DB_PASSWD DB_PASS DB_PWD MYSQL_PWD PGPASSWORD password passphrase passcode
  credentials GOOGLE_CREDENTIALS creds GOOGLE_SERVICE_ACCOUNT PRIVATE_KEY privateKey EVM_PRIVATE SSH_PRIVATE_KEY_FILE keystore
  JWT JWT_SECRET SESSION_COOKIE cookie COOKIES TELEGRAM_SESSION TELEGRAM_SESSION_ID BASIC_AUTH OAUTH_CODE authorization bearer
  WALLET_MNEMONIC mnemonic SIGNING_SEED SEED SEED_PHRASE seedphrase RECOVERY_PHRASE BACKUP_CODES
  PIN PIN_CODE pinCode CARD_PIN pincode TOTP OTP_SEED GITHUB_PAT SLACK_WEBHOOK SLACK_WEBHOOK_URL slackWebhook
  DATABASE_URL databaseUrl DB_URL POSTGRES_URL MONGODB_URI REDIS_URL DATABASEURL SOLANA_RPC_URL SENTRY_DSN CONNECTION_STRING connectionString connStr
  AUTH_HEADER AUTHORIZATION_HEADER COOKIE_HEADER MNEMONICS JWTS PASSPHRASES DBPASS USERPASS DB_PW DBPWD DB_PASS_PROD PAT_GITHUB PASSKEY
  WALLET_PK STRIPE_SK WIFI_PSK NOSTR_NSEC BTC_WIF MASTER_XPRV WALLETSEED RECOVERY_WORDS 2FA_CODE AWSACCESSKEYID privatekeyhex SLACK_XOXB
  MONGODB_ATLAS_URI POSTGRES_DIRECT_URL DATABASE_PUBLIC_URL POSTGRES_PRISMA_URL DIRECT_URL CLOUDAMQP_URL REDISCLOUD_URL JAWSDB_URL
  COSMOS_PRIMARY_KEY NEXT_BOT_TOKEN MAX_API_KEY TOKEN_LIMIT_KEY PUBLIC_TOKEN
`;

const HARMLESS = `
  TOKEN_LIMIT MAX_TOKENS maxTokens MAX_OUTPUT_TOKENS SMALL_MAX_TOKENS tokenLimit TOKEN_COUNT TOKENS_PER_MINUTE tokenizer TOKEN_ADDRESS TOKEN_SYMBOL
  keyboard KEYBOARD_LAYOUT monkey MONKEY keyword KEYWORDS turkey hockey author AUTHOR authors authority pinned PINNED_MESSAGES spinner opinion
  PASS_RATE passage compass bypass PWD OLDPWD PATH HOME secretary session_timeout SESSION_TIMEOUT sessionTimeoutMs COOKIE_MAX_AGE PASSWORD_MIN_LENGTH
  AUTH_ENABLED AUTH_TYPE AUTH0_DOMAIN WEBHOOK_PORT WEBHOOK_PATH PUBLIC_KEY publicKey RANDOM_SEED IMAGE_SEED seedling
  SESSION_ID sessionId PRIMARY_KEY SORT_KEY TOKEN_NAME NEXT_TOKEN STOP_TOKEN KEY_BINDINGS AUTH_URL OAUTH_CALLBACK_URL DEFAULT_SEED
  AUTH_HOST KEY_PREFIX TOKEN_TYPE URL BASE_URL API_URL MODEL LARGE_MODEL TEMPERATURE CITY UNITS ELIZA_SCRIPT PROBE_SETTING database DATABASE_HOST patron cats connect
  name username email WALLET_ADDRESS CHANNEL_IDS DISCORD_APPLICATION_ID HTTP_PROXY code phrase account string
`;

const namesIn = (table: string) => table.trim().split(/\s+/);

test.each(namesIn(SECRETS))("%s is a secret's name", (name) => expect(isSecretName(name)).toBe(true));

test.each(namesIn(HARMLESS))("%s is no secret's name", (name) => expect(isSecretName(name)).toBe(false));

test("isSecretName() takes time in proportion to a name's length, and mistrusts a very long one", () => {
  const start = performance.now();
  for (let n = 0; n < 1_000; n++) isSecretName("aA_".repeat(85));
  expect(performance.now() - start).toBeLessThan(1_000);
  expect(isSecretName("x".repeat(257))).toBe(true);
});
