/** The plan of the house, read from the imports of every file: who may know of whom. */
import { expect, test } from "bun:test";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { root } from "./fixtures/repository.ts";

/** A file or folder of src → its floor. A file imports from lower floors only, and from its own folder. */
const FLOORS: Record<string, number> = {
  "errors.ts": 0,
  "limits.ts": 0,
  "timer.ts": 0,
  "error-codes.ts": 0,
  contract: 1,
  channel: 2,
  transport: 3,
  interop: 4,
  agent: 5,
  setup: 6,
  "index.ts": 6,
  "needs-bun.js": 0,
  "node.js": 7,
  "node-register.js": 8,
  "register.ts": 7,
  bench: 6,
  cli: 7,
};
/** What a part may import besides: the generated half of itself. */
const ALSO: Record<string, string[]> = { "errors.ts": ["error-codes.ts"] };
/** Files outside src that a part may import. */
const OUTSIDE: Record<string, RegExp> = {
  cli: /^(package\.json|dist\/.*)$/,
  interop: /^dist\/python-guest\.bundle$/,
  setup: /^package\.json$/,
};
/** What runs in a browser too, with everything that it imports. */
const PORTABLE = /^(contract|channel)\/|^interop\/(adapter|serve)\//;
const MAX_LINES = 300;

interface Import {
  from: string;
  typeOnly: boolean;
}

interface Source {
  /** Relative to src. */
  path: string;
  lines: number;
  /** Without comments, contents of strings and of regular expressions. */
  code: string;
  imports: Import[];
}

const src = join(root, "src");
const sources = readdirSync(src, { recursive: true, encoding: "utf8" })
  .filter((path) => /\.[jt]s$/.test(path) && !path.endsWith(".d.ts") && !path.startsWith("sdk/"))
  .sort()
  .map((path) => sourceOf(path, readFileSync(join(src, path), "utf8")));
const byPath = new Map(sources.map((source) => [source.path, source]));

/** A file by its text. Strings are numbered, so that text which looks like code is none. */
function sourceOf(path: string, text: string): Source {
  const { code, strings } = scan(text);
  const imports: Import[] = [];
  for (const [, statement, type, index] of code.matchAll(
    /\b(import|export)\s+(type\s)?[\w\s*{},$]*?(?:(?<=[\s}*])from\s*)?"(\d+)"/g,
  ))
    if (statement === "import" || index !== undefined)
      imports.push({ from: strings[Number(index)] ?? "", typeOnly: type !== undefined });
  for (const [, type, index] of code.matchAll(/(\btypeof\s+)?\b(?:import|require)\s*\(\s*"(\d+)"/g))
    imports.push({ from: strings[Number(index)] ?? "", typeOnly: type !== undefined });
  return { path, lines: text.trimEnd().split("\n").length, code, imports };
}

/** Code without comments, its strings as `"0"`, `"1"`…, the code inside templates kept. */
function scan(text: string): { code: string; strings: string[] } {
  const strings: string[] = [];
  let code = "";
  let at = 0;
  const braces: ("block" | "template")[] = [];
  const skip = (pattern: RegExp): string => {
    pattern.lastIndex = at;
    const [found] = pattern.exec(text) ?? [text[at] as string];
    at += found.length;
    return found;
  };
  const template = () => {
    skip(/(?:\\.|\$(?!\{)|[^\\`$])*/sy);
    const ends = text[at] === "`";
    at += ends ? 1 : 2;
    code += ends ? "``" : "(";
    if (!ends) braces.push("template");
  };
  while (at < text.length) {
    const char = text[at] as string;
    if (text.startsWith("//", at)) skip(/[^\n]*/y);
    else if (text.startsWith("/*", at)) skip(/\/\*.*?\*\//sy);
    else if (char === '"' || char === "'") {
      strings.push(skip(char === '"' ? /"(?:\\.|[^"\\])*"/y : /'(?:\\.|[^'\\])*'/y).slice(1, -1));
      code += `"${strings.length - 1}"`;
    } else if (char === "/" && /(?:^|[(,=:[!&|?{};+]|\breturn|=>)\s*$/.test(code)) {
      skip(/\/(?:\\.|\[(?:\\.|[^\]\\])*\]|[^/\\[])+\/\w*/y);
      code += "/ /";
    } else if (char === "`" || (char === "}" && braces.at(-1) === "template")) {
      if (char === "}") {
        braces.pop();
        code += ")";
      }
      at++;
      template();
    } else {
      if (char === "{") braces.push("block");
      if (char === "}") braces.pop();
      code += char;
      at++;
    }
  }
  return { code, strings };
}

const partOf = (path: string) => path.split("/")[0] as string;

/** The path in src, or outside it as `../package.json`, that a relative import means. */
function targetOf(source: Source, { from }: Import): string {
  return relative(src, join(src, dirname(source.path), from));
}

function relativeImports(source: Source): Import[] {
  return source.imports.filter(({ from }) => from.startsWith("."));
}

/** Each fault of each import, as a line that names both files. */
function faultsOf(check: (source: Source, target: string, one: Import) => boolean): string[] {
  return sources.flatMap((source) =>
    relativeImports(source)
      .filter((one) => !check(source, targetOf(source, one), one))
      .map((one) => `src/${source.path} imports ${one.from}`),
  );
}

test("the scanner sees every form of import, and neither comments nor strings", () => {
  const { imports, code } = sourceOf(
    "x.ts",
    [
      'import a, { type B, c as d } from "./1.ts";\nimport * as e from "./2.ts"; import "./3.ts";',
      'import type { F } from "./4.ts";\nexport { g } from "./5.ts"; export * from "./6.ts";',
      'export type { H } from "./7.ts"; const i = await import("./8.ts"); type J = typeof import("./9.ts");',
      `// import k from "./no.ts"
      /* import("./no.ts") */ const l = \`import m from "./no.ts" \${process.pid} \`;`,
      `const n = 'import o from "./no.ts"'; const p = /"[/]Buffer"/; export const q = "r"; s / 2; \`\${\`\${t}\`}\`;`,
    ].join("\n"),
  );
  expect(imports.map(({ from, typeOnly }) => `${from}${typeOnly ? " type" : ""}`).sort()).toEqual([
    "./1.ts",
    "./2.ts",
    "./3.ts",
    "./4.ts type",
    "./5.ts",
    "./6.ts",
    "./7.ts type",
    "./8.ts",
    "./9.ts type",
  ]);
  expect(code).toContain("process.pid");
  expect(code).toContain("s / 2");
  expect(code).not.toContain("Buffer");
  expect(code).not.toContain("no.ts");
});

test("every file of src has a floor, and every import leads to a file", () => {
  expect(sources.length).toBeGreaterThan(50);
  expect(sources.filter(({ path }) => FLOORS[partOf(path)] === undefined).map(({ path }) => path)).toEqual(
    [],
  );
  const leads = (_source: Source, target: string) =>
    target.startsWith("../dist/") || existsSync(join(src, target));
  expect(faultsOf(leads)).toEqual([]);
});

test("a file imports from lower floors and from its own folder only", () => {
  const faults = faultsOf((source, target) => {
    const [own, other] = [partOf(source.path), partOf(target)];
    if (other === "..") return OUTSIDE[own]?.test(target.slice(3)) ?? false;
    if (own === other && own !== source.path) return true;
    return (FLOORS[other] ?? 99) < (FLOORS[own] ?? -1) || (ALSO[own]?.includes(other) ?? false);
  });
  expect(faults).toEqual([]);
});

test("the transports do not import each other", () => {
  const kindOf = (path: string) => /^transport\/(wasm|ffi|ipc)\//.exec(path)?.[1];
  const faults = faultsOf((source, target) => {
    const [own, other] = [kindOf(source.path), kindOf(target)];
    if (own === undefined) return other === undefined || !source.path.startsWith("transport/");
    return other === undefined || own === other;
  });
  expect(faults).toEqual([]);
});

test("timers are started in one place, which knows how long one may be", () => {
  const others = sources.filter(
    ({ path, code }) => path !== "timer.ts" && /\bset(Timeout|Interval)\(/.test(code),
  );
  expect(others.map(({ path }) => `src/${path}`)).toEqual([]);
});

test("contract, channel, adapter and serve, and what they import, need neither Node nor Bun", () => {
  const reached = new Map<string, string>();
  const reach = (source: Source, by: string) => {
    if (reached.has(source.path)) return;
    reached.set(source.path, by);
    for (const one of relativeImports(source)) {
      const target = byPath.get(targetOf(source, one));
      if (target !== undefined && !one.typeOnly) reach(target, `${by} > ${target.path}`);
    }
  };
  for (const source of sources) if (PORTABLE.test(source.path)) reach(source, source.path);
  const faults: string[] = [];
  for (const [path, by] of reached) {
    const { code, imports } = byPath.get(path) as Source;
    for (const { from, typeOnly } of imports)
      if (!typeOnly && /^(node:|bun(:|$))/.test(from)) faults.push(`src/${by} imports ${from}`);
    for (const [name] of code.matchAll(
      /(?<![.\w$])(?:Buffer|process|Bun|require|__dirname|__filename)\b(?!\s*:)/g,
    ))
      faults.push(`src/${by} uses ${name}`);
  }
  expect(faults).toEqual([]);
});

test("no files import each other in a circle, but for types", () => {
  const state = new Map<string, "open" | "done">();
  const circles: string[] = [];
  const visit = (source: Source, trail: string[]) => {
    if (state.get(source.path) === "done") return;
    if (state.get(source.path) === "open") {
      circles.push([...trail.slice(trail.indexOf(source.path)), source.path].join(" > "));
      return;
    }
    state.set(source.path, "open");
    for (const one of relativeImports(source)) {
      const target = byPath.get(targetOf(source, one));
      if (target !== undefined && !one.typeOnly) visit(target, [...trail, source.path]);
    }
    state.set(source.path, "done");
  };
  for (const source of sources) visit(source, []);
  expect(circles).toEqual([]);
});

test(`no file is longer than ${MAX_LINES} lines, but for generated ones`, () => {
  const long = sources.filter(({ path, lines }) => lines > MAX_LINES && !path.includes("/generated/"));
  expect(long.map(({ path, lines }) => `src/${path} has ${lines} lines`)).toEqual([]);
});
