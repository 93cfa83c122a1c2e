import * as pulumi from "@pulumi/pulumi";
import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb.js";

/** A program's request to the engine. */
export interface Registered {
  readonly type: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** The parent's name; empty if there is none. */
  readonly parent: string;
  /** Names of its dependencies, explicit or through outputs. */
  readonly after: readonly string[];
}

/** The program's stack, and how objects are created for it. */
interface MockedStack {
  readonly preview?: boolean;
  /** @default "acme" */
  readonly project?: string;
  /** @default "dev" */
  readonly stack?: string;
  /** @default an object with an id made from the resource's name */
  readonly made?: (name: string, type: string) => pulumi.runtime.MockResourceResult;
}

/** The part of Pulumi's own mock that receives what `newResource` does not: parents and dependencies. */
interface Monitor {
  registerResource(request: RegisterResourceRequest, answer: unknown): unknown;
}

const idOf = (name: string) => `id-of-${name}`;
const nameOf = (urn: string) => urn.slice(urn.lastIndexOf("::") + 2);

/** An engine that creates every requested resource without a remote call, and records the requests. */
export class MockedEngine {
  readonly #registered = new Map<string, Registered>();

  /** Starts one for a stack. In a preview, the clouds' answers are unknown. */
  static async start({
    preview = false,
    project = "acme",
    stack = "dev",
    made = madeAs,
  }: MockedStack = {}): Promise<MockedEngine> {
    const engine = new MockedEngine();
    const inputs = new Map<string, Record<string, unknown>>();
    const newResource = ({
      name,
      type,
      inputs: given,
    }: pulumi.runtime.MockResourceArgs): pulumi.runtime.MockResourceResult => {
      inputs.set(name, given as Record<string, unknown>);
      return preview ? { id: undefined, state: {} } : made(name, type);
    };
    await pulumi.runtime.setMocks({ newResource, call: () => ({}) }, project, stack, preview);

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

  /** All resources that a program has registered, by name, once it is idle. */
  async registered(): Promise<ReadonlyMap<string, Registered>> {
    await pulumi.runtime.disconnect();
    return this.#registered;
  }
}

/** An object, as a cloud would have created it. */
function madeAs(name: string): pulumi.runtime.MockResourceResult {
  const state = {
    trunkSid: idOf(name),
    terminationDomain: "acme.pstn.twilio.com",
    authUsername: "livekit",
    authPassword: pulumi.secret("generated-password-8c21"),
  };
  return { id: idOf(name), state };
}

/** The value of an output. */
export function valueOf<T>(output: pulumi.Input<T>): Promise<pulumi.Unwrap<T> | undefined> {
  return new Promise((resolve) => {
    pulumi.output(output).apply(resolve);
  });
}
