import type { ConfigDraft } from "../../config-file/config-draft.js";

/** The parts of a config that refer to agents. */
export interface Referring {
  readonly numbers: Readonly<Record<string, { readonly agent?: string }>>;
  readonly defaultAgent?: string | undefined;
}

/** What refers to an agent. */
export interface References {
  /** The numbers that it answers. */
  readonly numbers: readonly string[];
  /** Whether it answers calls to numbers without an agent. */
  readonly isDefault: boolean;
}

/** What refers to an agent in a config. */
export function referencesTo(id: string, { numbers, defaultAgent }: Referring): References {
  return {
    numbers: Object.keys(numbers).filter((number) => numbers[number]?.agent === id),
    isDefault: defaultAgent === id,
  };
}

/** The same for a config file that is being edited, from the merged config. */
export function referringIn(draft: ConfigDraft): Referring {
  const { "arkenos:defaultAgent": defaultAgent } = draft.merged();
  return { numbers: draft.numbers(), ...(typeof defaultAgent === "string" && { defaultAgent }) };
}
