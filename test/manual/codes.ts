import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { REPOSITORY } from "../repository.js";
import { asSentence, initializersOf, literal, textsOf, walk } from "./message-texts.js";

/** The folders whose problems, notes and findings reach a person. */
const FOLDERS = ["provider", "agent", "stacks"];
/** How problems, notes and checks name what they are about. */
const CODE = /^[a-z][a-z0-9_-]+$/;

/**
 * What each code means, in sentences: the comment on a code if there is one, and otherwise its messages, with the names
 * of what differs in italics. Read from the code itself: it has no other list.
 */
export type Codes = ReadonlyMap<string, readonly string[]>;

/**
 * The codes of all problems, notes and errors: each object with a `code` and a `message`, each call that takes the two,
 * and the `code` of each class.
 */
export function problemCodes(): Codes {
  return collected((file, add) => {
    const helpers = helpersOf(file);
    walk(file, (node) => {
      if (ts.isObjectLiteralExpression(node)) {
        const code = literal(propertyOf(node, "code")) ?? literal(spreadCode(node));
        if (code !== undefined) add(code, textsOf(propertyOf(node, "message")), docOf(node, "code"));
      } else if (ts.isPropertyDeclaration(node) && node.name.getText() === "code") {
        const code = literal(node.initializer);
        if (code !== undefined) add(code, [], commentOf(node));
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
      add(id, [], docOf(node, "id"));
      walk(node, (inner) => {
        if (ts.isObjectLiteralExpression(inner)) add(id, textsOf(propertyOf(inner, "message")));
      });
    });
  });
}

type Add = (code: string, messages: readonly string[], doc?: string) => void;

function collected(look: (file: ts.SourceFile, add: Add) => void): Codes {
  const found = new Map<string, { messages: Set<string>; docs: Set<string> }>();
  const add: Add = (code, messages, doc) => {
    // zod's own code of an issue that carries one of ours.
    if (!CODE.test(code) || code === "custom") return;
    const { messages: told, docs } = found.get(code) ?? { messages: new Set(), docs: new Set() };
    found.set(code, { messages: new Set([...told, ...messages]), docs: new Set([...docs, ...(doc ? [doc] : [])]) });
  };
  for (const file of sourceFiles()) look(file, add);
  return new Map(
    [...found]
      .map(
        ([code, { messages, docs }]) =>
          [
            code,
            docs.size > 0
              ? [...docs]
              : [...new Set([...messages].filter((text) => /[A-Za-z]{3}/.test(text)).map(asSentence))],
          ] as const,
      )
      .toSorted(byCode),
  );
}

function byCode([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : 1;
}

function sourceFiles(): ts.SourceFile[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(join(REPOSITORY, folder), { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".ts") && !path.endsWith(".d.ts") && !/(^|\/)(dist|node_modules)\//.test(path))
      .toSorted()
      .map((path) => join(REPOSITORY, folder, path))
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

/** The comment of a property, for a message that its object does not contain. */
function docOf(object: ts.ObjectLiteralExpression, name: string): string | undefined {
  const property = object.properties.find((each) => each.name?.getText() === name);
  return property && commentOf(property);
}

function commentOf(node: ts.Node): string | undefined {
  const [text] = ts.getJSDocCommentsAndTags(node).map(({ comment }) => ts.getTextOfJSDocComment(comment));
  return text?.replace(/\.$/, "");
}
