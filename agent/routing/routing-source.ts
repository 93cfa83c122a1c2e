import { readFileSync } from "node:fs";
import { type Contract, contractSchema, versionProblem } from "../contract/contract.js";
import { isJsonObject, type JsonObject } from "../json-object.js";
import { isE164 } from "../contract/e164.js";

/** The stack's output that holds the contract. */
const OUTPUT = "telephony";
/** More problems than a person reads at once. */
const MOST_PROBLEMS = 20;

/** Where a routing table comes from: a file that may change, or text that does not. */
export type RoutingSource = RoutingFile | RoutingText;

interface RoutingFile {
  /** Path of the file. */
  readonly file: string;
}

interface RoutingText {
  /** What `pulumi stack output --json` prints. */
  readonly text: string;
}

/** A routing table that cannot be used, and what to do about it. */
export class RoutingError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "RoutingError";
  }
}

/**
 * Where the environment says the table is: `ARKENOS_STACK_OUTPUTS`, a file with what
 * `pulumi stack output --json` prints, or `ARKENOS_STACK_OUTPUTS_JSON`, the text itself.
 *
 * @throws RoutingError when it does not say
 */
export function routingSource(env: Readonly<Record<string, string | undefined>> = process.env): RoutingSource {
  if (env["ARKENOS_STACK_OUTPUTS"]) return { file: env["ARKENOS_STACK_OUTPUTS"] };
  if (env["ARKENOS_STACK_OUTPUTS_JSON"]) return { text: env["ARKENOS_STACK_OUTPUTS_JSON"] };
  throw new RoutingError(
    "There is no routing table: run `pulumi stack output --json > outputs.json` and set ARKENOS_STACK_OUTPUTS=outputs.json, or put the text itself into ARKENOS_STACK_OUTPUTS_JSON",
  );
}

/**
 * Reads and judges a routing table.
 *
 * @throws RoutingError with a sentence that says what to do
 */
export function loadRouting(source: RoutingSource = routingSource()): Contract {
  return "file" in source
    ? parseContract(read(source.file), source.file)
    : parseContract(source.text, "ARKENOS_STACK_OUTPUTS_JSON");
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw new RoutingError(
      `${file} ${code === "ENOENT" ? "is not there" : `cannot be read (${code})`}; run \`pulumi stack output --json > ${file}\``,
    );
  }
}

function parseContract(text: string, where: string): Contract {
  const contract = unwrap(parseJson(text, where), where);
  // A newer one may have any other shape, and its version explains why.
  const problem = versionProblem(contract["version"]);
  if (problem !== undefined) throw new RoutingError(`${where} cannot be used: the version of its ${OUTPUT} ${problem}`);
  const { success, data, error } = judge(contract);
  if (success) return data;
  const problems = error.issues.map(({ path, message }) => `  - ${path.join(".") || OUTPUT}: ${message}`);
  const more = problems.length > MOST_PROBLEMS ? [`  - and ${problems.length - MOST_PROBLEMS} more`] : [];
  throw new RoutingError(
    [
      `${where} is not a routing table; run \`pulumi up\`, then write the file again:`,
      ...problems.slice(0, MOST_PROBLEMS),
      ...more,
    ].join("\n"),
  );
}

/**
 * What the schema says. A hundred thousand good numbers are looked at without it, in a tenth of its
 * time; where one is bad, the schema finds the words.
 */
function judge(contract: Record<string, unknown>): ReturnType<typeof contractSchema.safeParse> {
  const { numbers, agents } = contract;
  if (!isJsonObject(numbers) || !isJsonObject(agents) || !areGood(numbers, agents))
    return contractSchema.safeParse(contract);
  const judged = contractSchema.safeParse({ ...contract, numbers: {} });
  return judged.success ? { ...judged, data: { ...judged.data, numbers } } : judged;
}

function areGood(numbers: Record<string, unknown>, agents: Record<string, unknown>): numbers is Record<string, string> {
  return Object.keys(numbers).every((number) => {
    const agent = numbers[number];
    return typeof agent === "string" && Object.hasOwn(agents, agent) && isE164(number);
  });
}

function parseJson(text: string, where: string): unknown {
  try {
    // PowerShell's `>` begins a file with a byte order mark.
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    throw new RoutingError(`${where} is not JSON; write what \`pulumi stack output --json\` prints`);
  }
}

/** The contract, out of the whole document of outputs where that was given. */
function unwrap(document: unknown, where: string): JsonObject {
  const isWhole = isJsonObject(document) && Object.hasOwn(document, OUTPUT);
  const contract = isWhole ? document[OUTPUT] : document;
  if (contract === "[secret]") {
    throw new RoutingError(
      `${where} hides the output ${OUTPUT}: Pulumi prints secrets as "[secret]". Run \`pulumi stack output --json --show-secrets\`, or take the secret out of the config that the output is made of`,
    );
  }
  if (isJsonObject(contract) && (isWhole || Object.hasOwn(contract, "version"))) return contract;
  throw new RoutingError(
    `${where} has no output ${OUTPUT}; write what \`pulumi stack output --json\` prints, of a stack that was brought up`,
  );
}
