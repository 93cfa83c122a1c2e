import type { Document, ToStringOptions } from "yaml";

/** Renders a document in the style of its original text: with the same indentation and without wrapping lines. */
export function render(document: Document, text: string): string {
  return document.toString({ ...mannerOf(text), lineWidth: 0 });
}

function mannerOf(text: string): ToStringOptions {
  const indent = /^( +)\S/m.exec(text)?.[1]?.length ?? 2;
  return {
    indent,
    indentSeq: !/^( *)[^\s#-][^\n]*:[ \t]*\n\1- /m.test(text),
    flowCollectionPadding: !/[{[][^\s{}[\]]/.test(text),
  };
}
