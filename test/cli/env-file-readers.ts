/** The longest line that Go's bufio.Scanner accepts, in bytes. */
const LONGEST = 64 * 1024;

/** Parses an env file by the rules of `docker run --env-file`: docker/cli `pkg/kvfile/kvfile.go`. */
export function readByDocker(text: string): Record<string, string> {
  const variables: Record<string, string> = {};
  for (const raw of scanned(text)) {
    const line = raw.replace(/^\uFEFF/, "").replace(/^\s+/, "");
    if (line === "" || line.startsWith("#")) continue;
    const [name = "", value] = cut(line);
    if (name === "") throw new Error(`no variable name on line '${line}'`);
    if (/\s/.test(name)) throw new Error(`variable '${name}' contains whitespaces`);
    if (value !== undefined) variables[name] = value;
  }
  return variables;
}

/** Parses an env file by the rules of `kubectl create secret --from-env-file`: kubectl `pkg/cmd/util/env_file.go`. */
export function readByKubectl(text: string): Record<string, string> {
  const variables: Record<string, string> = {};
  for (const raw of scanned(text)) {
    const line = raw.replace(/^\uFEFF/, "").replace(/^\s+/, "");
    if (line === "" || line.startsWith("#")) continue;
    const [name = "", value] = cut(line);
    if (!/^[-._a-zA-Z][-._a-zA-Z0-9]*$/.test(name)) throw new Error(`"${name}" is not a valid key name`);
    variables[name] = value ?? process.env[name] ?? "";
  }
  return variables;
}

/** Lines as bufio.ScanLines yields them: without the newline and a carriage return before it. */
function scanned(text: string): string[] {
  const lines = text.split("\n").map((line) => line.replace(/\r$/, ""));
  if (lines.some((line) => Buffer.byteLength(line) >= LONGEST)) throw new Error("bufio.Scanner: token too long");
  return lines;
}

function cut(line: string): [string, string?] {
  const at = line.indexOf("=");
  return at < 0 ? [line] : [line.slice(0, at), line.slice(at + 1)];
}
