import { closest } from "fastest-levenshtein";
import { CATALOG } from "../../doctor/catalog.js";
import type { Check } from "../../doctor/check.js";
import { CommandError } from "../failure/command-error.js";
import { ExitCode } from "../failure/exit-code.js";

/** The checks with these ids, or all of them. @throws CommandError for an unknown id */
export function chosenChecks(only: readonly string[] | undefined): readonly Check[] {
  if (only === undefined) return CATALOG;
  const ids: readonly string[] = CATALOG.map(({ id }) => id);
  const unknown = only.find((id) => !ids.includes(id));
  if (unknown !== undefined)
    throw new CommandError({
      code: "unknown_check",
      message: `Unknown check "${unknown}"`,
      exitCode: ExitCode.usage,
      next: `Did you mean ${closest(unknown, ids)}? See arkenos doctor --list`,
    });
  return CATALOG.filter(({ id }) => only.includes(id));
}
