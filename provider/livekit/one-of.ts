/** Our word for a number of the protocol's enumeration; undefined for one that is newer than this package. */
export function oneOf<Word extends string>(words: Readonly<Record<Word, number>>, value: number): Word | undefined {
  return (Object.keys(words) as Word[]).find((word) => words[word] === value);
}
