import { readFileSync } from "node:fs";
import { type Contract, contractSchema, versionProblem } from "../contract/contract.js";
import { isJsonObject, type JsonObject } from "../json-object.js";
import { isE164 } from "../contract/e164.js";
import {
  type ProblemDetail,
  ProblemError,
  detailText,
  type Problem,
  issueProblem,
  problemText,
} from "../contract/problem.js";

/** The stack output with the contract. */
const OUTPUT = "telephony";
/** Maximum number of problems in an error message. */
const MOST_PROBLEMS = 20;

/** Where a routing table comes from: a file, which may change, or fixed text. */
export type RoutingSource = RoutingFile | RoutingText;

interface RoutingFile {
  /** Path of the file. */
  readonly file: string;
}

interface RoutingText {
  /** The output of `pulumi stack output --json`. */
  readonly text: string;
}

/** A routing table cannot be used. */
export class RoutingError extends ProblemError {
  /** The problems of a contract that is invalid. */
  readonly problems: readonly Problem[];

  constructor(detail: ProblemDetail, problems: readonly Problem[] = []) {
    super(detail, [detailText(detail), ...listed(problems)].join("\n"));
    this.problems = problems;
  }
}

function listed(problems: readonly Problem[]): string[] {
  const lines = problems.slice(0, MOST_PROBLEMS).map((problem) => `  - ${problemText(problem)}`);
  return problems.length > MOST_PROBLEMS ? [...lines, `  - and ${problems.length - MOST_PROBLEMS} more`] : lines;
}

/**
 * The source of the routing table from the environment: `ARKENOS_STACK_OUTPUTS`, a file with the output of
 * `pulumi stack output --json`, or `ARKENOS_STACK_OUTPUTS_JSON`, the output itself.
 *
 * @throws RoutingError if neither is set
 */
export function routingSource(env: Readonly<Record<string, string | undefined>> = process.env): RoutingSource {
  if (env["ARKENOS_STACK_OUTPUTS"]) return { file: env["ARKENOS_STACK_OUTPUTS"] };
  if (env["ARKENOS_STACK_OUTPUTS_JSON"]) return { text: env["ARKENOS_STACK_OUTPUTS_JSON"] };
  throw new RoutingError({
    code: "no_routing_table",
    message: "There is no routing table",
    remedy:
      "run `pulumi stack output --json > outputs.json` and set ARKENOS_STACK_OUTPUTS=outputs.json, or put the output itself into ARKENOS_STACK_OUTPUTS_JSON",
  });
}

/**
 * Reads and validates a routing table.
 *
 * @throws RoutingError if it cannot be read or is invalid
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
    throw new RoutingError({
      /** The file with the routing table does not exist or cannot be read. */ code: "unreadable_routing_table",
      message: `${file} ${code === "ENOENT" ? "does not exist" : `cannot be read (${code})`}`,
      remedy: `run \`pulumi stack output --json > ${file}\``,
    });
  }
}

function parseContract(text: string, where: string): Contract {
  const contract = unwrap(parseJson(text, where), where);
  // Check the version first: a newer contract may have any other shape.
  const detail = versionProblem(contract["version"]);
  if (detail !== undefined)
    throw new RoutingError({
      ...detail,
      message: `${where} cannot be used: the version of its ${OUTPUT} ${detail.message}`,
    });
  const { success, data, error } = validate(contract);
  if (success) return data;
  throw new RoutingError(
    {
      code: "invalid_routing_table",
      message: `${where} is not a valid routing table`,
      remedy: "run `pulumi up`, then export the outputs again:",
    },
    error.issues.map((issue) => issueProblem({ ...issue, path: issue.path.length > 0 ? issue.path : [OUTPUT] })),
  );
}

/**
 * Validates a contract. Checks the numbers without the schema, which takes ten times as long for a hundred thousand
 * numbers, and uses the schema's messages if one is invalid.
 */
function validate(contract: Record<string, unknown>): ReturnType<typeof contractSchema.safeParse> {
  const { numbers, agents } = contract;
  if (!isJsonObject(numbers) || !isJsonObject(agents) || !areValid(numbers, agents))
    return contractSchema.safeParse(contract);
  const result = contractSchema.safeParse({ ...contract, numbers: {} });
  return result.success ? { ...result, data: { ...result.data, numbers } } : result;
}

function areValid(
  numbers: Record<string, unknown>,
  agents: Record<string, unknown>,
): numbers is Record<string, string> {
  return Object.keys(numbers).every((number) => {
    const agent = numbers[number];
    return typeof agent === "string" && Object.hasOwn(agents, agent) && isE164(number);
  });
}

function parseJson(text: string, where: string): unknown {
  try {
    // PowerShell's `>` writes a byte order mark.
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    throw new RoutingError({
      code: "routing_table_not_json",
      message: `${where} is not JSON`,
      remedy: "write the output of `pulumi stack output --json` into it",
    });
  }
}

/** The contract: the output `telephony`, or the document itself if it is a contract. */
function unwrap(document: unknown, where: string): JsonObject {
  const isWhole = isJsonObject(document) && Object.hasOwn(document, OUTPUT);
  const contract = isWhole ? document[OUTPUT] : document;
  if (contract === "[secret]") {
    throw new RoutingError({
      code: "hidden_contract",
      message: `${where} hides the output ${OUTPUT}: Pulumi prints secrets as "[secret]"`,
      remedy:
        "run `pulumi stack output --json --show-secrets`, or remove the secret from the config that the output is built from",
    });
  }
  if (isJsonObject(contract) && (isWhole || Object.hasOwn(contract, "version"))) return contract;
  throw new RoutingError({
    code: "no_contract",
    message: `${where} has no output ${OUTPUT}`,
    remedy: "run `pulumi up`, then write the output of `pulumi stack output --json` into it",
  });
}
