import { shown } from "@arkenos/provider/text";
import { foundOf, type Found, type Inventory } from "../../import/inventory.js";
import { type Kind, KINDS, kinds, type Mapping } from "../../import/kinds.js";
import { candidatesFor, settled, type Wanting } from "../../import/suggestion.js";
import { CommandError } from "../failure/command-error.js";
import type { Context } from "../stack/context.js";
import { ExitCode } from "../failure/exit-code.js";
import { foundLine, foundRows } from "./import-text.js";
import { canAsk, choose } from "../terminal/prompt.js";

/** Which objects a command line names. */
export interface MappingFlags {
  readonly trunk?: string | undefined;
  readonly inboundTrunk?: string | undefined;
  readonly dispatchRule?: string | undefined;
  readonly outboundTrunk?: string | undefined;
  readonly credentialList?: string | undefined;
}

const NONE = "none";

/**
 * Which objects are taken: those that flags name, those that a number's call leads to, and at a terminal those that a
 * person picks where several may be meant.
 *
 * @param held what the stack has already
 * @throws CommandError where a flag names nothing of its kind, or where there is no terminal to ask at
 */
export async function chooseMapping(
  context: Context,
  inventory: Inventory,
  wanting: Wanting,
  { trunk, ...flags }: MappingFlags,
  held: Mapping,
): Promise<Found[]> {
  const given = Object.entries({ ...flags, elasticTrunk: trunk }).filter(([, id]) => id !== undefined);
  const named: Mapping = Object.fromEntries(given);
  refuseStrays(inventory, named);
  let chosen: Mapping = { ...held, ...named };
  const unclear: string[] = [];
  for (const kind of kinds) {
    if (chosen[kind] !== undefined) continue;
    const candidates = candidatesFor(inventory, wanting, chosen)[kind];
    if (candidates.length < 2) continue;
    if (canAsk(context)) chosen = { ...chosen, [kind]: await ask(context, kind, candidates) };
    else unclear.push(severalText(kind, candidates, wanting));
  }
  if (unclear.length > 0) {
    throw new CommandError("What is there is not clear enough to be taken", {
      problems: [...unclear, ...foundRows(inventory).map(foundLine)],
      next: `Nothing was taken. Name what is meant: ${commandFor(inventory, { ...firstOf(inventory, wanting, chosen), ...chosen })}`,
    });
  }
  return settled(candidatesFor(inventory, wanting, chosen));
}

/** `arkenos import --trunk TK… --inbound-trunk ST_…`, with an id where one of the kind is there. */
export function commandFor(inventory: Inventory, mapping: Mapping): string {
  const flags = kinds.flatMap((kind) => {
    const [free] = foundOf(inventory, kind).filter(({ owner }) => owner === undefined);
    const id = mapping[kind] ?? free?.id;
    return id === undefined || id === NONE ? [] : [`${KINDS[kind].flag} ${id}`];
  });
  return ["arkenos import", ...flags].join(" ");
}

function firstOf(inventory: Inventory, wanting: Wanting, chosen: Mapping): Mapping {
  const candidates = candidatesFor(inventory, wanting, chosen);
  return Object.fromEntries(kinds.flatMap((kind) => (candidates[kind][0] ? [[kind, candidates[kind][0].id]] : [])));
}

function refuseStrays(inventory: Inventory, named: Mapping): void {
  const problems = kinds.flatMap((kind) => {
    const id = named[kind];
    if (id === undefined || foundOf(inventory, kind).some((found) => found.id === id)) return [];
    const ids = foundOf(inventory, kind).map((found) => found.id);
    const other = kinds.find((each) => foundOf(inventory, each).some((found) => found.id === id));
    const says = other
      ? `is a ${KINDS[other].words}: give it as ${KINDS[other].flag}`
      : `is not there; ${KINDS[kind].words}s are ${ids.join(", ") || "none"}`;
    return [`${KINDS[kind].flag}: ${id} ${says}`];
  });
  if (problems.length === 0) return;
  throw new CommandError("Not every object that is named is there", {
    exitCode: ExitCode.usage,
    problems,
    next: "See what is there: arkenos import --dry-run",
  });
}

function severalText(kind: Kind, candidates: readonly Found[], { names, namePrefix }: Wanting): string {
  const ids = candidates.map(({ id }) => id);
  const many = ids.length === 2 ? "both" : "all";
  const words = KINDS[kind].words.replace(/^\w+ /, "");
  const name = candidates[0]?.name ?? names?.[kind] ?? namePrefix;
  return `${words} "${shown(name)}": ${ids.join(" and ")} are ${many} candidates; name the one to take with ${KINDS[kind].flag} ${ids[0]}`;
}

function ask(context: Context, kind: Kind, candidates: readonly Found[]): Promise<string> {
  return choose(context, {
    message: `Which ${KINDS[kind].words} is this stack's?`,
    instead: `${KINDS[kind].flag} ID`,
    options: [
      ...candidates.map(({ id, name }) => ({ value: id, label: shown(`${id} ${name}`) })),
      { value: NONE, label: "None of them", hint: "up creates one" },
    ],
  });
}
