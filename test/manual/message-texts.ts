import ts from "typescript";

/** The text of a literal. */
export function literal(node: ts.Node | undefined): string | undefined {
  return node !== undefined && ts.isStringLiteralLike(node) ? node.text : undefined;
}

/** The texts that an expression may be, with the names of what differs in italics. */
export function textsOf(node: ts.Node | undefined): string[] {
  if (node === undefined) return [];
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isTemplateExpression(node)) {
    const spans = node.templateSpans.map(({ expression, literal: { text } }) => `${placeholder(expression)}${text}`);
    return [[node.head.text, ...spans].join("")];
  }
  if (ts.isConditionalExpression(node)) return [...textsOf(node.whenTrue), ...textsOf(node.whenFalse)];
  if (ts.isIdentifier(node)) return initializersOf(node).flatMap(textsOf);
  return [];
}

/** The name of what a message contains: `${account.sid}` is a *sid*, `${ownerOf(props)}` an *owner*. */
function placeholder(node: ts.Expression): string {
  if (ts.isIdentifier(node)) return constantOf(node) ?? `*${wordsOf(node.text)}*`;
  if (ts.isPropertyAccessExpression(node)) return `*${wordsOf(node.name.text)}*`;
  if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression)) return "…";
  const [, named] = /^(.+)Of$/.exec(node.expression.text) ?? [];
  if (named !== undefined) return `*${wordsOf(named)}*`;
  return node.arguments.length === 1 && node.arguments[0] ? placeholder(node.arguments[0]) : "…";
}

/** The text of a constant, such as the name of an output. */
function constantOf(identifier: ts.Identifier): string | undefined {
  if (!/^[A-Z_]+$/.test(identifier.text)) return undefined;
  const [value] = initializersOf(identifier);
  return value && (ts.isStringLiteralLike(value) || ts.isNumericLiteral(value)) ? value.text : undefined;
}

/** The words in a name: `domainName`, `MOST_TRUNKS`. */
function wordsOf(name: string): string {
  return name
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .replaceAll("_", " ")
    .toLowerCase();
}

/** What the variable of a name is: its initializer in the nearest scope, or its part of one that is taken apart. */
export function initializersOf(identifier: ts.Identifier): ts.Node[] {
  for (let scope: ts.Node = identifier.parent; ; scope = scope.parent) {
    if (ts.isFunctionLike(scope) && scope.parameters.some(({ name }) => name.getText() === identifier.text)) return [];
    const found: ts.Node[] = [];
    if (ts.isBlock(scope) || ts.isSourceFile(scope))
      walk(scope, (node) => {
        if (ts.isVariableDeclaration(node) && node.initializer)
          found.push(...partsOf(node.name, node.initializer, identifier.text));
      });
    if (found.length > 0 || ts.isSourceFile(scope)) return found;
  }
}

function partsOf(name: ts.BindingName, value: ts.Expression, wanted: string): ts.Node[] {
  if (ts.isIdentifier(name)) return name.text === wanted ? [value] : [];
  const at = name.elements.findIndex((element) => element.getText() === wanted);
  const lists = at < 0 ? [] : ts.isConditionalExpression(value) ? [value.whenTrue, value.whenFalse] : [value];
  return lists.filter(ts.isArrayLiteralExpression).flatMap(({ elements }) => elements[at] ?? []);
}

/** A message without a subject: that is the path, which is shown before it. */
const PREDICATE = /^(is|has|must|needs|names|cannot|contains|does|only applies|leaves|would|requires|releases|hides)\b/;

/** A message as a sentence: `*key* is empty`. */
export function asSentence(message: string): string {
  const text = message.replace(/^:? /, "");
  if (PREDICATE.test(text)) return `*key* ${text}`;
  return text.replace(/^[a-z]+(?=[ ,])/, (word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`);
}

/** Visits a node and everything below it. */
export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}
