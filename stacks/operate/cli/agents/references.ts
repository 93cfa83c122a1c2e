import type { ConfigDraft } from "../../config-file/config-draft.js";

/** What a config says of its agents, as far as it refers to one. */
export interface Referring {
  readonly numbers: Readonly<Record<string, { readonly agent?: string }>>;
  readonly defaultAgent?: string | undefined;
}

/** What refers to an agent. */
export interface References {
  /** The numbers that it answers. */
  readonly numbers: readonly string[];
  /** Whether it answers the calls that no number decides. */
  readonly isDefault: boolean;
}

/** What refers to an agent in a config. */
export function referencesTo(id: string, { numbers, defaultAgent }: Referring): References {
  return {
    numbers: Object.keys(numbers).filter((number) => numbers[number]?.agent === id),
    isDefault: defaultAgent === id,
  };
}

/** The same of a config file while it is edited: of the merged config. */
export function referringIn(draft: ConfigDraft): Referring {
  const { "arkenos:defaultAgent": defaultAgent } = draft.merged();
  return { numbers: draft.numbers(), ...(typeof defaultAgent === "string" && { defaultAgent }) };
}
