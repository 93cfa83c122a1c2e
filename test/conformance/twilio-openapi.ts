import { type ExecFileSyncOptionsWithStringEncoding, execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** Published by Twilio, with its OpenAPI description inside; installing it would add 220 packages. */
const PACKAGE = "@twilio/cli-core@9.0.0";
const INTEGRITY = "sha512-FPHm5gXAUwM2oATmQi3AGYPFz4Urg5G5/vDkpUu5WqNuwueQaS93HwXjdX1OM+miuq0LMimdfbXDTLEp4Nsjfg==";
const FOLDER = "package/src/services/twilio-api";
const QUIET: ExecFileSyncOptionsWithStringEncoding = { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] };
const APIS = ["trunking_v1", "api_v2010", "voice_v1", "monitor_v1", "pricing_v1"] as const;

/** One of Twilio's APIs in scope here. */
export type Api = (typeof APIS)[number];

/** A JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** The schema of an answer or a form. */
export interface Media {
  readonly schema: { readonly [key: string]: Json };
  readonly examples?: Readonly<Record<string, { readonly value: Json }>>;
}

interface Parameter {
  readonly name: string;
  readonly in: "path" | "query";
}

/** One operation, as Twilio describes it. */
export interface DescribedOperation {
  readonly api: Api;
  readonly path: string;
  readonly method: "GET" | "POST" | "DELETE";
  readonly operationId: string;
  readonly parameters: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Media>> };
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, Media>> }>>;
}

/** The description of one API. */
export interface Description {
  readonly api: Api;
  readonly components: Json;
  readonly operations: readonly DescribedOperation[];
}

let descriptions: readonly Description[] | undefined;

/** Twilio's own description of its APIs, downloaded once into the user's cache. @throws if npm cannot download it */
export function twilioOpenapi(): readonly Description[] {
  descriptions ??= read(download());
  return descriptions;
}

/** Why the description is not available here; undefined if it is. */
export function openapiProblem(): string | undefined {
  try {
    twilioOpenapi();
    return undefined;
  } catch (error) {
    return `${PACKAGE} is not available: ${error}`;
  }
}

/** The folder with the specs. It appears complete or not at all, even if several processes request it at once. */
function download(): string {
  const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "arkenos-telephony");
  // Another selection of APIs gets its own folder, so an existing folder is complete.
  const folder = join(cache, [PACKAGE.slice(1), ...APIS].join("-").replace(/\W+/g, "-"));
  if (existsSync(folder)) return folder;
  mkdirSync(cache, { recursive: true });
  const work = mkdtempSync(join(cache, "download-"));
  try {
    const [packed] = JSON.parse(
      execFileSync("npm", ["pack", PACKAGE, "--json", "--pack-destination", work], QUIET),
    ) as { filename: string }[];
    const tarball = join(work, packed?.filename ?? "");
    const integrity = `sha512-${createHash("sha512").update(readFileSync(tarball)).digest("base64")}`;
    if (integrity !== INTEGRITY) throw new Error(`${PACKAGE} has another content than expected: ${integrity}`);
    execFileSync("tar", ["-xzf", tarball, "-C", work, ...APIS.map(fileOf).map((file) => `${FOLDER}/${file}`)], QUIET);
    if (!existsSync(folder)) renameSync(join(work, FOLDER), folder);
    return folder;
  } finally {
    rmSync(work, { recursive: true });
  }
}

function fileOf(api: Api): string {
  return `twilio_${api}.json`;
}

interface Document {
  readonly components: Json;
  readonly paths: Readonly<
    Record<
      string,
      { readonly parameters?: Parameter[] } & Partial<Record<"get" | "post" | "delete", DescribedOperation>>
    >
  >;
}

function read(folder: string): Description[] {
  return APIS.map((api) => {
    const { components, paths } = JSON.parse(readFileSync(join(folder, fileOf(api)), "utf8")) as Document;
    const operations = Object.entries(paths).flatMap(([path, item]) =>
      (["get", "post", "delete"] as const).flatMap((verb) => {
        const operation = item[verb];
        if (!operation) return [];
        const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])];
        return [{ ...operation, api, path, method: verb.toUpperCase() as DescribedOperation["method"], parameters }];
      }),
    );
    return { api, components, operations };
  });
}
