import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { REPOSITORY } from "../repository.js";
import { consumer } from "./consumer.js";
import { PACKAGES } from "./packed-files.js";
import { publicFields } from "./public-fields.js";

/** All that a program can import. Only states require the lifecycle. */
const modules = PACKAGES.flatMap(subpathsOf).filter((name) => name !== "@arkenos/provider/lifecycle");

describe("the types of the packed packages", () => {
  const { service, file } = consumer(modules.map((name, index) => `import * as m${index} from "${name}";`).join("\n"));
  const program = service.getProgram();
  const imports = program?.getSourceFile(file)?.statements.filter(ts.isImportDeclaration) ?? [];

  it.each(imports.map(({ moduleSpecifier }) => moduleSpecifier))("describe every name and field of $text", (name) => {
    const checker = program?.getTypeChecker();
    const module = checker?.getSymbolAtLocation(name);
    const fields = checker && module ? publicFields(checker, module) : [];
    expect(fields).not.toEqual([]);
    const undescribed = fields.filter(({ text }) => text === "");
    expect([...new Set(undescribed.map(({ path }) => path))]).toEqual([]);
  });
});

describe("an editor", () => {
  const program = `
    import { InboundTrunk } from "@arkenos/provider";
    import { SipTopology } from "@arkenos/stacks";
    const line = new InboundTrunk("line", { name: "Line", media: { codecs: [{ name: "PCMU", rate: 8000 }] } });
    export const id = line.trunkId;
    new SipTopology("line", { sipDomain: "acme.sip.livekit.cloud", inbound: { media: { encryption: "require" } } });
  `;
  const { service, file } = consumer(program);
  const hover = (name: string) => service.getQuickInfoAtPosition(file, program.indexOf(name));

  it("shows a nested argument's text and its default", () => {
    const { documentation, tags = [] } = hover("rate: 8000") ?? {};
    expect(ts.displayPartsToString(documentation)).toMatch(/^Sampling rate in Hz/);
    expect(tags.map(({ name, text }) => [name, ts.displayPartsToString(text)])).toEqual([["default", "0"]]);
  });

  it("shows an output's text", () => {
    expect(ts.displayPartsToString(hover("trunkId;")?.documentation)).toMatch(/^LiveKit's id, `ST_…`/);
  });

  it("shows the text of a field that a section of the topology inherits from a resource", () => {
    expect(ts.displayPartsToString(hover('encryption: "require"')?.documentation)).toMatch(/^SRTP: `disable`/);
  });
});

/** The modules that a package exports. The pattern of a subpath stands for the files that it matches. */
function subpathsOf(folder: string): string[] {
  const manifest = JSON.parse(readFileSync(join(REPOSITORY, folder, "package.json"), "utf8")) as {
    name: string;
    exports: Record<string, string | { readonly types: string }>;
  };
  return Object.entries(manifest.exports).flatMap(([path, target]) => {
    if (typeof target === "string") return [];
    const module = `${manifest.name}${path.slice(1)}`;
    if (!module.endsWith("*")) return [module];
    const names = readdirSync(join(REPOSITORY, folder, dirname(target.types)));
    return names.filter((name) => name.endsWith(".d.ts")).map((name) => module.replace("*", basename(name, ".d.ts")));
  });
}
