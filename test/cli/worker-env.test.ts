import { execFileSync } from "node:child_process";
import { parseEnv } from "node:util";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { workerEnvironment, type WorkerVariable } from "../../stacks/operate/worker-env/worker-environment.js";
import { dotenv, quotedVariables } from "../../stacks/operate/worker-env/dotenv.js";
import { kubernetesSecret } from "../../stacks/operate/worker-env/kubernetes-secret.js";
import { plainLines } from "../../stacks/operate/worker-env/plain-lines.js";
import { shellExports } from "../../stacks/operate/worker-env/shell-exports.js";

import { readByDocker, readByKubectl } from "./env-file-readers.js";

const contract = { version: 1, agents: { reception: { systemPrompt: `It's "Acme",\n$HOME \`here\` \\ there` } } };
const config = {
  "arkenos:livekitUrl": "wss://acme.livekit.cloud",
  "arkenos:livekitApiKey": "APIacme",
  "arkenos:livekitApiSecret": "a 'quoted' secret",
  "arkenos:twilioAuthToken": "none of the worker's business",
  "arkenos:agentEnv": JSON.stringify({ OPENAI_API_KEY: 'sk-"double"$x', LIVEKIT_URL: "wss://other.livekit.cloud" }),
};

describe("the worker's environment", () => {
  const variables = workerEnvironment({ config, env: { LIVEKIT_API_KEY: "APIother", HOME: "/home" }, contract });
  const value = (name: string) => variables.find((variable) => variable.name === name)?.value;

  it("is LiveKit's key, the routing table and the config's agentEnv, which takes precedence; Twilio's token is not in it", () => {
    expect(variables.map(({ name, from }) => [name, from])).toEqual([
      ["LIVEKIT_URL", "arkenos:agentEnv"],
      ["LIVEKIT_API_KEY", "arkenos:livekitApiKey"],
      ["LIVEKIT_API_SECRET", "arkenos:livekitApiSecret"],
      ["ARKENOS_STACK_OUTPUTS_JSON", "the output telephony"],
      ["OPENAI_API_KEY", "arkenos:agentEnv"],
    ]);
    expect(value("LIVEKIT_API_KEY")).toBe("APIacme");
    expect(value("LIVEKIT_URL")).toBe("wss://other.livekit.cloud");
    expect(JSON.stringify(variables)).not.toContain("none of the worker's business");
  });

  const same = (read: Readonly<Record<string, string | undefined>>) => {
    for (const { name, value } of variables.filter((variable) => !variable.name.endsWith("_JSON")))
      expect(read[name], name).toBe(value);
    expect(JSON.parse(read["ARKENOS_STACK_OUTPUTS_JSON"] ?? "")).toEqual(contract);
  };

  it("as a .env file is read back unchanged by Node", () =>
    same(parseEnv(dotenv(variables)) as Record<string, string>));

  it("as a Kubernetes Secret holds each value as a string", () => {
    const secret = parse(kubernetesSecret(variables, { name: "worker", namespace: "phones" })) as {
      stringData: Record<string, string>;
    };
    expect(secret).toMatchObject({
      apiVersion: "v1",
      kind: "Secret",
      metadata: { name: "worker", namespace: "phones" },
    });
    same(secret.stringData);
  });

  it("as export lines is read back unchanged by a shell", () => {
    const print = "process.stdout.write(JSON.stringify(process.env))";
    const script = `${shellExports(variables)}exec "$0" -e '${print}'`;
    same(
      JSON.parse(execFileSync("sh", ["-c", script, process.execPath], { encoding: "utf8" })) as Record<string, string>,
    );
  });

  it("that no .env can hold is refused by name, without its value", () => {
    const impossible: WorkerVariable = { name: "ODD", value: `'"\``, from: "arkenos:agentEnv" };
    expect(() => dotenv([impossible])).toThrow(/^ODD holds every kind of quote/);
  });

  it("as plain lines is read back unchanged by docker and kubectl", () => {
    same(readByDocker(plainLines(variables)));
    same(readByKubectl(plainLines(variables)));
  });
});

describe("a value in a file of lines", () => {
  const PLAIN = ["", "sk-123", "a b", "a=b==", "ünïcode 💬", "https://user@acme.example/?a=1&b=2", 'a "word"', "it's"];
  const ODD = [" leading", "trailing ", "# not a comment", "a # b", "$HOME", "a\\nb", '"quoted"', "'quoted'", "`tick`"];
  const variable = (value: string): WorkerVariable => ({ name: "VALUE", value, from: "arkenos:agentEnv" });

  it.each([...PLAIN, ...ODD])("%j is read back unchanged", (value) => {
    const variables = [variable(value), { name: "NEXT", value: "next", from: "arkenos:agentEnv" }];
    const expected = { VALUE: value, NEXT: "next" };
    expect(readByDocker(plainLines(variables))).toEqual(expected);
    expect(readByKubectl(plainLines(variables))).toEqual(expected);
    expect(parseEnv(dotenv(variables))).toEqual(expected);
  });

  it("is quoted in a .env only if necessary, so that docker and kubectl read the same", () => {
    const plain = PLAIN.map(variable);
    for (const one of plain) expect(readByDocker(dotenv([one])), one.value).toEqual({ VALUE: one.value });
    expect(quotedVariables(plain)).toEqual([]);
    expect(quotedVariables(ODD.map(variable))).toHaveLength(ODD.length);
  });

  it("includes a routing table that can be read from a .env by docker's rules too", () => {
    const table = { name: "ARKENOS_STACK_OUTPUTS_JSON", value: JSON.stringify(contract), from: "the output telephony" };
    expect(JSON.parse(readByDocker(dotenv([table]))[table.name] ?? "")).toEqual(contract);
  });

  it.each([
    ["of several lines", "one\ntwo", /^VALUE has several lines/],
    ["that ends with a carriage return", "one\r", /^VALUE has several lines/],
    ["longer than a line may be", "x".repeat(65_536), /^VALUE is longer than the 64 KiB/],
  ])("%s is refused by name", (_, value, problem) => {
    expect(() => plainLines([variable(value)])).toThrow(problem);
  });
});
