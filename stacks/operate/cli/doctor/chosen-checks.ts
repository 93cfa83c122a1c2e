import { closest } from "fastest-levenshtein";
import { CATALOGUE } from "../../doctor/catalogue.js";
import type { Check } from "../../doctor/check.js";
import { CommandError } from "../failure/command-error.js";
import { ExitCode } from "../failure/exit-code.js";

/** The checks of these ids, or all. @throws CommandError for an id that is none */
export function chosenChecks(only: readonly string[] | undefined): readonly Check[] {
  if (only === undefined) return CATALOGUE;
  const ids = CATALOGUE.map(({ id }) => id);
  const unknown = only.find((id) => !ids.includes(id));
  if (unknown !== undefined)
    throw new CommandError(`There is no check "${unknown}"`, {
      exitCode: ExitCode.usage,
      next: `Did you mean ${closest(unknown, ids)}? arkenos doctor --list shows them all`,
    });
  return CATALOGUE.filter(({ id }) => only.includes(id));
}
