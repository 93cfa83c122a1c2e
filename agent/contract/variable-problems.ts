import { templatesOf } from "./http-tool.js";
import { type Persona, personaSchema } from "./persona.js";
import { type Problem, problemsAt } from "./problem.js";
import { mapTemplates } from "./template.js";
import { referenceProblem } from "./variables.js";

/** A persona whose prompt may be in a file. */
type ConfiguredPersona = Omit<Persona, "systemPrompt"> & Partial<Pick<Persona, "systemPrompt">>;

/** Unknown variables in a persona's texts. Do not check contracts of version 1, in which braces are plain text. */
export function variableProblems(persona: ConfiguredPersona): Problem[] {
  const texts: [path: readonly PropertyKey[], text: string][] = [];
  mapTemplates(personaSchema, { systemPrompt: "-", ...persona }, (text, path) => {
    texts.push([path, text]);
    return text;
  });
  persona.tools.forEach((tool, index) => {
    if (tool.type === "http" || tool.type === "mcp") texts.push(...textsIn(templatesOf(tool), ["tools", index]));
  });
  return texts.flatMap(([path, text]) => problemsAt(path, referenceProblem(text)));
}

function textsIn(value: unknown, path: readonly PropertyKey[]): [readonly PropertyKey[], string][] {
  if (typeof value === "string") return [[path, value]];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => textsIn(item, [...path, Array.isArray(value) ? +key : key]));
}
