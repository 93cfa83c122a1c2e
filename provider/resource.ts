import type * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { deferred, sdk } from "./sdk.js";
import { ownId } from "./object-id.js";
import type { Definition, Props, Shape, Spec } from "./spec.js";

/**
 * The code that every state of a kind contains and that refresh and destroy run. It names the installed package and
 * captures nothing, so it never changes and contains no secrets.
 */
export function providerText(noun: string): string {
  return `exports.handler=()=>require("@arkenos/provider/lifecycle").${noun};`;
}

/** A prop as a program writes it: a value, or another resource's output, at any depth. */
type Inputs<T> = { [K in keyof T]: pulumi.Input<T[K] extends object | undefined ? NestedInputs<T[K]> : T[K]> };
type NestedInputs<T> = T extends (infer Item)[] ? pulumi.Input<NestedInputs<Item>>[] : T extends object ? Inputs<T> : T;

/** The arguments of a resource's constructor. */
export type Args<P extends Shape> = Inputs<z.input<z.ZodObject<P>>>;

/** Every prop with its default, every attribute, and the account that holds the object. */
type Outputs<P extends Shape, A extends Shape> = {
  readonly [K in keyof (Props<P> & Props<A>)]-?: pulumi.Output<(Props<P> & Props<A>)[K]>;
} & {
  /** The account that holds the object: a LiveKit project's host, or a Twilio account's SID. */
  readonly account: pulumi.Output<string>;
};

/** The constructor of a resource, and its spec. */
export interface ResourceClass<P extends Shape, A extends Shape, Wire, Client> {
  new (name: string, props: Args<P>, options?: pulumi.CustomResourceOptions): pulumi.CustomResource & Outputs<P, A>;
  /**
   * Looks up an object that is managed elsewhere. This stack reads it, and never changes or deletes it.
   *
   * @param id the object's id, including its parent's if it has one: `TK…/OU…`
   */
  get<R>(
    this: new (name: string, props: Args<P>, options?: pulumi.CustomResourceOptions) => R,
    name: string,
    id: pulumi.Input<pulumi.ID>,
    options?: pulumi.CustomResourceOptions,
  ): R;
  /** Whether a value is an instance of this resource, even one created by another copy of the package. */
  isInstance<R>(
    this: new (name: string, props: Args<P>, options?: pulumi.CustomResourceOptions) => R,
    value: unknown,
  ): value is R;
  /** The spec from which the provider process derives the lifecycle. */
  readonly spec: Spec<P, A, Wire, Client>;
}

/**
 * Creates a Pulumi resource class from a spec. It is a dynamic resource on the wire. Its secrets are encrypted in the
 * state and hidden in outputs. `twilio/ip-address.ts` is a short example.
 */
export function defineResource<P extends Shape, A extends Shape, Wire, Client>(
  definition: Definition<P, A, Wire, Client>,
): ResourceClass<P, A, Wire, Client> {
  const spec = { ...definition, props: z.object(definition.props), attrs: z.object(definition.attrs) };
  const [cloud, noun] = spec.type.split(":") as [string, string];
  const type = `pulumi-nodejs:dynamic/${cloud}:${noun}`;
  const fields: Shape = { ...definition.attrs, ...definition.props };
  const secrets = Object.keys(fields).filter((name) => fields[name]?.meta()?.secret);
  const ids = Object.keys(fields).filter((name) => fields[name]?.meta()?.isId);
  const unset = Object.fromEntries([...Object.keys(fields), "account"].map((name) => [name, undefined]));

  const make = () => {
    const { CustomResource, getProject, getStack, secret } = sdk();
    return class Resource extends CustomResource {
      static get(name: string, id: pulumi.Input<pulumi.ID>, options?: pulumi.CustomResourceOptions): Resource {
        return new this(name, {}, { ...options, id });
      }

      static override isInstance(value: unknown): value is Resource {
        return CustomResource.isInstance(value) && Reflect.get(value, "__pulumiType") === type;
      }

      constructor(name: string, props: Record<string, unknown>, options: pulumi.CustomResourceOptions = {}) {
        // A resource that is only looked up keeps its current owner.
        const isOwned = "owner" in spec.props.shape && options.id === undefined;
        const owner = isOwned ? { owner: `${getProject()}/${getStack()}/${name}` } : {};
        // additionalSecretOutputs hides only outputs. A password that a program writes as plain text is an input, too.
        const hidden = Object.fromEntries(
          secrets.filter((field) => props[field] !== undefined).map((field) => [field, secret(props[field])]),
        );
        // The SDK formats four stack traces per output for its own debugging, which is most of the cost of a large
        // program.
        const { stackTraceLimit } = Error;
        Error.stackTraceLimit = 0;
        try {
          super(
            type,
            name,
            { ...unset, ...owner, ...props, ...hidden, __provider: providerText(noun) },
            { ...options, additionalSecretOutputs: [...secrets, ...(options.additionalSecretOutputs ?? [])] },
          );
          // Before an update, the engine knows the id but treats every other output as unknown.
          for (const name of ids) Object.assign(this, { [name]: this.id.apply(ownId) });
        } finally {
          Error.stackTraceLimit = stackTraceLimit;
        }
      }
    };
  };
  return Object.assign(deferred(make), { spec }) as unknown as ResourceClass<P, A, Wire, Client>;
}
