import * as pulumi from "@pulumi/pulumi";

/**
 * Hands a component's aliases on to its children. The engine does so only while it knows the component by its old name
 * alone: after an `up` that failed half way it knows both, and would create every child a second time.
 *
 * @param type the component's type
 * @param name the component's name, with which its children's names begin
 */
export function withFormerNames(
  type: string,
  name: string,
  options: pulumi.ComponentResourceOptions = {},
): pulumi.ComponentResourceOptions {
  const { aliases = [] } = options;
  if (aliases.length === 0) return options;
  const toChild: pulumi.ResourceTransformation = (child) => {
    if (!child.name.startsWith(`${name}-`)) return undefined;
    const former = aliases.map((alias) =>
      pulumi.output(alias).apply((known) => aliasOf(known, { type, name, rest: child.name.slice(name.length) })),
    );
    return { props: child.props, opts: pulumi.mergeOptions(child.opts, { aliases: former }) };
  };
  return pulumi.mergeOptions(options, { transformations: [toChild] });
}

/** The alias of a child, from an alias of its component: a URN, or what differs from today's. */
function aliasOf(
  alias: string | pulumi.Unwrap<pulumi.Alias>,
  { type, name, rest }: { readonly type: string; readonly name: string; readonly rest: string },
): pulumi.Alias {
  if (typeof alias === "string") return { name: `${alias.slice(alias.lastIndexOf("::") + 2)}${rest}`, parent: alias };
  const former = alias.name ?? name;
  const above = typeof alias.parent === "string" ? alias.parent : undefined;
  const parent = pulumi.createUrn(former, alias.type ?? type, above, alias.project, alias.stack);
  return { name: `${former}${rest}`, parent };
}
