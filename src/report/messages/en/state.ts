import type { stateProblems } from "../../../model/problems/state.ts";
import { has, text, texts } from "../args.ts";
import type { Theme, WordsOf } from "../language.ts";
import { fileReason, isInTheWay, list } from "./phrases.ts";

/** What is remembered, where, and by whom it is written. */
export const state = {
  title: "State and leases",
  when: "Said by commands that read or write what is remembered.",
  words: {
    "state-damaged": {
      about:
        "What is remembered of an account cannot be understood. It says what was applied, so it is never taken for empty: bring the last version back that could be read.",
      message: (args) => `${text(args.file)} cannot be understood (${damage[args.reason] ?? text(args.reason)})`,
      hint: () => "bring back the version before it; what was applied since is found again by looking",
    },
    "state-outside-git": {
      about:
        "The project is in no repository of git, and its file does not say where what is remembered is kept. At a desk a folder beside the project file is taken; where `CI` is set that is an error, since what is kept on a runner is gone with it.",
      message: () => "this folder is in no git repository, and wxcards.yaml does not say where state is kept",
      hint: (args) =>
        `write \`state: { folder: ${text(args.folder)} }\` into wxcards.yaml, or put the project under git`,
    },
    "state-in-tree": {
      about:
        "State is kept in a folder of the work tree of git: whatever moves documents in git, such as a revert or the checkout of a tag, moves the memory with them, and changes look like drift.",
      message: (args) => `state in ${text(args.folder)} moves with every checkout and revert`,
      hint: () => "take `state:` out of wxcards.yaml, so that it is kept on branches of its own",
    },
    "state-moved": {
      about:
        "Somebody applied to an account after the approved plan was held against it and before its lease was asked for. Nothing was sent.",
      message: () => "somebody else applied in between; nothing was sent",
      hint: () => "plan again, and have the new plan approved",
    },
    "state-none": {
      about:
        "Nothing is remembered of an account: nothing was applied to it yet from here, or its memory is lost. What differs from a document with an `id:` may be the file's change or somebody else's, so sending it wants consent `drift`; a field that no read shows wants `unverified`, since nobody can even look.",
      message: (args) => `nothing is remembered of ${text(args.account)} yet (${text(args.place)})`,
      hint: () => "if it was applied to before, bring its state back first; else the first apply begins it",
    },
    "state-moves": {
      about:
        "Other runs wrote the same accounts each time this one was about to begin, so that its plan was old again. Nothing was sent.",
      message: () => "other runs write the same accounts all the time; nothing was sent",
      hint: () => "run apply again when they have ended",
    },
    "state-seal": {
      about:
        "`WXCARDS_STATE_KEY` is set, and a file of the state has no seal or not the one of this key: somebody without the key wrote it, or the key was changed.",
      message: (args) => `${text(args.file)} is not sealed with WXCARDS_STATE_KEY`,
      hint: () =>
        "find out who wrote it; where the key is new or was changed, seal the files anew (docs/threat-model.md, a key of your own)",
    },
    "state-of-former-name": {
      about:
        "An account has no memory, and one of a name that no account has is of the very same appid or brand: the account was renamed, most likely. Going on would forget what was made, and make it again, so nothing is read or written.",
      message: (args) =>
        `the state of ${text(args.found)} is of ${text(args.identity)}, which is called ${text(args.account)} now`,
      hint: (args) =>
        `rename the state as well, from ${text(args.found)} to ${text(args.account)}: its branch, or its folder; remove it only if what it remembers is to be forgotten`,
    },
    "state-of-another-account": {
      about:
        "The state belongs to another appid or brand than the account that now has its name. Nothing is read or written, because its ids are not those of this account.",
      message: (args) =>
        `${text(args.file)} belongs to ${text(args.found, "no account")}, but ${text(args.account)} is ${text(args.expected)}`,
      hint: () => "correct the account in wxcards.yaml; if it was really replaced by another, give it a new name",
    },
    "former-unverified": {
      about:
        "A state says what was taken down and is to be put up again, and nobody can say that this tool wrote it: another credential of the account did, or none, or somebody's hand. A state instructs nothing by itself, so it is put up only when somebody agrees.",
      message: (args) =>
        `${text(args.address)} was taken down, and who wrote what puts it up again is not known: ${texts(args.bodies).join(", ")}`,
      hint: (args) =>
        `if that is to be live again, run apply with --allow replace=${text(args.address)}, or write \`allow: [{ what: replace, because: … }]\` into its document; else forget it: wxcards state forget ${text(args.address)}`,
    },
    "state-not-written": {
      about:
        "What is remembered of an account could not be written to the folder of state. Nothing further was sent, so that nothing is forgotten; what was written to the platform stays and is recognised by the next run.",
      message: (args) => `${text(args.file)} could not be written (${fileReason(args)}); nothing further was sent`,
      hint: (args) =>
        isInTheWay(args)
          ? "put a folder, or a regular file, in its place, then run again: what is live already is not sent twice"
          : "make the folder writable (or free disk space), then run again: what is live already is not sent twice",
    },
    "state-not-released": {
      about:
        "Everything was done, but what came of it could not be brought into the state. Nothing is lost: the journal of this machine has it, and the next run here brings it along.",
      message: (args) => `what was done on ${text(args.account)} is not in the state yet (${text(args.why)})`,
      hint: () => "see what stands against it below, then run `wxcards state push`, or `wxcards apply` again, here",
    },
    "state-entry-unknown": {
      about: "Nothing is remembered of a resource of this address, as far as `--account` looks.",
      message: (args) => `nothing is remembered of ${text(args.address)}`,
      hint: (args) => (has(args.nearest) ? `did you mean ${text(args.nearest)}?` : "wxcards state show lists what is"),
    },
    "state-entry-ambiguous": {
      about: "An address without its account fits resources of several accounts. Write the whole address.",
      message: (args) => `${text(args.address)} could mean ${list(args.addresses, "or")}`,
      hint: () => "write the whole address",
    },
    "state-entry-declared": {
      about:
        "A document names the resource that is to be forgotten: the next apply would look for it again, or make another one. Take the document away first.",
      message: (args) => `${text(args.address)} has a document, and is not forgotten`,
      hint: () => "take its document away first; `state: absent` in it deletes the resource on the platform as well",
    },
    "state-entry-open": {
      about:
        "An earlier run has left something open for the resource that is to be forgotten: a call whose answer was lost, or an object that is down and has to be put up again. Forgetting it would lose that.",
      message: (args) => `an earlier run left something open for ${text(args.address)}, and it is not forgotten`,
      hint: () => "settle it first: wxcards apply --recover-only",
    },
    "lease-unknown": {
      about:
        "No account is held under the lease that is to be ended: its run has ended by itself meanwhile, or another one has begun.",
      message: (args) => `no account is held under ${text(args.nonce)}`,
      hint: (args) =>
        args.held.length === 0
          ? "no account is held at all"
          : `held are ${list(args.held, "and")}: look again who that is`,
    },
    "live-damaged": {
      about:
        "What was live when a snapshot was taken cannot be understood: the file is none of `wxcards snapshot`, or somebody has edited it.",
      message: (args) => `${text(args.file)} is no snapshot`,
      hint: () => "take a new one: wxcards snapshot",
    },
    "plan-offline": {
      about:
        "A plan that was made offline approves nothing: it was held against what was live once, and not against what is.",
      message: (args) => `${text(args.file)} was planned offline, and approves nothing`,
      hint: () => "plan again where the platform can be asked: wxcards plan --out",
    },
    "journal-tracked": {
      about:
        "Git tracks a journal: what it holds came with a commit, and may be of another machine and another day. It is never laid over the state.",
      message: (args) => `${text(args.file)} is tracked by git, and a journal is of one machine only`,
      hint: (args) => `git rm --cached ${text(args.file)}, and list .wxcards/ in .gitignore`,
    },
    "journal-of-nobody": {
      about:
        "A journal that is to be brought into the state is of an appid or brand that no account of the project has.",
      message: (args) => `${text(args.file)} is of ${text(args.identity)}, which is no account here`,
      hint: () => "run it in the project that the journal is of, with the project file of that time",
    },
    "journal-damaged": {
      about:
        "A journal cannot be understood: it holds what a run that was killed had remembered and could not bring into the state. A last line that the kill tore is dropped by itself; any other damage is of the disk, or of somebody's hand. It is never taken for empty, since what is forgotten could be made twice.",
      message: (args) => `${text(args.file)} cannot be understood`,
      hint: (args) =>
        `move ${text(args.file)} out of the way, and read the next plan well: what the killed run made is shown as unmanaged, or as matching an existing resource`,
    },
    "journal-not-written": {
      about:
        "The journal could not be written, which keeps what a run learns until it is in the state. Nothing further was sent, so that nothing is forgotten; what was written to the platform stays and is recognised by the next run.",
      message: (args) => `${text(args.file)} could not be written (${fileReason(args)}); nothing further was sent`,
      hint: (args) =>
        isInTheWay(args)
          ? "put a folder, or a regular file, in its place, then run apply again: what is live already is not sent twice"
          : "make the folder writable (or free disk space), then run apply again: what is live already is not sent twice",
    },
    "lease-held": {
      about:
        "Another `apply` holds the lease of an account, on this machine or another: two at once could make a resource twice, so this one sent nothing. The lease of a run that died on this machine is taken over by itself; that of another machine two minutes after its end.",
      message: (args) =>
        `another run writes ${text(args.account)}: ${text(args.holder)}, since ${text(args.since)}, until ${text(args.until)}`,
      hint: (args) =>
        `wait for it with --wait-lease 20m; if it runs no more for certain, break its lease: wxcards state unlock ${text(args.nonce)}`,
    },
    "lease-lost": {
      about:
        "The lease of an account was about to end and could not be renewed, or another run had taken it over: nothing further was sent under it. What is known is in the journal of this machine.",
      message: (args) =>
        args.isOver === true
          ? `another run has taken over the lease of ${text(args.account)} meanwhile; what was done here is in the journal`
          : `the lease of ${text(args.account)} ends too soon for another request; nothing further was sent`,
      hint: () => "run apply again: what is live already is not sent twice",
    },
  } satisfies WordsOf<keyof typeof stateProblems>,
} satisfies Theme;

const damage: Readonly<Record<string, string>> = {
  merge: "it holds the marks of a merge",
  missing: "it is gone, while the other file of the account is there",
  "second-document": "a second document",
};
