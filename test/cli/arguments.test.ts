/** The words of a command: what does not fit is a usage error with exit status 2, that names the word. */
import { describe, expect, setDefaultTimeout, test } from "bun:test";
import { elizaosInterop, probe } from "./command.ts";

setDefaultTimeout(30_000);

interface Rule {
  name: string;
  words: string[];
  /** The error's first line. */
  error: string;
  remedy?: string;
}

const rules: Rule[] = [
  {
    name: "no command",
    words: [],
    error: "Cannot run without a command",
    remedy: "See elizaos-interop --help",
  },
  {
    name: "an unknown command that is near a known one",
    words: ["invok"],
    error: 'Cannot run "invok" as there is no command of that name',
    remedy: "Did you mean invoke?",
  },
  {
    name: "an unknown command that is near none",
    words: ["transmogrify"],
    error: 'Cannot run "transmogrify" as there is no command of that name',
    remedy: "See elizaos-interop --help",
  },
  {
    name: "a name of Object's prototype as a command",
    words: ["constructor"],
    error: 'Cannot run "constructor" as there is no command of that name',
  },
  {
    name: "an unknown flag before the command",
    words: ["--vershun"],
    error: 'Cannot run "--vershun" as there is no flag of that name',
    remedy: "Did you mean --version?",
  },
  {
    name: "an unknown flag that is near a known one",
    words: ["invoke", probe, "ECHO", "--jsn"],
    error: "Cannot run invoke as --jsn is not one of its flags",
    remedy: "Did you mean --json?",
  },
  {
    name: "an unknown flag that is near none",
    words: ["doctor", "--transmogrify"],
    error: "Cannot run doctor as --transmogrify is not one of its flags",
    remedy: "See elizaos-interop doctor --help",
  },
  {
    name: "a short flag",
    words: ["doctor", "-j"],
    error: "Cannot run doctor as -j is not one of its flags",
  },
  {
    name: "a flag that citty would negate",
    words: ["doctor", "--no-json"],
    error: "Cannot run doctor as --no-json is not one of its flags",
  },
  {
    name: "a flag of another command",
    words: ["inspect", probe, "--text", "x"],
    error: "Cannot run inspect as --text is not one of its flags",
  },
  {
    name: "a flag of Object's prototype",
    words: ["doctor", "--constructor"],
    error: "Cannot run doctor as --constructor is not one of its flags",
  },
  {
    name: "a single flag that is given twice",
    words: ["invoke", probe, "ECHO", "--text", "a", "--text=b"],
    error: "Cannot run invoke as --text is given twice",
    remedy: "Give it once",
  },
  {
    name: "a boolean flag that is given twice",
    words: ["inspect", probe, "--allow-ffi", "--allow-ffi"],
    error: "Cannot run inspect as --allow-ffi is given twice",
  },
  {
    name: "a flag without its value at the end",
    words: ["invoke", probe, "ECHO", "--text"],
    error: "Cannot run invoke as --text needs a value",
    remedy: "Write --text=<text>",
  },
  {
    name: "a flag without its value before another flag",
    words: ["invoke", probe, "ECHO", "--text", "--allow-ffi"],
    error: "Cannot run invoke as --text needs a value",
  },
  {
    name: "a boolean flag with a value",
    words: ["doctor", "--verbose=yes"],
    error: 'Cannot run doctor as --verbose takes no value: current value is "yes"',
    remedy: "Write --verbose",
  },
  {
    name: "a missing argument",
    words: ["invoke"],
    error: "Cannot run invoke as its argument <plugin> is missing",
    remedy: "See elizaos-interop invoke --help",
  },
  {
    name: "a missing second argument",
    words: ["provide", probe],
    error: "Cannot run provide as its argument <provider> is missing",
  },
  {
    name: "no file to validate",
    words: ["validate"],
    error: "Cannot run validate as its argument <manifest> is missing",
  },
  {
    name: "one argument too many",
    words: ["invoke", probe, "ECHO", "EXTRA"],
    error: 'Cannot run invoke as "EXTRA" is one argument too many',
  },
  {
    name: "one argument too many after --",
    words: ["inspect", probe, "--", "--json"],
    error: 'Cannot run inspect as "--json" is one argument too many',
  },
  {
    name: "a protocol that there is not",
    words: ["inspect", probe, "--protocol", "wsam"],
    error:
      "Cannot run inspect as '--protocol' must be one of native, wasm, ffi, ipc: current value is \"wsam\"",
    remedy: "Did you mean wasm?",
  },
  {
    name: "a deadline that is no number",
    words: ["invoke", probe, "ECHO", "--timeout", "soon"],
    error:
      "Cannot read the flags as '--timeout' must be a positive number of milliseconds: current value is \"soon\"",
  },
  {
    name: "a deadline of nothing",
    words: ["invoke", probe, "ECHO", "--timeout=0"],
    error:
      "Cannot read the flags as '--timeout' must be a positive number of milliseconds: current value is \"0\"",
  },
  {
    name: "options that are no JSON",
    words: ["invoke", probe, "ECHO", "--options", "{a:1}"],
    error: "Cannot read the flags as '--options' must be a JSON object (",
  },
  {
    name: "options that are no object",
    words: ["invoke", probe, "ECHO", "--options", "[1]"],
    error: "Cannot read the flags as '--options' must be a JSON object: current value is \"[1]\"",
  },
  {
    name: "a setting without a value",
    words: ["invoke", probe, "ECHO", "--setting", "KEY"],
    error: "Cannot read the flags as '--setting' must be name=value: current value is \"KEY\"",
  },
  {
    name: "a setting without a name",
    words: ["invoke", probe, "ECHO", "--setting", "=value"],
    error: "Cannot read the flags as '--setting' must be name=value: current value is \"=value\"",
  },
  {
    name: "a variable without a name",
    words: ["invoke", probe, "ECHO", "--env", "=value"],
    error: "Cannot read the flags as '--env' must be name=value: current value is \"=value\"",
  },
  {
    name: "a target that is no plugin",
    words: ["inspect", "plugin.yaml"],
    error: 'Cannot find a plugin at "plugin.yaml"',
  },
];

describe.concurrent("elizaos-interop refuses", () => {
  test.each(rules)("$name", async ({ words, error, remedy }) => {
    const { status, stdout, stderr } = await elizaosInterop(words);
    const lines = stderr.trimEnd().split("\n");
    const at = lines.findIndex((line) => line.startsWith("error: "));
    expect(lines[at]).toStartWith(`error: ${error}`);
    if (remedy !== undefined) expect(lines[at + 1]).toBe(`  → ${remedy}`);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(stdout).toBe("");
    expect(status).toBe(2);
  });

  test("with --json on standard output, and nothing on standard error", async () => {
    const { status, json, stderr } = await elizaosInterop(["invoke", probe, "--json", "ECHO", "--txt", "x"]);
    expect(json).toEqual({
      error: {
        code: "usage",
        message: "Cannot run invoke as --txt is not one of its flags",
        file: null,
        path: "--txt",
        value: null,
        remedy: "Did you mean --text?",
      },
    });
    expect(stderr).toBe("");
    expect(status).toBe(2);
  });

  test("with --verbose, with a stack on standard error", async () => {
    const { stderr } = await elizaosInterop(["invoke", "--verbose"]);
    expect(stderr).toContain("UsageError: Cannot run invoke");
    expect(stderr).toMatch(/^\s+at /m);
  });
});

describe.concurrent("elizaos-interop takes", () => {
  const echoed = async (...words: string[]) => {
    const { json } = await elizaosInterop(["invoke", "plugins/echo/typescript", "ECHO", "--json", ...words]);
    return json.result.text;
  };

  test("a value after = and after a space, also one that begins with a dash", async () => {
    expect(await echoed("--text=--json = x")).toBe("--json = x");
    expect(await echoed("--text", "-5 degrees")).toBe("-5 degrees");
    expect(await echoed("--text=")).toBe("");
  });

  test("arguments after --, and flags before the arguments", async () => {
    const { json } = await elizaosInterop([
      "invoke",
      "--json",
      "--text",
      "x",
      "--",
      "plugins/echo/typescript",
      "ECHO",
    ]);
    expect(json.result.text).toBe("x");
  });
});
