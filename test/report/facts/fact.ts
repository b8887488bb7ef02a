import { dotted } from "../../../src/model/pointer.ts";

/*
 * What a plan tells, as sentences that can be compared: each format is read back by itself, without any code of the
 * renderers. A fact names the resource by its whole address and the field as the platform writes it.
 */

/** What a change of a field says, in the same words for all formats. */
export const facts = {
  change: (address: string, action: string) => `${address} is to ${action}`,
  file: (address: string, file: string) => `${address} stands in ${file}`,
  id: (address: string, id: string) => `${address} is ${id}`,
  field: (address: string, path: string, line: string) => `${address} ${path} at line ${line}`,
  note: (address: string, path: string, note: string) => `${address} ${path}: ${note}`,
  gained: (address: string, path: string, item: string) => `${address} ${path} gains ${item}`,
  lost: (address: string, path: string, item: string) => `${address} ${path} loses ${item}`,
  call: (address: string, call: string) => `${address} by ${call}`,
  gap: (address: string) => `${address} has nothing live in between`,
  object: (address: string, what: string, items: readonly string[]) =>
    `${address} ${what}: ${[...items].sort().join(" ")}`,
  about: (address: string, note: string) => `${address}, ${note}`,
  asks: (allow: string) => `asks for ${allow}`,
  written: (file: string, snippet: string) => `${snippet} in ${file}`,
  problem: (code: string, place: string, message: string) => `${code} at ${place}: ${message}`,
  remedy: (code: string, place: string, remedy: string) => `${code} at ${place}, remedy: ${remedy}`,
  unmanaged: (line: string) => `nobody manages ${line}`,
  open: (address: string, operation: string, will: string) => `open: ${operation} of ${address}, ${will}`,
  count: (what: string, number: string) => `${number} ${what}`,
};

/** `/base_info/title` as a plan shows it. */
export function shownPath(pointer: string): string {
  return dotted(pointer);
}

/** Each fact once, sorted. */
export function set(all: readonly string[]): string[] {
  return [...new Set(all)].sort();
}
