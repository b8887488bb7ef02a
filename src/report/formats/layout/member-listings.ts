import { codeRows, heldRows, maskedNote, memberRows } from "../../member-rows.ts";
import type { Language } from "../../messages/language.ts";
import type { CodeResult, HeldResult, MemberResult } from "../../renderer.ts";
import { groupOf, type Listing } from "./listing.ts";

/** One member. */
export function memberListing({ member, problems }: MemberResult, language: Language): Listing {
  const words = language.results.member;
  const lead = [`${member.address} ${member.code}`, ...maskedNote(member, words)];
  return { title: "wxcards member", lead, groups: groupOf(words.head, memberRows(member, words)), problems };
}

/** What a person holds. */
export function heldListing({ held, problems }: HeldResult, language: Language): Listing {
  const words = language.results.member;
  const rows = heldRows(held, words);
  const none = rows.length === 0 ? [words.none] : [];
  const lead = [`${held.account} ${held.openid}`, ...none, ...maskedNote(held, words)];
  return { title: "wxcards member", lead, groups: groupOf(words.heldHead, rows), problems };
}

/** What became of a code. */
export function codeListing({ view, problems }: CodeResult, language: Language): Listing {
  const words = language.results.member;
  const groups = groupOf(words.head, codeRows(view, words));
  return { title: words.codeTitle, lead: [`${view.address} ${view.code}`], groups, problems };
}
