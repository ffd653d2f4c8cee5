/** Which of an agent's routes a request is for. The first one registered that fits wins, as in elizaOS's server. */
import type { IAgentRuntime, Route } from "@elizaos/core";
import { messageOf } from "../../errors.ts";
import { LIMITS } from "../../limits.ts";

export interface RouteMatch {
  route: Route;
  params: Record<string, string>;
}

/** By the route. Undefined is one whose path is no pattern. */
type Patterns = WeakMap<Route, URLPattern | undefined>;

/** @throws URIError where a part of the path is not decodable */
export type MatchRoute = (method: string, pathname: string) => RouteMatch | undefined;

/** The routes are looked at anew for each request: plugins may register more. */
export function routeMatcher(runtime: IAgentRuntime): MatchRoute {
  const patterns: Patterns = new WeakMap();
  return (method, pathname) => {
    if (pathname.length > LIMITS.maxPathChars) return undefined;
    for (const route of runtime.routes) {
      if (route.handler === undefined || !answers(route, method)) continue;
      if (!patterns.has(route)) patterns.set(route, patternOf(route, runtime));
      const groups = patterns.get(route)?.exec({ pathname })?.pathname.groups;
      if (groups !== undefined) return { route, params: decoded(groups) };
    }
    return undefined;
  };
}

function answers({ type }: Route, method: string): boolean {
  if (type === "STATIC" || type === "GET") return method === "GET" || method === "HEAD";
  return type === method;
}

/** As in Express upper and lower case are the same, and a slash at the end makes no difference. */
function patternOf(route: Route, runtime: IAgentRuntime): URLPattern | undefined {
  const path = withoutPluginSyntax(route.path, runtime);
  const base = route.type === "STATIC" ? path.replace(/\/\*?$/, "") : path.replace(/\/$/, "");
  const pathname = route.type === "STATIC" ? `${base}{/*}?` : `${base}{/}?`;
  let reason = "its path could be matched in too many ways";
  let error: string | undefined;
  try {
    const pattern = new URLPattern({ pathname }, { ignoreCase: true });
    if (!pattern.hasRegExpGroups && freedom(path) <= 1) return pattern;
  } catch (thrown) {
    reason = "its path is no pattern";
    error = messageOf(thrown);
  }
  const name = `${route.type} ${route.path}`;
  runtime.logger.error({ src: "routes", route: name, error }, `${name} is never matched: ${reason}`);
  return undefined;
}

/**
 * How many ends of a path's parts are free to move: wildcards, what may be missing or repeated, and names that share a part with
 * another. The engine matches by backtracking, and each of them takes its time once more times the length of a request's path.
 */
function freedom(path: string): number {
  const syntax = path.replace(/\\./g, "");
  const sharing = syntax.split("/").map((part) => Math.max(0, part.split(":").length - 2));
  return sharing.reduce((sum, names) => sum + names, syntax.split(/[*+?]/).length - 1);
}

/** core puts the plugin's name in front of a path; in a name `(`, `*` and the like mean nothing. */
function withoutPluginSyntax(path: string, { plugins }: IAgentRuntime): string {
  const plugin = plugins.find(({ name }) => path.startsWith(`/${name}/`));
  if (plugin === undefined) return path;
  const prefix = `/${plugin.name}`;
  return prefix.replace(/[\\{}():*+?]/g, "\\$&") + path.slice(prefix.length);
}

function decoded(groups: Record<string, string | undefined>): Record<string, string> {
  const given = Object.entries(groups).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return Object.fromEntries(given.map(([name, value]) => [name, decodeURIComponent(value)]));
}
