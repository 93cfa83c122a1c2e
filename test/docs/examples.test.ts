import { personaSchema } from "@arkenos/agent/persona";
import ts from "typescript";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { type SourceFile, sourceFiles } from "../source-files.js";
import { consumer } from "./consumer.js";

/** What an example uses from the program around it. */
const AROUND = `
import { spawn } from "node:child_process";
import { z } from "zod";
import * as provider from "@arkenos/provider";
import { SipTopology } from "@arkenos/stacks";
import * as pulumi from "@pulumi/pulumi";
const { InboundTrunk, OutboundTrunk, DispatchRule, ElasticTrunk, OriginationUrl, CredentialList, Credential } = provider;
const { TrunkCredentialList, IpAccessControlList, IpAddress, TrunkIpAccessControlList } = provider;
const { PhoneNumber, NumberAssociation } = provider;
declare function some<T>(): T;
declare const trunk: provider.ElasticTrunk & provider.InboundTrunk;
declare const credential: provider.Credential;
declare const list: provider.CredentialList & provider.IpAccessControlList;
const [livekitApiKey, livekitApiSecret, file, folder, from, to, body, secret] = some<string[]>();
declare const headers: Record<string, string>;

type Routing = typeof import("@arkenos/agent/routing");
const { loadRouting, routingSource } = some<Routing>();
const [{ participant }, routes] = some<Parameters<Routing["resolve"]>>();
declare const ctx: import("@livekit/agents").JobContext;
declare const credentials: import("@arkenos/agent/outbound").Dial["credentials"];
declare const facts: import("../agent/dist/call/variables.js").Facts;

declare const config: import("@arkenos/stacks/config").StackConfig;
const [session, interest] = some<Parameters<typeof import("@arkenos/cli/observe").observe>>();
const [{ livekit, twilio }] = some<Parameters<typeof import("../stacks/operate/dist/simulate/simulate.js").simulate>>();
const { ExitCode } = some<typeof import("../stacks/operate/dist/cli/failure/exit-code.js")>();
declare const act: import("../stacks/operate/dist/cli/stack/context.js").Act;
declare function lookup(context: object, number: string): Promise<import("../stacks/operate/dist/cli/terminal/answer.js").Answer>;
`;

const files = sourceFiles("provider", "agent", "stacks");
const fenced = (language: string) =>
  files.flatMap((file) =>
    [...file.text.matchAll(new RegExp(`^ \\* \`\`\`${language}\\n((?: \\*.*\\n)*?) \\* \`\`\`$`, "gm"))].map(
      ([, text = ""]) => ({ file, path: file.path, text: text.replace(/^ \* ?/gm, "") }),
    ),
  );
const programs = fenced("ts");

/** The names of its own file that an example uses, from the compiled file. */
function own({ path, text }: SourceFile, program: string): string {
  const names = Array.from(
    text.matchAll(/^export (?:async )?(?:function|const|class) (\w+)/gm),
    ([, name = ""]) => name,
  );
  const used = names.filter((name) => new RegExp(`\\b${name}\\b`).test(program));
  const compiled = path.replace(/^(provider|agent|stacks\/operate|stacks)\//, "../$1/dist/").replace(/\.ts$/, ".js");
  return `const { ${used.join(", ")} } = await import("${compiled}");`;
}

it("every resource and the topology have an example", () => {
  const shown = programs.filter(({ path }) => /^provider\/(livekit|twilio)\/|^stacks\/topology\.ts$/.test(path));
  expect(new Set(shown.map(({ path }) => path)).size).toBe(14);
});

it("every example is a program or settings of a persona, fenced so that it is compiled or read", () => {
  const loose = ({ text }: SourceFile) => /^ \* @example(?! \d).*\n(?! \* ```(ts|yaml)\n)/m.test(text);
  expect(files.filter(loose).map(({ path }) => path)).toEqual([]);
});

it.each(programs)("the example of $path compiles", ({ file: source, text }) => {
  const { service, file } = consumer(`${AROUND}\n{\n${own(source, text)}\n{\n${text}}\n}\n`);
  const problems = [...service.getSyntacticDiagnostics(file), ...service.getSemanticDiagnostics(file)];
  expect(problems.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"))).toEqual([]);
});

it.each(fenced("yaml"))("the example of $path is what a persona takes", ({ text }) => {
  const { error } = personaSchema.safeParse({ systemPrompt: "You answer for Acme.", ...(parse(text) as object) });
  expect(error?.issues ?? []).toEqual([]);
});
