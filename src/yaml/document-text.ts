import { Document, isMap, isScalar, isSeq, type Node, Scalar } from "yaml";
import { replaceHidden } from "../model/hidden-characters.ts";
import type { JsonObject } from "../model/json.ts";
import { idsIn, isUnnamed } from "../model/objects.ts";
import { childPointer, type Pointer } from "../model/pointer.ts";
import { escaped, looksOtherwise, mustBeEscaped } from "./scalar-style.ts";

/** A document to be written as YAML. */
export interface DocumentText {
  readonly kind: string;
  readonly name: string;
  readonly account: string;
  readonly id: string;
  readonly spec: JsonObject;
  /** Address of the schema for editors; no line for them when absent. */
  readonly schema?: string;
  /** What stands beside a field, on one line; pointers are below `spec`. */
  readonly comment: (pointer: Pointer) => string | undefined;
  /** What stands above `spec`, line by line. */
  readonly notes: readonly string[];
  /**
   * Texts below `spec` that are written without quotes because everybody reads them as what they are, such as instants.
   */
  readonly plain: ReadonlySet<Pointer>;
}

/** Beyond this a value and its comment do not stand on one line. */
const longestLine = 100;

/**
 * The YAML of one document: in the order given, each field with its comment behind it or, where it is long or has
 * members, above it. Texts of several lines are block scalars; what some reader of YAML would take for something else
 * than text is in quotes, and so is what hides from the eye.
 */
export function documentText(draft: DocumentText): string {
  const { kind, name, account, spec } = draft;
  const document = new Document({ kind, name, account, ...idMember(draft.id), spec }, { version: "1.2" });
  const root = document.contents;
  if (!isMap(root)) throw new Error("a document is a mapping");
  for (const { key, value } of root.items) {
    for (const scalar of isSeq(value) ? value.items : [value]) if (isScalar(scalar)) quote(scalar);
    if (isScalar(key) && key.value === "spec" && draft.notes.length > 0)
      key.commentBefore = draft.notes.map((line) => ` ${line}`).join("\n");
  }
  dress(root.get("spec", true) as Node | undefined, "", 1, draft);
  const modeline = draft.schema === undefined ? "" : `# yaml-language-server: $schema=${draft.schema}\n`;
  const options = {
    lineWidth: 0,
    flowCollectionPadding: false,
    doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER,
  };
  const text = document.toString(options);
  return modeline + replaceHidden(text, escaped);
}

/**
 * `id:` as a document has it, a list where it is several. An object without an id of its own is found by what it holds.
 */
function idMember(id: string): { readonly id?: string | readonly string[] } {
  const ids = idsIn(id);
  if (ids.length === 0 || ids.some(isUnnamed)) return {};
  return { id: ids.length === 1 ? id : ids };
}

/** Lays out a value and all below it: quotes, one item a line, comments. */
function dress(node: Node | undefined, pointer: Pointer, depth: number, draft: DocumentText): void {
  if (isSeq(node)) {
    for (const item of node.items as Node[]) dress(item, `${pointer}/-`, depth + 1, draft);
    // One item a line: a store more is one line more, for a diff and for whoever edits the list by hand or by tool.
    node.flow = false;
  } else if (isScalar(node)) {
    if (!draft.plain.has(pointer)) quote(node);
  } else if (isMap(node)) {
    for (const { key, value } of node.items as { key: Scalar; value: Node }[]) {
      const below = childPointer(pointer, String(key.value));
      dress(value, below, depth + 1, draft);
      comment(key, value, depth, draft.comment(below));
    }
  }
}

/** Puts words behind the value of a field, or above its key where they have no room there. */
function comment(key: Scalar, value: Node, depth: number, words: string | undefined): void {
  if (words === undefined) return;
  const inline = isScalar(value) && value.type !== Scalar.BLOCK_LITERAL;
  const width = 2 * depth + String(key.value).length + 4 + (inline ? shownLength(value.value) : 0);
  if (inline && width + shownLength(words) <= longestLine) value.comment = ` ${words}`;
  else key.commentBefore = ` ${words}`;
}

/** Chinese characters take two columns. */
function shownLength(value: unknown): number {
  return [...String(value)].reduce((sum, character) => sum + (character > "\u2e7f" ? 2 : 1), 0);
}

function quote(node: Scalar): void {
  const { value } = node;
  if (typeof value !== "string") return;
  if (mustBeEscaped(value)) node.type = Scalar.QUOTE_DOUBLE;
  else if (value.includes("\n")) node.type = Scalar.BLOCK_LITERAL;
  else if (looksOtherwise(value)) node.type = Scalar.QUOTE_DOUBLE;
}
