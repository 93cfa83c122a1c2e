import type { Config } from "./config.js";
import { settingsOf } from "./edits.js";

/** What a person does who follows an error's remedy. */
interface Remedy {
  readonly says: RegExp;
  readonly edit: (config: Config, found: readonly string[]) => Config;
}

const REMEDIES: readonly Remedy[] = [
  {
    says: /run pulumi config set(?:-all)? --path (?:--plaintext arkenos:adopt\.default=never --plaintext )?arkenos:adopt\.(\w+)[= ](\w+)$/,
    edit: (config, [key = "", id = ""]) => ({ ...config, adoptIds: { ...config.adoptIds, [key]: id } }),
  },
  {
    says: /number: (\+\d+) is on trunk .*; set move: true/,
    edit: (config, [number = ""]) => withNumber(config, number, { move: true }),
  },
  {
    says: /cannot be adopted: number (\+\d+) depends on it and .*Add it to the config/,
    edit: (config, [number = ""]) => withNumber(config, number, settingsOf(number, "in")),
  },
  {
    says: /correct the id, or set adopt: "never"$/,
    edit: (config) => ({ ...config, adopt: "never", adoptIds: undefined }),
  },
  {
    says: /Remove (\w+) from adopt|remove (\w+) from adopt$/,
    edit: ({ adoptIds = {}, ...config }, [first, last]) => {
      const others = Object.entries(adoptIds).filter(([, id]) => id !== (first ?? last));
      return { ...config, adoptIds: Object.fromEntries(others) };
    },
  },
  {
    says: /Use a different name \(namePrefix\)/,
    edit: (config) => ({ ...config, namePrefix: `${config.namePrefix} II` }),
  },
];

/** A person's reaction to an error, by its own remedy; the config is unchanged if the remedy edits nothing in it. */
export function followRemedy(config: Config, refusal: string): Config {
  for (const { says, edit } of REMEDIES) {
    const [, ...found] = says.exec(refusal) ?? [];
    if (says.test(refusal)) return edit(config, found);
  }
  return config;
}

function withNumber(config: Config, number: string, settings: object): Config {
  return { ...config, numbers: { ...config.numbers, [number]: { ...config.numbers[number], ...settings } } };
}
