import { accountRows } from "../../account-rows.ts";
import { codeRows, heldRows, maskedNote, memberRows } from "../../member-rows.ts";
import type { Language } from "../../messages/language.ts";
import type { AccountsResult, CodeResult, HeldResult, MemberResult } from "../../renderer.ts";
import { columnsOf, groupOf, type Listing } from "./listing.ts";

/** The accounts of a project. */
export function accountsListing({ accounts, problems }: AccountsResult, language: Language): Listing {
  const words = language.results.accounts;
  const groups = accounts.map((account) => ({
    title: `${account.name} (${account.platform} ${account.identity})`,
    notes: [],
    head: columnsOf(words.head),
    rows: accountRows(account, words),
  }));
  const lead = accounts.length === 0 && problems.length === 0 ? [words.none] : [];
  return { title: "wxcards accounts", lead, groups, problems };
}

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
