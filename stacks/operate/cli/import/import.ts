import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { Problem } from "@arkenos/provider/problem";
import { shown } from "@arkenos/provider/text";
import { onThisStack } from "../../on-this-stack.js";
import { ConfigDraft } from "../../config-file/config-draft.js";
import { projectConfig } from "../../config-file/project.js";
import type { Desired } from "../../desired/desired.js";
import { sipHosts } from "../../simulate/sip-hosts.js";
import { importFile } from "../../import/import-file.js";
import { readInventory } from "../../import/inventory.js";
import { KINDS, kinds, type Mapping } from "../../import/kinds.js";
import { handoverCommands, notesOn } from "../../import/notes.js";
import { planImport } from "../../import/plan.js";
import { readDesired } from "../../desired/read-desired.js";
import { type TelephonyStep, telephonyStep } from "../../telephony-step.js";
import type { Answer } from "../terminal/answer.js";
import { changeConfig } from "../stack/changed-config.js";
import { CommandError } from "../failure/command-error.js";
import { failureOf } from "../failure/failure.js";
import type { Context } from "../stack/context.js";
import { runEngine } from "../converge/engine-run.js";
import { configEdit } from "./import-config.js";
import { chooseMapping, commandFor, type MappingFlags } from "./import-mapping.js";
import { foundLine, foundRows, foundText, planText } from "./import-text.js";
import { type OpenedStack, openConfigured } from "../stack/opened-stack.js";
import { outcomeData } from "../converge/outcome-data.js";
import { outcomeText } from "../converge/outcome-text.js";
import { confirmAfter, requireTerminal } from "../terminal/prompt.js";

/** Options of an import. */
export interface ImportFlags extends MappingFlags {
  readonly dryRun?: true | undefined;
  /** The agent that answers the numbers of the trunk. */
  readonly agent?: string | undefined;
}

/**
 * `arkenos import`: imports existing objects into the stack, writes the config for them, and shows what the next `up`
 * would change. Neither cloud is changed.
 *
 * @throws CommandError if nothing can be imported, or if several objects match
 */
export async function runImport(context: Context, { dryRun, agent, ...flags }: ImportFlags): Promise<Answer> {
  const question = "Import these into the stack?";
  if (!dryRun) requireTerminal(context, question, "--yes or --dry-run");
  const opened = await openConfigured(context);
  const { stack, session, config, file } = opened;
  const { signal } = context.io;
  const desired = await readDesired(opened);
  const inventory = await readInventory(session);
  if ("message" in inventory)
    throw new CommandError({
      code: inventory.code,
      message: inventory.message,
      next: `Run ${onThisStack("arkenos doctor")} for the fix`,
    });

  const rows = foundRows(inventory);
  const wanting = {
    ...{ stack: desired.stack, namePrefix: config.namePrefix, names: config.names },
    ...{ sipHosts: sipHosts(config.sipDomain), numbers: Object.keys(config.numbers) },
  };
  const inStack = objectsInStack(desired);
  const meant = await chooseMapping(context, inventory, wanting, flags, inStack);
  const mapping: Mapping = Object.fromEntries(
    meant.filter(({ id, kind }) => inStack[kind] !== id).map(({ kind, id }) => [kind, id]),
  );
  const edit = await configEdit(context, { inventory, mapping, desired, agent });
  const change = { command: "arkenos import", edit };
  const { lines } = await changeConfig(opened, context, change, { dryRun: true });

  const steps = await withConfig(opened, edit, (configFile) =>
    runEngine(context, {
      ...{ what: "Previewing the stack", tense: "will" },
      run: (onStep) => stack.preview(onStep, { signal, configFile }),
    }),
  );
  const wanted = steps.steps.flatMap((step) => telephonyStep(step) ?? []).filter(({ op }) => op === "create");
  const plan = await planImport(wanted, meant, session);
  const problems = [...plan.refusals, ...unusable(flags, mapping, wanted)];
  if (problems.length > 0) {
    throw new CommandError({
      /** Several objects match one resource, or a flag matches none. */ code: "not_importable",
      message: "These objects cannot be imported",
      problems,
      next: "Nothing was imported",
    });
  }
  if (plan.taken.length === 0 && plan.left.length > 0) {
    throw new CommandError({
      code: "nothing_to_import",
      message: "No existing object matches the stack",
      problems: rows.map(foundLine),
      next:
        rows.length === 0
          ? `The accounts have nothing to import; run ${onThisStack("arkenos up")} to create it`
          : `Choose by flags: ${commandFor(inventory, mapping)}`,
    });
  }
  const notes = [...notesOn(inventory, mapping), ...handoverCommands(inventory, mapping, desired.stack)].map(shown);
  const before = [
    ...(dryRun || plan.taken.length > 0 ? [foundText(rows), ""] : []),
    planText(plan),
    ...(lines.length > 0 ? ["", `${basename(file)}:`, ...lines] : []),
    ...(notes.length > 0 ? ["", ...notes.map((line) => `Note: ${line}`)] : []),
  ].join("\n");
  const data = { stack: stack.name, found: rows, ...planData(plan), config: lines, notes };
  if (dryRun || plan.taken.length === 0) return { data: { ...data, imported: false }, text: before };
  if (!(await confirmAfter(context, before, question)))
    throw new CommandError({ code: "canceled", message: "Canceled; nothing was imported" });

  const written = await changeConfig(opened, context, change);
  try {
    await stack.import(importFile(plan.taken));
  } catch (error) {
    await written.undo();
    throw error;
  }
  const next = await runEngine(context, {
    ...{ what: "Previewing the next up", tense: "will" },
    run: (onStep) => stack.preview(onStep, { signal }),
  }).catch((error: unknown) => {
    throw importedBefore(error, context.io.env);
  });
  return {
    data: { ...data, imported: true, next: outcomeData(next) },
    text: `${before}\n\nImported; neither cloud was changed. The next up:\n${outcomeText(next, "will")}`,
  };
}

/** The failure of the preview that follows an import. */
function importedBefore(error: unknown, env: NodeJS.ProcessEnv): CommandError {
  const failure = failureOf(error, env);
  const { code, message, exitCode, problems = [], details } = failure;
  const next = `The objects were imported and the config was written; see the next changes with ${onThisStack("arkenos preview")}`;
  return new CommandError({ code, message, exitCode, problems, details, next });
}

/** The object of each kind that the stack already has. */
function objectsInStack({ held }: Desired): Mapping {
  return Object.fromEntries(
    kinds.flatMap((kind) => {
      const [only, ...more] = held.filter(({ noun }) => noun === KINDS[kind].noun);
      return only && more.length === 0 ? [[kind, only.id]] : [];
    }),
  );
}

/** Flags that match no resource of the program: it has none of that kind, already has it, or has several. */
function unusable(
  { trunk, ...flags }: MappingFlags,
  mapping: Readonly<Record<string, string>>,
  wanted: readonly { readonly noun: string }[],
): Problem[] {
  const named: Readonly<Record<string, string | undefined>> = { ...flags, elasticTrunk: trunk };
  return kinds.flatMap((kind) => {
    const count = wanted.filter(({ noun }) => noun === KINDS[kind].noun).length;
    if (named[kind] === undefined || count === 1) return [];
    const reason =
      count > 1 ? `the program has ${count} of them` : "the stack already has one, or its program has none";
    const message = `${KINDS[kind].flag}: ${mapping[kind]} cannot be imported: ${reason}`;
    return [{ path: [], code: "not_importable", message }];
  });
}

/** Runs something on an edited copy of the config; the file itself does not change. */
async function withConfig<T>(
  { stack, file, held }: OpenedStack,
  edit: (draft: ConfigDraft) => void,
  act: (file: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "arkenos-import-"));
  try {
    const text = await readFile(file, "utf8").catch(() => "");
    const draft = new ConfigDraft(text, basename(file), { project: projectConfig(stack.folder), decrypted: held });
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
    taken: taken.map(({ step, id, reason }) => ({ ...stepData(step), id, reason })),
    left: left.map(({ step, reason }) => ({ ...stepData(step), reason })),
  };
}

/** `words` is the former name of `label`, kept for one version. */
function stepData({ name, cloud, noun, label }: TelephonyStep) {
  return { name, cloud, kind: noun, label, words: label };
}
