import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { REPOSITORY } from "../repository.js";

/** The rooms whose problems, notes and findings reach a person. */
const ROOMS = ["provider", "agent", "stacks"];
/** How problems, notes and checks name what they are about. */
const CODE = /^[a-z][a-z0-9_-]+$/;

/** What each code says, by code, with `…` for what differs. Read from the code itself: it has no other list. */
export type Codes = ReadonlyMap<string, readonly string[]>;

/** The codes of all problems and notes: each object with a `code` and a `message`, and each call that takes the two. */
export function problemCodes(): Codes {
  return collected((file, add) => {
    const helpers = helpersOf(file);
    walk(file, (node) => {
      if (ts.isObjectLiteralExpression(node)) {
        const code = literal(propertyOf(node, "code")) ?? literal(spreadCode(node));
        if (code !== undefined) add(code, docOf(node, "code") ?? textsOf(propertyOf(node, "message")));
      } else if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) {
        const [code, message] = (helpers.get(node.expression.text) ?? []).map((at) => node.arguments[at]);
        const text = literal(code);
        if (text !== undefined) add(text, textsOf(message));
      }
    });
  });
}

/** The ids of all checks, with what each finds. */
export function checkIds(): Codes {
  return collected((file, add) => {
    walk(file, (node) => {
      if (!ts.isObjectLiteralExpression(node) || propertyOf(node, "find") === undefined) return;
      const id = literal(propertyOf(node, "id"));
      if (id === undefined) return;
      add(id, docOf(node, "id") ?? []);
      walk(node, (inner) => {
        if (ts.isObjectLiteralExpression(inner)) add(id, textsOf(propertyOf(inner, "message")));
      });
    });
  });
}

type Add = (code: string, messages: readonly string[]) => void;

function collected(look: (file: ts.SourceFile, add: Add) => void): Codes {
  const found = new Map<string, Set<string>>();
  const add: Add = (code, messages) => {
    const told = messages
      .filter((message) => /[A-Za-z]{3}/.test(message))
      .map((message) => message.replace(/^:? /, ""));
    // zod's own code of an issue that carries one of ours.
    if (CODE.test(code) && code !== "custom") found.set(code, new Set([...(found.get(code) ?? []), ...told]));
  };
  for (const file of sourceFiles()) look(file, add);
  return new Map([...found].map(([code, messages]) => [code, [...messages]] as const).toSorted(byCode));
}

function byCode([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : 1;
}

function sourceFiles(): ts.SourceFile[] {
  return ROOMS.flatMap((room) =>
    readdirSync(join(REPOSITORY, room), { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".ts") && !path.endsWith(".d.ts") && !/(^|\/)(dist|node_modules)\//.test(path))
      .toSorted()
      .map((path) => join(REPOSITORY, room, path))
      .map((path) => ({ path, text: readFileSync(path, "utf8") }))
      .filter(({ text }) => /\bcode\b|\bfind:/.test(text))
      .map(({ path, text }) => ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)),
  );
}

/** The functions of a file that take a code and a message, and the places of the two among their parameters. */
function helpersOf(file: ts.SourceFile): Map<string, readonly number[]> {
  const helpers = new Map<string, readonly number[]>();
  walk(file, (node) => {
    if (!ts.isFunctionLike(node)) return;
    const name = ts.isVariableDeclaration(node.parent) ? node.parent.name : node.name;
    const at = ["code", "message"].map((one) => node.parameters.findIndex((each) => each.name.getText() === one));
    if (name !== undefined && at.every((index) => index >= 0)) helpers.set(name.getText(), at);
  });
  return helpers;
}

function propertyOf(object: ts.ObjectLiteralExpression, name: string): ts.Node | undefined {
  const property = object.properties.find((each) => each.name?.getText() === name);
  if (property === undefined) return undefined;
  return ts.isPropertyAssignment(property) ? property.initializer : property.name;
}

/** The code of a constant that an object spreads: `{ ...UNSUPPORTED_TYPE, message }`. */
function spreadCode(object: ts.ObjectLiteralExpression): ts.Node | undefined {
  const spread = object.properties.find(ts.isSpreadAssignment)?.expression;
  const [constant] = spread && ts.isIdentifier(spread) ? initializersOf(spread) : [];
  const inner = constant && ts.isAsExpression(constant) ? constant.expression : constant;
  return inner && ts.isObjectLiteralExpression(inner) ? propertyOf(inner, "code") : undefined;
}

function literal(node: ts.Node | undefined): string | undefined {
  return node !== undefined && ts.isStringLiteralLike(node) ? node.text : undefined;
}

/** The texts that an expression may be. */
function textsOf(node: ts.Node | undefined): string[] {
  if (node === undefined) return [];
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isTemplateExpression(node))
    return [[node.head.text, ...node.templateSpans.map((span) => `…${span.literal.text}`)].join("")];
  if (ts.isConditionalExpression(node)) return [...textsOf(node.whenTrue), ...textsOf(node.whenFalse)];
  if (ts.isIdentifier(node)) return initializersOf(node).flatMap(textsOf);
  return [];
}

/** What the variable of a name is: its initializer in the nearest scope, or its part of one that is taken apart. */
function initializersOf(identifier: ts.Identifier): ts.Node[] {
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

/** The comment of a property, for a message that its object does not contain. */
function docOf(object: ts.ObjectLiteralExpression, name: string): string[] | undefined {
  const property = object.properties.find((each) => each.name?.getText() === name);
  const text = property && ts.getJSDocCommentsAndTags(property).map(({ comment }) => ts.getTextOfJSDocComment(comment));
  return text?.[0] === undefined ? undefined : [text[0].replace(/\.$/, "")];
}

function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}
