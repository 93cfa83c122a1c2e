import * as pulumi from "@pulumi/pulumi";
import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb.js";

/** What a program has asked the engine for. */
export interface Registered {
  readonly type: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** The parent's name; empty for one that has none. */
  readonly parent: string;
  /** Names of what has to stand before, said or by use of its outputs. */
  readonly after: readonly string[];
}

/** The part of Pulumi's own mock that hears what `newResource` is not told: parents and dependencies. */
interface Monitor {
  registerResource(request: RegisterResourceRequest, answer: unknown): unknown;
}

const idOf = (name: string) => `id-of-${name}`;
const nameOf = (urn: string) => urn.slice(urn.lastIndexOf("::") + 2);

/** An engine that makes whatever it is asked for, calls nobody, and keeps what it was asked. */
export class MockedEngine {
  readonly #registered = new Map<string, Registered>();

  /** Starts one for the stack `acme/dev`. A preview does not know what the clouds will answer. */
  static async start({ preview = false } = {}): Promise<MockedEngine> {
    const engine = new MockedEngine();
    const inputs = new Map<string, Record<string, unknown>>();
    const newResource = ({
      name,
      inputs: given,
    }: pulumi.runtime.MockResourceArgs): pulumi.runtime.MockResourceResult => {
      inputs.set(name, given as Record<string, unknown>);
      return preview ? { id: undefined, state: {} } : { id: idOf(name), state: answerTo(name) };
    };
    await pulumi.runtime.setMocks({ newResource, call: () => ({}) }, "acme", "dev", preview);

    const monitor = pulumi.runtime.getMonitor() as unknown as Monitor;
    const register = monitor.registerResource.bind(monitor);
    monitor.registerResource = async (request, answer) => {
      await register(request, answer);
      const { __provider: _, ...given } = inputs.get(request.getName()) ?? {};
      engine.#registered.set(request.getName(), {
        type: request.getType().replace("pulumi-nodejs:dynamic/", ""),
        inputs: given,
        parent: nameOf(request.getParent()),
        after: request.getDependenciesList().map(nameOf),
      });
    };
    return engine;
  }

  /** Everything a program has registered, by name, once nothing more is under way. */
  async registered(): Promise<ReadonlyMap<string, Registered>> {
    await pulumi.runtime.disconnect();
    return this.#registered;
  }
}

/** What a cloud adds to an object. */
function answerTo(name: string): Record<string, unknown> {
  return {
    trunkSid: idOf(name),
    terminationDomain: "acme.pstn.twilio.com",
    authUsername: "livekit",
    authPassword: pulumi.secret("generated-password-8c21"),
  };
}

/** The value of an output. */
export function valueOf<T>(output: pulumi.Input<T>): Promise<pulumi.Unwrap<T> | undefined> {
  return new Promise((resolve) => {
    pulumi.output(output).apply(resolve);
  });
}
