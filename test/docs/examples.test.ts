import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { expect, it } from "vitest";
import { REPOSITORY } from "../repository.js";
import { sourceFiles } from "../source-files.js";
import { consumer } from "./consumer.js";

/** What an example uses from the program around it. */
const AROUND = `
import * as provider from "@arkenos/provider";
import { SipTopology } from "@arkenos/stacks";
import * as pulumi from "@pulumi/pulumi";
const { InboundTrunk, OutboundTrunk, DispatchRule, ElasticTrunk, OriginationUrl, CredentialList, Credential } = provider;
const { TrunkCredentialList, IpAccessControlList, IpAddress, TrunkIpAccessControlList } = provider;
const { PhoneNumber, NumberAssociation } = provider;
declare const trunk: provider.ElasticTrunk & provider.InboundTrunk;
declare const credential: provider.Credential;
declare const list: provider.CredentialList & provider.IpAccessControlList;
`;

const examples = [...sourceFiles("provider"), ...sourceFiles("stacks")].flatMap(({ path }) =>
  [...readFileSync(join(REPOSITORY, path), "utf8").matchAll(/^ \* ```ts\n((?: \*.*\n)*?) \* ```$/gm)].map(
    ([, text = ""]) => ({ path, program: text.replace(/^ \* ?/gm, "") }),
  ),
);

it("every resource and the topology have an example", () => {
  expect(new Set(examples.map(({ path }) => path)).size).toBe(14);
});

it.each(examples)("the example of $path compiles", ({ program }) => {
  const { service, file } = consumer(`${AROUND}\n{\n${program}}\n`);
  const problems = [...service.getSyntacticDiagnostics(file), ...service.getSemanticDiagnostics(file)];
  expect(problems.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"))).toEqual([]);
});
