import { initializeLogger, log } from "@livekit/agents";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { CallFailure, RecordingFile } from "../../agent/call/call-record.js";
import type { CallRecorder } from "../../agent/call/call-recorder.js";
import { beginRecording } from "../../agent/call/egress.js";
import type { CallContext } from "../../agent/call/live-call.js";
import { personaSchema } from "../../agent/contract/persona.js";
import { personaProblems } from "../../agent/contract/persona-problems.js";
import { problemText } from "../../agent/contract/problem.js";
import { readinessProblems } from "../../agent/worker/readiness.js";
import { FakeLiveKit } from "./fakes/livekit.js";
import { persona } from "./fakes/personas.js";
import { dialed } from "./fakes/phone.js";

const livekit = new FakeLiveKit();
const env = { S3_KEY: "AKIAOFTHETESTS", S3_SECRET: "s3-secret-of-the-tests", GCS: '{\n"type":"service_account"}' };
const s3 = { type: "s3", bucket: "acme-calls", accessKeyEnv: "S3_KEY", secretEnv: "S3_SECRET" };
let url: string;
let errors: unknown[];
let recorded: RecordingFile[];
let failures: CallFailure[];

beforeAll(async () => {
  initializeLogger({ pretty: false, level: "silent" });
  url = await livekit.listen();
});
afterAll(() => livekit.close());
beforeEach(() => {
  livekit.clear();
  [errors, recorded, failures] = [[], [], []];
  vi.spyOn(log(), "error").mockImplementation((...line: unknown[]) => void errors.push(line));
});
afterEach(() => vi.restoreAllMocks());

const parse = (recording: unknown) => personaSchema.parse({ systemPrompt: "x", recording }).recording;

/** Starts to record a call. */
function begin(recording: unknown, context: Partial<CallContext> = {}) {
  const ctx = {
    ...{ isFakeJob: false, info: { url, apiKey: "key", apiSecret: "secret-of-livekit" } },
    ...{ job: { id: "AJ_1", room: { name: "call-_1" } }, ...context },
  } as unknown as CallContext;
  const attributes = dialed("+15105550100");
  return beginRecording({
    ...{ ctx, agentId: "reception", env, persona: persona({ recording: parse(recording) }) },
    caller: {
      ...{ identity: "sip_1", number: "+15559990042", direction: "inbound" },
      participant: { isSip: true, attributes },
    },
    record: {
      recorded: (file: RecordingFile) => void recorded.push(file),
      failed: (failure: CallFailure) => void failures.push(failure),
    } as CallRecorder,
  });
}

describe("a call is recorded", () => {
  beforeEach(() => {
    livekit.answers = { StartRoomCompositeEgress: { body: { egressId: "EG_1" } } };
  });

  it("as audio, to the persona's storage, and its record says where", async () => {
    await begin({ folder: "calls/reception", storage: { ...s3, region: "eu-central-1" } });
    expect(livekit.calls).toMatchObject([
      {
        method: "StartRoomCompositeEgress",
        body: {
          ...{ roomName: "call-_1", audioOnly: true },
          fileOutputs: [
            {
              ...{ fileType: "OGG", filepath: "calls/reception/SCL_1.ogg" },
              s3: { accessKey: env.S3_KEY, secret: env.S3_SECRET, bucket: "acme-calls", region: "eu-central-1" },
            },
          ],
        },
      },
    ]);
    expect(recorded).toEqual([{ file: "calls/reception/SCL_1.ogg", egressId: "EG_1" }]);
  });

  it.each<[string, unknown, object]>([
    ["Google's", { type: "gcs", bucket: "b", credentialsEnv: "GCS" }, { gcp: { bucket: "b", credentials: env.GCS } }],
    [
      "Azure's",
      { type: "azure", container: "c", accountNameEnv: "S3_KEY", accountKeyEnv: "S3_SECRET" },
      { azure: { containerName: "c", accountName: env.S3_KEY, accountKey: env.S3_SECRET } },
    ],
    ["another S3", { ...s3, endpoint: "https://s3.acme.example" }, { s3: { forcePathStyle: true } }],
    ["egress' own", undefined, { filepath: "SCL_1.ogg" }],
  ])("to %s storage", async (_, storage, output) => {
    await begin({ storage });
    expect(livekit.calls[0]?.body["fileOutputs"]).toMatchObject([output]);
  });

  it("only if the persona asks for it, and never in the console, which has no room", async () => {
    await begin(undefined);
    await begin({}, { isFakeJob: true } as Partial<CallContext>);
    expect(livekit.calls).toEqual([]);
  });
});

describe("a call that cannot be recorded", () => {
  const unavailable = { status: 503, body: { code: "unavailable", msg: `no response from servers ${env.S3_SECRET}` } };
  beforeEach(() => {
    livekit.answers = { StartRoomCompositeEgress: unavailable };
  });

  it("ends if the persona requires the recording, which is the default", async () => {
    const reason = /^The call cannot be recorded because LiveKit egress did not start: .*no response from servers/;
    await expect(begin({ storage: s3 })).rejects.toThrow(reason);
    await expect(begin({ storage: s3, required: true })).rejects.toThrow(reason);
    await expect(begin({ storage: s3 })).rejects.not.toThrow(env.S3_SECRET);
  });

  it("continues if the persona says so: the log has a line, and the record has the failure", async () => {
    await begin({ storage: s3, required: false });
    const reason = expect.stringContaining("no response from servers");
    expect(errors).toEqual([
      [{ agentId: "reception", callId: "SCL_1", reason }, "The call continues without a recording"],
    ]);
    expect(failures).toEqual([{ part: "recording", message: reason }]);
    expect(JSON.stringify([errors, failures])).not.toContain(env.S3_SECRET);
    expect(recorded).toEqual([]);
  });

  it("waits no longer than a caller lets it ring", async () => {
    livekit.answers = { StartRoomCompositeEgress: { afterMs: 20_000 } };
    const startedAt = Date.now();
    await expect(begin({})).rejects.toThrow("The call cannot be recorded");
    expect(Date.now() - startedAt).toBeLessThan(10_000);
  });
});

describe("a recording is refused", () => {
  it.each<[string, object, string]>([
    ["a folder with ..", { folder: "../x" }, "leaves the storage"],
    ["a folder with a variable", { folder: "{{caller.number}}" }, "is not a folder"],
    ["no type of storage", { storage: { bucket: "b" } }, 'needs a type: "s3", "gcs" or "azure"'],
    ["a key in clear text", { storage: { ...s3, secretEnv: "abc/def" } }, "is not the name of an environment variable"],
    ["no bucket", { storage: { ...s3, bucket: undefined } }, "must be text, such as acme-calls"],
  ])("with %s", (_, recording, problem) => {
    const { error } = personaSchema.safeParse({ systemPrompt: "x", recording });
    expect(error?.issues.map(({ message }) => message).join()).toContain(problem);
  });

  it("without its storage's keys, by preview and by the worker; a key may have several lines", () => {
    const recording = parse({ storage: s3 });
    const missing = (name: string) => `needs the environment variable ${name}`;
    const problems = personaProblems(persona({ recording }), () => false).filter(({ path }) => path[0] === "recording");
    expect(problems.map(problemText)).toEqual([
      `recording.storage.accessKeyEnv: ${missing("S3_KEY")}; put it into agentEnv`,
      `recording.storage.secretEnv: ${missing("S3_SECRET")}; put it into agentEnv`,
    ]);
    expect(readinessProblems({ agents: { a: persona({ recording }) } }, {}).map(problemText)).toContain(
      `agents.a.recording.storage.secretEnv: ${missing("S3_SECRET")}; set it where the worker runs`,
    );
    const gcs = parse({ storage: { type: "gcs", bucket: "b", credentialsEnv: "GCS" } });
    const lacks = readinessProblems({ agents: { a: persona({ recording: gcs }) } }, env);
    expect(lacks.filter(({ path }) => path.includes("recording"))).toEqual([]);
  });
});
