import type { WechatPayBehaviours } from "../wechatpay-behaviours.ts";

/** What is wrong with a text, or undefined. */
export type TextIssue = (text: string, behaviours: WechatPayBehaviours) => string | undefined;

/** What a call accepts at one place of a body. */
export type Shape =
  | {
      readonly type: "text";
      /** Most characters; whether none will do is a behaviour. */
      readonly characters: number;
      readonly issue?: TextIssue;
    }
  | { readonly type: "truth" }
  | { readonly type: "whole"; readonly least: bigint; readonly most: bigint }
  | { readonly type: "list"; readonly of: Shape; readonly least: number; readonly most: number }
  | ObjectShape;

/** An object: every key it may have, and those without which it says nothing. */
export interface ObjectShape {
  readonly type: "object";
  readonly keys: Readonly<Record<string, Shape>>;
  readonly needs: readonly string[];
}

/** Text of at most so many characters. */
export function textOf(characters: number, issue?: TextIssue): Shape {
  return issue === undefined ? { type: "text", characters } : { type: "text", characters, issue };
}

/** One of the listed words. */
export function oneOf(...words: readonly string[]): Shape {
  const issue = (text: string) => (words.includes(text) ? undefined : `must be one of ${words.join(", ")}`);
  return { type: "text", characters: 32, issue };
}

/** true or false. */
export const truth: Shape = { type: "truth" };

/** A whole number between two others. */
export function wholeOf(least: number, most: number | bigint): Shape {
  return { type: "whole", least: BigInt(least), most: BigInt(most) };
}

/** A list of one kind of item. */
export function listOf(of: Shape, { least = 0, most }: { readonly least?: number; readonly most: number }): Shape {
  return { type: "list", of, least, most };
}

/** An object of these keys, of which those that are needed are named after them. */
export function objectOf(keys: Readonly<Record<string, Shape>>, ...needs: readonly string[]): ObjectShape {
  return { type: "object", keys, needs };
}
