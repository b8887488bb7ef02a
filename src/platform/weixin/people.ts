import type { WireRequest } from "../../model/client.ts";

/**
 * True for a call whose request or answer is about a person, by its path, or because its body names somebody: neither is
 * shown, nor what the platform says in an `errmsg`, since nobody knows what that repeats.
 */
export function isAboutPerson({ path, namesPeople }: Pick<WireRequest, "path" | "namesPeople">): boolean {
  return namesPeople === true || /^\/card\/(?:code|user|membercard\/userinfo)\//.test(path);
}
