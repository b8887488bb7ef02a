/**
 * True for a call whose request or answer is about a person, by its path: neither is shown, nor what the platform says in
 * an `errmsg`, since nobody knows what that repeats.
 */
export function isAboutPerson(call: string): boolean {
  return /^\/card\/(?:code|user|membercard\/userinfo)\//.test(call);
}
