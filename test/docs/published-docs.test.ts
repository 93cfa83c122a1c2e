import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { REPOSITORY } from "../repository.js";
import { consumer } from "./consumer.js";
import { publicFields } from "./public-fields.js";

/** What programs and workers import; the other subpaths of @arkenos/stacks are the command's own. */
const modules = ["@arkenos/provider", "@arkenos/stacks", "@arkenos/stacks/main", ...subpathsOf("agent")];

describe("the types of the built packages", () => {
  const { service, file } = consumer(modules.map((name, index) => `import * as m${index} from "${name}";`).join("\n"));
  const program = service.getProgram();
  const imports = program?.getSourceFile(file)?.statements.filter(ts.isImportDeclaration) ?? [];

  it.each(imports.map(({ moduleSpecifier }) => moduleSpecifier))(
    "say what every name and field of $text is",
    (name) => {
      const checker = program?.getTypeChecker();
      const module = checker?.getSymbolAtLocation(name);
      const fields = checker && module ? publicFields(checker, module) : [];
      expect(fields).not.toEqual([]);
      expect([...new Set(fields.filter(({ text }) => text === "").map(({ path }) => path))]).toEqual([]);
    },
  );
});

describe("an editor", () => {
  it("shows a nested argument's text and its default", () => {
    const hovered = hover(
      'import { InboundTrunk } from "@arkenos/provider";\n' +
        'new InboundTrunk("line", { name: "Line", media: { codecs: [{ name: "PCMU", /*here*/ rate: 8000 }] } });',
    );
    expect(hovered.text).toMatch(/^Sampling rate in Hz/);
    expect(hovered.tags).toEqual([{ name: "default", text: "0" }]);
  });

  it("shows an output's text", () => {
    const hovered = hover(
      'import { InboundTrunk } from "@arkenos/provider";\n' +
        'export const id = new InboundTrunk("line", { name: "Line" })./*here*/ trunkId;',
    );
    expect(hovered.text).toMatch(/^LiveKit's id, `ST_…`/);
  });

  it("shows the text of a field that a section of the topology takes over from a resource", () => {
    const hovered = hover(
      'import { SipTopology } from "@arkenos/stacks";\n' +
        'new SipTopology("line", { sipDomain: "a.sip.livekit.cloud", inbound: { media: { /*here*/ encryption: "require" } } });',
    );
    expect(hovered.text).toMatch(/^SRTP: `disable`, `allow`, or `require`/);
  });
});

/** What the editor shows for the name after the mark. */
function hover(program: string): { readonly text: string; readonly tags: { name: string; text: string }[] } {
  const { service, file } = consumer(program);
  const mark = "/*here*/ ";
  const info = service.getQuickInfoAtPosition(file, program.indexOf(mark) + mark.length);
  return {
    text: ts.displayPartsToString(info?.documentation),
    tags: (info?.tags ?? []).map(({ name, text }) => ({ name, text: ts.displayPartsToString(text) })),
  };
}

function subpathsOf(folder: string): string[] {
  const manifest = JSON.parse(readFileSync(join(REPOSITORY, folder, "package.json"), "utf8")) as {
    name: string;
    exports: Record<string, unknown>;
  };
  return Object.keys(manifest.exports)
    .filter((path) => !path.endsWith(".json"))
    .map((path) => `${manifest.name}${path.slice(1)}`);
}
