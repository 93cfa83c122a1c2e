import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Persona } from "@arkenos/agent/persona";
import { accountProblems, ENVIRONMENT, type Setting } from "@arkenos/provider";
import * as pulumi from "@pulumi/pulumi";
import { closest } from "fastest-levenshtein";
import type { z } from "zod";
import { crossCloudProblems } from "./config-rules.js";
import { type Config, configSchema } from "./config-schema.js";
import { deriveSipDomain } from "./sip-domain.js";

const NAMESPACE = "arkenos";

/** A stack's config, complete and judged. */
export interface StackConfig extends Omit<Config, "agents" | "agentEnv"> {
  readonly livekitUrl: string;
  readonly sipDomain: string;
  /** Whether the SIP domain was guessed from the URL. */
  readonly sipDomainDerived: boolean;
  /** Personas with their prompts, by agent id. */
  readonly agents: Readonly<Record<string, Persona>>;
}

/** Everything that is wrong with a stack's config, at once. */
export class ConfigError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The stack's config has ${problems.length} problem${problems.length === 1 ? "" : "s"}:\n${problems.map((problem) => `  - ${problem}`).join("\n")}`);
    this.name = "ConfigError";
    this.problems = problems;
    this.stack = "";
  }
}

/**
 * Reads and judges the stack's config. Nothing is called, nothing is registered.
 *
 * @param values the stack's config as Pulumi holds it, `arkenos:key` → text or JSON
 * @param root the project's folder, where prompt files are
 * @throws ConfigError with every problem, each naming its key and the remedy
 */
export function readConfig(values: Readonly<Record<string, string>> = pulumi.runtime.allConfig(), root = projectFolder(process.cwd())): StackConfig {
  const { config: raw, problems } = unfold(values);
  const setting = (name: Setting) => (typeof raw[name] === "string" ? raw[name] : process.env[ENVIRONMENT[name]]) || undefined;
  const parsed = configSchema.safeParse(raw);
  problems.push(...accountProblems(setting));
  if (!parsed.success) throw new ConfigError([...parsed.error.issues.flatMap(describe), ...problems]);

  const { agents: personas, agentEnv: _, ...config } = parsed.data;
  const livekitUrl = setting("livekitUrl");
  const sipDomain = config.sipDomain ?? deriveSipDomain(livekitUrl ?? "");
  problems.push(...crossCloudProblems(parsed.data, livekitUrl));
  const agents = mapValues(personas, ({ systemPromptFile, ...persona }, id): Persona => {
    const systemPrompt = persona.systemPrompt ?? readPrompt(root, id, systemPromptFile ?? "", problems);
    return { ...persona, systemPrompt };
  });
  if (problems.length > 0 || livekitUrl === undefined || sipDomain === undefined) throw new ConfigError(problems);
  return { ...config, agents, livekitUrl, sipDomain, sipDomainDerived: config.sipDomain === undefined };
}

/** The folder of Pulumi.yaml: Pulumi runs a program in the folder of its `main`, which is the project's or below it. */
function projectFolder(folder: string): string {
  const above = dirname(folder);
  return existsSync(join(folder, "Pulumi.yaml")) || above === folder ? folder : projectFolder(above);
}

/** Takes our keys out of the whole config, and objects out of their JSON. */
function unfold(values: Readonly<Record<string, string>>): { config: Record<string, unknown>; problems: string[] } {
  const problems: string[] = [];
  const ours = Object.entries(values).filter(([key]) => key.startsWith(`${NAMESPACE}:`));
  const config = ours.map(([key, text]) => {
    const name = key.slice(NAMESPACE.length + 1);
    if (!/^\s*[{[]/.test(text)) return [name, text];
    try {
      return [name, JSON.parse(text) as unknown];
    } catch {
      problems.push(`${name}: is not JSON; set it with pulumi config set --path, or mend Pulumi.<stack>.yaml`);
      return [name, undefined];
    }
  });
  return { config: Object.fromEntries(config) as Record<string, unknown>, problems };
}

function describe(issue: z.core.$ZodIssue): string[] {
  const path = issue.path.map((key) => (/^[A-Za-z_]\w*$/.test(String(key)) ? `.${String(key)}` : `[${JSON.stringify(key)}]`)).join("").replace(/^\./, "");
  if (issue.code === "unrecognized_keys") return issue.keys.map((key) => `${path === "" ? key : `${path}.${key}`}: ${unknownKey(path, key)}`);
  if (issue.code === "invalid_key") return issue.issues.map(({ message }) => `${path}: ${message}`);
  return [`${path}: ${issue.message}`];
}

function unknownKey(path: string, key: string): string {
  return path === "" ? `there is no such key; did you mean ${closest(key, Object.keys(configSchema.shape))}?` : "there is no such key here; see the table of the README";
}

function readPrompt(root: string, agent: string, file: string, problems: string[]): string {
  if (file === "") return "";
  try {
    return readFileSync(resolve(root, file), "utf8").trim();
  } catch (error) {
    const reason = error instanceof Error && "code" in error && error.code === "ENOENT" ? "is not there" : "cannot be read";
    problems.push(`agents.${agent}.systemPromptFile: ${file} ${reason}; the path is relative to the folder of Pulumi.yaml`);
    return "";
  }
}

function mapValues<In, Out>(object: Readonly<Record<string, In>>, map: (value: In, key: string) => Out): Record<string, Out> {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, map(value, key)]));
}
