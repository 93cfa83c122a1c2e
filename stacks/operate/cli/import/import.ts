import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { shown } from "@arkenos/provider/text";
import { ConfigDraft } from "../../config-file/config-draft.js";
import type { Desired } from "../../desired/desired.js";
import { sipHosts } from "../../simulate/sip-hosts.js";
import { importFile } from "../../import/import-file.js";
import { serverOf, takeInventory } from "../../import/inventory.js";
import { KINDS, kinds, type Mapping } from "../../import/kinds.js";
import { handOvers, notesOn } from "../../import/notes.js";
import { planImport } from "../../import/plan.js";
import { readDesired } from "../../desired/read-desired.js";
import { telephonyStep } from "../../telephony-step.js";
import type { Answer } from "../terminal/answer.js";
import { changeConfig } from "../stack/changed-config.js";
import { CommandError } from "../failure/command-error.js";
import type { Context } from "../stack/context.js";
import { runEngine } from "../converge/engine-run.js";
import { configEdit } from "./import-config.js";
import { chooseMapping, commandFor, type MappingFlags } from "./import-mapping.js";
import { foundLine, foundRows, foundText, planText } from "./import-text.js";
import { openConfigured } from "../stack/opened-stack.js";
import { outcomeData } from "../converge/outcome-data.js";
import { outcomeText } from "../converge/outcome-text.js";
import { confirm, mustBeAskable } from "../terminal/prompt.js";

/** Options of an import. */
export interface ImportFlags extends MappingFlags {
  readonly dryRun?: true | undefined;
  /** Who answers the numbers that come with the trunk. */
  readonly agent?: string | undefined;
}

/**
 * Takes what is there into the stack, writes the config for it, and shows what the next `up` would change. Neither
 * cloud is changed.
 *
 * @throws CommandError where nothing can be taken, or where it is not clear what is meant
 */
export async function runImport(context: Context, { dryRun, agent, ...flags }: ImportFlags): Promise<Answer> {
  const question = "Take these into the stack?";
  if (!dryRun) mustBeAskable(context, question, "--yes or --dry-run");
  const opened = await openConfigured(context);
  const { stack, session, config, file } = opened;
  const { signal } = context.io;
  const desired = await readDesired(opened);
  const inventory = await takeInventory(session);
  if ("message" in inventory) throw new CommandError(inventory.message, { next: "arkenos doctor says what to do" });

  const rows = foundRows(inventory);
  const wanting = {
    ...{ stack: desired.stack, namePrefix: config.namePrefix, names: config.names },
    ...{ sipHosts: sipHosts(config.sipDomain).map(serverOf), numbers: Object.keys(config.numbers) },
  };
  const held = heldIn(desired);
  const meant = await chooseMapping(context, inventory, wanting, flags, held);
  const mapping: Mapping = Object.fromEntries(
    meant.filter(({ id, kind }) => held[kind] !== id).map(({ kind, id }) => [kind, id]),
  );
  const edit = await configEdit(context, { inventory, mapping, desired, agent });
  const change = { command: "arkenos import", edit };
  const { lines } = await changeConfig(opened, context, change, { rehearse: true });

  const steps = await withConfig(file, edit, (configFile) =>
    runEngine(context, {
      ...{ what: "Working out what the stack wants", tense: "will" },
      run: (hear) => stack.preview(hear, { signal, configFile }),
    }),
  );
  const wanted = steps.steps.flatMap((step) => telephonyStep(step) ?? []).filter(({ op }) => op === "create");
  const plan = await planImport(wanted, meant, session);
  const problems = [...plan.refusals, ...unusable(flags, mapping, wanted)];
  if (problems.length > 0) {
    throw new CommandError("What is there is not clear enough to be taken", { problems, next: "Nothing was taken" });
  }
  if (plan.taken.length === 0 && plan.left.length > 0) {
    throw new CommandError("Nothing that is there can be taken", {
      problems: rows.map(foundLine),
      next:
        rows.length === 0
          ? "Neither account has anything to take; create it: arkenos up"
          : `Name what is meant: ${commandFor(inventory, mapping)}`,
    });
  }
  const told = [...notesOn(inventory, mapping), ...handOvers(inventory, mapping, desired.stack)].map(shown);
  const before = [
    ...(dryRun || plan.taken.length > 0 ? [foundText(rows), ""] : []),
    planText(plan),
    ...(lines.length > 0 ? ["", `${basename(file)}:`, ...lines] : []),
    ...(told.length > 0 ? ["", ...told.map((line) => `Note: ${line}`)] : []),
  ].join("\n");
  const data = { stack: stack.name, found: rows, ...planData(plan), config: lines, notes: told };
  if (dryRun || plan.taken.length === 0) return { data: { ...data, imported: false }, text: before };
  if (context.io.isTerminal) context.io.stderr.write(`${before}\n`);
  if (!(await confirm(context, question))) throw new CommandError("Stopped; nothing was taken");

  const written = await changeConfig(opened, context, change);
  try {
    await stack.import(importFile(plan.taken));
  } catch (error) {
    await written.undo();
    throw error;
  }
  const next = await runEngine(context, {
    ...{ what: "Working out what the next up would change", tense: "will" },
    run: (hear) => stack.preview(hear, { signal }),
  });
  return {
    data: { ...data, imported: true, next: outcomeData(next) },
    text: `${before}\n\nTaken, without a change to either cloud. The next up:\n${outcomeText(next, "will")}`,
  };
}

/** What of each kind the stack has already. */
function heldIn({ held }: Desired): Mapping {
  return Object.fromEntries(
    kinds.flatMap((kind) => {
      const [only, ...more] = held.filter(({ noun }) => noun === KINDS[kind].noun);
      return only && more.length === 0 ? [[kind, only.id]] : [];
    }),
  );
}

/** Flags that no resource of the program can use: it has none of that kind, has it already, or has several. */
function unusable(
  { trunk, ...flags }: MappingFlags,
  mapping: Readonly<Record<string, string>>,
  wanted: readonly { readonly noun: string }[],
): string[] {
  const named: Readonly<Record<string, string | undefined>> = { ...flags, elasticTrunk: trunk };
  return kinds.flatMap((kind) => {
    const count = wanted.filter(({ noun }) => noun === KINDS[kind].noun).length;
    if (named[kind] === undefined || count === 1) return [];
    const reason =
      count > 1 ? `the program has ${count} of them` : "the stack has one already, or its program makes none";
    return [`${KINDS[kind].flag}: ${mapping[kind]} is no ${KINDS[kind].words} to take: ${reason}`];
  });
}

/** Runs something on the config as an edit would make it, while the file stays as it is. */
async function withConfig<T>(
  file: string,
  edit: (draft: ConfigDraft) => void,
  act: (file: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "arkenos-import-"));
  try {
    const draft = new ConfigDraft(await readFile(file, "utf8").catch(() => ""), basename(file));
    edit(draft);
    const copy = join(folder, basename(file));
    await writeFile(copy, draft.toString(), { mode: 0o600, flag: "wx" });
    return await act(copy);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function planData({ taken, left }: Awaited<ReturnType<typeof planImport>>) {
  return {
    taken: taken.map(({ step: { name, cloud, noun, words }, id, reason }) => ({
      name,
      cloud,
      kind: noun,
      words,
      id,
      reason,
    })),
    left: left.map(({ step: { name, cloud, noun, words }, reason }) => ({ name, cloud, kind: noun, words, reason })),
  };
}
