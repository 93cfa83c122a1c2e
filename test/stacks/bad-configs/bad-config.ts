/** A config's error, word for word, and the keys that cause it in a valid config. */
export type BadConfig = readonly [problem: string, config: Readonly<Record<string, unknown>>];
