/** What is wrong with a config, word for word, and the keys of the sound config that make it so. */
export type BadConfig = readonly [problem: string, config: Readonly<Record<string, unknown>>];
