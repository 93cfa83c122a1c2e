/** A resource as the floor makes it: where it stands in the graph, and nothing else. */
export interface Node {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  /** URN of the resource it belongs to. */
  readonly parent?: string | undefined;
  /** URNs of what must stand first and is not referred to. */
  readonly dependsOn: readonly string[];
  /** URNs of what each prop refers to. */
  readonly references: Readonly<Record<string, readonly string[]>>;
}

/** The part of a stack's state that the graph is read from. */
interface State {
  readonly deployment: { readonly resources: readonly StoredResource[] };
}

interface StoredResource {
  readonly urn: string;
  readonly type: string;
  readonly parent?: string;
  readonly dependencies?: readonly string[];
  readonly propertyDependencies?: Readonly<Record<string, readonly string[]>>;
}

/** The graph of a converged stack, in the order in which it was made. */
export function graphOf(state: string): Node[] {
  const { resources } = (JSON.parse(state) as State).deployment;
  const ours = resources.filter(({ type }) => !type.startsWith("pulumi:"));
  const known = new Set(ours.map(({ urn }) => urn));
  return ours.map(({ urn, type, parent, dependencies = [], propertyDependencies = {} }) => {
    const references = Object.fromEntries(Object.entries(propertyDependencies).filter(([, urns]) => urns.length > 0));
    const referred = new Set(Object.values(references).flat());
    return {
      ...{ urn, type, references, name: urn.slice(urn.lastIndexOf("::") + 2) },
      parent: parent !== undefined && known.has(parent) ? parent : undefined,
      dependsOn: dependencies.filter((other) => !referred.has(other)),
    };
  });
}

/** The smallest graph there is. */
export const ONE_RESOURCE: readonly Node[] = [
  { urn: "one", type: "pulumi-nodejs:dynamic/twilio:ElasticTrunk", name: "one", dependsOn: [], references: {} },
];
