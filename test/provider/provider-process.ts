import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import type { Message } from "google-protobuf";
import type { JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb.js";
import type { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb.js";

type Data = Record<string, unknown>;
type Call = (request: Message, answered: (error: Error | null, answer: Message) => void) => void;

// The SDK's own gRPC library, wherever it is installed.
const require = createRequire(createRequire(import.meta.url).resolve("@pulumi/pulumi/package.json"));
const grpc = require("@grpc/grpc-js") as typeof import("@grpc/grpc-js");
const { Struct } =
  require("google-protobuf/google/protobuf/struct_pb.js") as typeof import("google-protobuf/google/protobuf/struct_pb.js");
const services =
  require("@pulumi/pulumi/proto/provider_grpc_pb.js") as typeof import("@pulumi/pulumi/proto/provider_grpc_pb.js");
const pb = require("@pulumi/pulumi/proto/provider_pb.js") as typeof import("@pulumi/pulumi/proto/provider_pb.js");

/** No engine listens there: the process requires an address, and uses it only for logs. */
const NO_ENGINE = "127.0.0.1:1";

/** Pulumi's own process for dynamic providers, called over gRPC as the engine calls it. */
export class ProviderProcess {
  readonly #child: ChildProcess;
  readonly #client: ResourceProviderClient;

  private constructor(child: ChildProcess, port: number) {
    this.#child = child;
    this.#client = new services.ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
  }

  /** Starts it with this stack config in the folder from which it resolves packages. */
  static async start(config: Readonly<Record<string, string>>): Promise<ProviderProcess> {
    const child = spawn(process.execPath, [require.resolve("@pulumi/pulumi/cmd/dynamic-provider"), NO_ENGINE], {
      cwd: import.meta.dirname,
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [port] = (await once(child.stdout, "data")) as [Buffer];
    const started = new ProviderProcess(child, Number.parseInt(port.toString(), 10));
    await started.#call("configure", new pb.ConfigureRequest().setArgs(struct(config)));
    return started;
  }

  async check(olds: Data, news: Data): Promise<{ inputs: Data; failures: { property: string; reason: string }[] }> {
    const answer = await this.#call("check", new pb.CheckRequest().setOlds(struct(olds)).setNews(struct(news)));
    const response = answer as InstanceType<typeof pb.CheckResponse>;
    return {
      inputs: plain(response.getInputs()),
      failures: response.getFailuresList().map((failure) => failure.toObject()),
    };
  }

  async diff(id: string, olds: Data, news: Data): Promise<{ changes: boolean; replaces: string[] }> {
    const answer = await this.#call("diff", new pb.DiffRequest().setId(id).setOlds(struct(olds)).setNews(struct(news)));
    const response = answer as InstanceType<typeof pb.DiffResponse>;
    return {
      changes: response.getChanges() === pb.DiffResponse.DiffChanges.DIFF_SOME,
      replaces: response.getReplacesList(),
    };
  }

  async create(inputs: Data): Promise<{ id: string; outs: Data }> {
    const answer = await this.#call("create", new pb.CreateRequest().setProperties(struct(inputs)));
    const response = answer as InstanceType<typeof pb.CreateResponse>;
    return { id: response.getId(), outs: plain(response.getProperties()) };
  }

  async read(id: string, state: Data): Promise<{ id: string; props: Data }> {
    const answer = await this.#call("read", new pb.ReadRequest().setId(id).setProperties(struct(state)));
    const response = answer as InstanceType<typeof pb.ReadResponse>;
    return { id: response.getId(), props: plain(response.getProperties()) };
  }

  async update(id: string, olds: Data, news: Data): Promise<Data> {
    const answer = await this.#call(
      "update",
      new pb.UpdateRequest().setId(id).setOlds(struct(olds)).setNews(struct(news)),
    );
    return plain((answer as InstanceType<typeof pb.UpdateResponse>).getProperties());
  }

  async delete(id: string, state: Data): Promise<void> {
    await this.#call("delete", new pb.DeleteRequest().setId(id).setProperties(struct(state)));
  }

  /** Stops the process. */
  async stop(): Promise<void> {
    this.#client.close();
    const ended = once(this.#child, "exit");
    this.#child.kill("SIGKILL");
    await ended;
  }

  #call(
    rpc: "configure" | "check" | "diff" | "create" | "read" | "update" | "delete",
    request: Message,
  ): Promise<Message> {
    const call = this.#client[rpc].bind(this.#client) as unknown as Call;
    return new Promise((resolve, reject) =>
      call(request, (error, answer) => (error ? reject(error) : resolve(answer))),
    );
  }
}

function struct(data: Data) {
  return Struct.fromJavaScript(data as Record<string, JavaScriptValue>);
}

function plain(answer: { toJavaScript(): Record<string, unknown> } | undefined): Data {
  return answer?.toJavaScript() ?? {};
}
