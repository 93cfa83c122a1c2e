/** Parses JSON. Returns undefined if the text is not valid JSON, such as the output of a killed process. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
