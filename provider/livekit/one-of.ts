/** The name of a value of the protocol's enum; undefined for a value that this package does not know yet. */
export function oneOf<Word extends string>(words: Readonly<Record<Word, number>>, value: number): Word | undefined {
  return (Object.keys(words) as Word[]).find((word) => words[word] === value);
}
