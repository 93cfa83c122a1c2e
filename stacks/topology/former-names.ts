import * as pulumi from "@pulumi/pulumi";

/**
 * Applies a component's aliases to its children. The engine does this only while the state contains just the old name:
 * after a partially failed `up`, it contains both names, and the engine would create each child a second time.
 *
 * @param type the component's type
 * @param name the component's name, which is a prefix of its children's names
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

/** The alias of a child for an alias of its component, which is a URN or the fields that changed. */
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
