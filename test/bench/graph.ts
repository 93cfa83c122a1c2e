/** A resource of the floor program: its place in the graph, and nothing else. */
export interface Node {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  /** URN of its parent. */
  readonly parent?: string | undefined;
  /** URNs of its dependencies that no prop refers to. */
  readonly dependsOn: readonly string[];
  /** URNs of the dependencies of each prop. */
  readonly references: Readonly<Record<string, readonly string[]>>;
}

/** The part of a stack's state that describes the graph. */
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

/** The graph of a deployed stack, in order of creation. */
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

/** The smallest graph possible. */
export const ONE_RESOURCE: readonly Node[] = [
  { urn: "one", type: "pulumi-nodejs:dynamic/twilio:ElasticTrunk", name: "one", dependsOn: [], references: {} },
];
