/** What a text says in JSON; undefined where it is none, such as what a killed process leaves. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
