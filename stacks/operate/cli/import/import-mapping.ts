import { resources } from "@arkenos/provider";
import type { Problem } from "@arkenos/provider/problem";
import { shown } from "@arkenos/provider/text";
import { onThisStack } from "../../on-this-stack.js";
import { foundOf, type Found, type Inventory } from "../../import/inventory.js";
import { type Kind, KINDS, kinds, type Mapping } from "../../import/kinds.js";
import { candidatesFor, settled, type ImportTarget } from "../../import/suggestion.js";
import { CommandError } from "../failure/command-error.js";
import type { Context } from "../stack/context.js";
import { ExitCode } from "../failure/exit-code.js";
import { foundLine, foundRows } from "./import-text.js";
import { canAsk, choose } from "../terminal/prompt.js";

/** The objects that the flags name. */
export interface MappingFlags {
  readonly trunk?: string | undefined;
  readonly inboundTrunk?: string | undefined;
  readonly dispatchRule?: string | undefined;
  readonly outboundTrunk?: string | undefined;
  readonly credentialList?: string | undefined;
}

const NONE = "none";

/**
 * Chooses the objects to import: those that flags name, those that a number's call leads to, and at a terminal those that
 * a person picks if several match.
 *
 * @param inStack what the stack already has
 * @throws CommandError if a flag names no object of its kind, or if several match and there is no terminal to ask at
 */
export async function chooseMapping(
  context: Context,
  inventory: Inventory,
  wanting: ImportTarget,
  { trunk, ...flags }: MappingFlags,
  inStack: Mapping,
): Promise<Found[]> {
  const given = Object.entries({ ...flags, elasticTrunk: trunk }).filter(([, id]) => id !== undefined);
  const named: Mapping = Object.fromEntries(given);
  requireKnown(inventory, named);
  let chosen: Mapping = { ...inStack, ...named };
  const unclear: Problem[] = [];
  for (const kind of kinds) {
    if (chosen[kind] !== undefined) continue;
    const candidates = candidatesFor(inventory, wanting, chosen)[kind];
    if (candidates.length < 2) continue;
    if (canAsk(context)) chosen = { ...chosen, [kind]: await ask(context, kind, candidates) };
    else unclear.push(several(kind, candidates, wanting));
  }
  if (unclear.length > 0) {
    throw new CommandError({
      code: "several_match",
      message: "Several objects match",
      problems: [...unclear, ...foundRows(inventory).map(foundLine)],
      next: `Nothing was imported. Choose by flags: ${commandFor(inventory, { ...firstOf(inventory, wanting, chosen), ...chosen })}`,
    });
  }
  return settled(candidatesFor(inventory, wanting, chosen));
}

/** `arkenos import --trunk TK… --inbound-trunk ST_…`, with the ids that are known. */
export function commandFor(inventory: Inventory, mapping: Mapping): string {
  const flags = kinds.flatMap((kind) => {
    const [free] = foundOf(inventory, kind).filter(({ owner }) => owner === undefined);
    const id = mapping[kind] ?? free?.id;
    return id === undefined || id === NONE ? [] : [`${KINDS[kind].flag} ${id}`];
  });
  return onThisStack(["arkenos import", ...flags].join(" "));
}

function firstOf(inventory: Inventory, wanting: ImportTarget, chosen: Mapping): Mapping {
  const candidates = candidatesFor(inventory, wanting, chosen);
  return Object.fromEntries(kinds.flatMap((kind) => (candidates[kind][0] ? [[kind, candidates[kind][0].id]] : [])));
}

function requireKnown(inventory: Inventory, named: Mapping): void {
  const problems = kinds.flatMap((kind): Problem[] => {
    const id = named[kind];
    if (id === undefined || foundOf(inventory, kind).some((found) => found.id === id)) return [];
    const ids = foundOf(inventory, kind).map((found) => found.id);
    const other = kinds.find((each) => foundOf(inventory, each).some((found) => found.id === id));
    const problem = other
      ? `is a ${KINDS[other].words}; use ${KINDS[other].flag}`
      : `does not exist; existing ${KINDS[kind].words}s: ${ids.join(", ") || "none"}`;
    return [{ path: [], code: "unknown_object", message: `${KINDS[kind].flag}: ${id} ${problem}` }];
  });
  if (problems.length === 0) return;
  throw new CommandError({
    /** A flag names an object that does not exist, or one of another kind. */ code: "unknown_object",
    message: "Some flags name objects that do not exist",
    exitCode: ExitCode.usage,
    problems,
    next: `List what exists: ${onThisStack("arkenos import --dry-run")}`,
  });
}

function several(kind: Kind, candidates: readonly Found[], { names, namePrefix }: ImportTarget): Problem {
  const ids = candidates.map(({ id }) => id);
  const { noun, flag } = KINDS[kind];
  const name = candidates[0]?.name ?? names?.[kind] ?? namePrefix;
  return {
    path: [],
    code: "several_match",
    message: `${resources[noun].spec.label.kind} "${shown(name)}": ${ids.join(" and ")} match`,
    remedy: `choose one with ${flag} ${ids[0]}`,
  };
}

function ask(context: Context, kind: Kind, candidates: readonly Found[]): Promise<string> {
  return choose(context, {
    message: `Which ${KINDS[kind].words} should this stack use?`,
    instead: `${KINDS[kind].flag} ID`,
    options: [
      ...candidates.map(({ id, name }) => ({ value: id, label: shown(`${id} ${name}`) })),
      { value: NONE, label: "None of these", hint: "up will create one" },
    ],
  });
}
