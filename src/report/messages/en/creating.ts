import type { creatingProblems } from "../../../model/problems/creating.ts";
import { clock, has, text, texts } from "../args.ts";
import type { WordsOf } from "../language.ts";
import { field, idNames, list, telling } from "./phrases.ts";

/** What becomes of documents that know no id: found again, to be made, or a reason to ask. */
export const creatingWords = {
  "adopt-ambiguous": {
    about: "Several live resources equal a document that knows no id. One of them is meant; say which.",
    message: (args) => `${text(args.address)} matches several existing ${args.words.object[1]}: ${list(args.ids)}`,
    hint: (args) => `write the right one: id: ${texts(args.ids)[0] ?? ""}`,
  },
  "adopt-unequal": {
    about:
      "A document knows no id, and a live resource looks like it (of a card, same brand and title) without being equal. A second one is never made beside it by guess: say which is meant.",
    message: (args) => `${text(args.address)} matches an existing ${args.words.object[0]}: ${list(args.ids)}`,
    hint: (args) =>
      `if that is the one, write id: ${texts(args.ids)[0] ?? ""}; if a new one is meant, ${telling("it", args.words)}`,
  },
  "adopt-edited": {
    about:
      "A document knows no id, and by its number a live resource was made from it; the state has forgotten it, and the two differ by now. Which of them is right, and whether it is still the same, nobody can say: changing it on a guess could change another one.",
    message: (args) =>
      `${text(args.address)} made ${list(args.ids)} once, the state does not know it${args.absent === true ? "" : ", and it differs"}`,
    hint: (args) =>
      args.absent === true
        ? `write id: ${texts(args.ids)[0] ?? ""} beside \`state: absent\`, so that it is clear what is to go`
        : `write id: ${texts(args.ids)[0] ?? ""} here, or in the document it belongs to by now, and look at the plan`,
  },
  "intent-made-another": {
    about:
      "A document names an id, and a create of the same document was announced before, whose answer was lost and that made something else. That would be left behind, known to nobody.",
    message: (args) =>
      `${text(args.address)} names ${text(args.id)}, and an earlier create of it made ${list(args.ids)}`,
    hint: (args) =>
      `write id: ${texts(args.ids)[0] ?? ""}; to have both, give the other one a document of its own by import first`,
  },
  "intent-open": {
    about:
      "A document names an id, and a create of the same document was announced a short while ago, whose answer was lost. What it may have made need not be listed yet, and would be left behind.",
    message: (args) =>
      `${text(args.address)} names ${text(args.id)}, and an earlier create of it (${text(args.since)}) may still show`,
    hint: () => "run again ten minutes after it: then it is known whether it made anything",
  },
  "made-not-shown": {
    about:
      "A resource was made a short while ago, and the platform does not show it yet. Its id is in the state, so that it is not made again.",
    message: (args) => `${text(args.id)} was made and cannot be read yet`,
    hint: () => "run again in a minute; if it stays so, look for it in the console",
  },
  "made-and-gone": {
    about:
      "A document knows no id, and by its number it made a resource that was taken down since, elsewhere than by this project. It is never made again in silence.",
    message: (args) => `${text(args.address)} made ${list(args.ids)}, which was taken down since`,
    hint: (args) =>
      `remove the document if that was meant; for a new one write \`state: absent\`, a \`reason:\` and \`id: ${texts(args.ids).at(-1) ?? ""}\` instead of \`spec:\`, apply, and put the document back as it was`,
  },
  "created-another": {
    about:
      "The answer to a create names a resource that was there before: that of another document or entry of the state, or one that nobody manages. It is not what was made, if anything was; nothing is written to it, and the next run looks for what was made.",
    message: (args) =>
      `the answer to the create of ${text(args.address)} names ${text(args.id)}, ${has(args.other) ? `which is that of ${text(args.other)}` : "which was there before and has no document"}`,
    hint: (args) =>
      has(args.other)
        ? "run `wxcards plan`: it looks for what was made; if both documents mean the same, remove one of them, else give this one another name"
        : "run `wxcards plan`: it looks for what was made; look at the relay or proxy on the way, if there is one",
  },
  "create-unclear": {
    about:
      "A run of an older version may have sent the create, its answer was lost, and what it sent was not written down. What is on the platform and not managed may be what that run made, so nothing is sent until you say which.",
    message: (args) => `what an earlier create of ${text(args.address)} made may be one of: ${list(args.ids)}`,
    hint: () =>
      "write the `id:` of the one it is; if it is none of them, take the document away, `wxcards state forget` its address, and put it back",
  },
  "recovery-waits": {
    about:
      "An earlier run announced a call that must not land twice, and its answer was lost, or took down a rule that is not up again. Apply settles that before everything else; nothing is planned for the resource until then. What does not show may still come for ten minutes after the call: it is not sent again before.",
    message: (args) => {
      if (has(args.notBefore))
        return `what came of ${text(args.operation)} of ${text(args.address)} (${text(args.since, "in an earlier run")}) does not show yet; not before ${clock(args.notBefore)}`;
      if (args.will === "put-back") return `${text(args.address)} was taken down by an earlier run and is not up again`;
      return `an earlier run announced ${text(args.operation)} of ${text(args.address)}${has(args.since) ? ` (${text(args.since, "")})` : ""}, and its answer was lost`;
    },
    hint: (args) =>
      has(args.notBefore)
        ? `run apply again after ${clock(args.notBefore)}, or with --wait-recovery`
        : args.will === "ask"
          ? "its document asks for its deletion: apply leaves it down"
          : "apply settles it first; apply --recover-only does nothing else",
  },
  "rests-on-recovery": {
    about:
      "A change rests on a resource of which nobody knows yet what an earlier run made of it: it names it, takes over what it held, or takes down what it may name. It is left out until that is settled.",
    message: (args) => `${text(args.address)} waits for ${text(args.other)}`,
    hint: () => "nothing is to be done: it goes on once the other is settled",
  },
  "create-needs-field": {
    about: "A new resource needs this field, and the document does not say it.",
    message: (args) => `${field(args)} is needed for a new resource`,
    hint: () => "add it; if the resource exists already, write its `id:`",
  },
  "was-still-there": {
    about:
      "A document names its former name in `was:`, and another document stands under that name. What is remembered belongs to that one, so it is not taken over.",
    message: (args) => `${text(args.address)} says was: ${text(args.was)}, and a document of that name is there`,
    hint: (args) =>
      args.done === true
        ? "remove `was:`, since the rename is done"
        : `apply the rename by itself first, without the document that is called ${text(args.was)} now; remove \`was:\` only if this is another resource`,
  },
  "absent-while-pending": {
    about:
      "A document asks for the deletion of a resource, and an earlier run announced a request that makes it or a part of it, whose answer was lost. What it made may be there under an id that nobody knows, and would be left behind.",
    message: (args) =>
      `the answer to a request for ${text(args.address)} was lost (${text(args.since)}), and nobody knows the id of what it made`,
    hint: () =>
      "put the document back as it was and run apply once: it finds what was made, or says that nothing was; then ask for the deletion",
  },
  "create-orphaned": {
    about:
      "An earlier run announced a request that makes a resource or a part of it, its answer was lost, and its document is gone. It may be there under an id that nobody knows. Nothing new of its kind is made meanwhile: it might be the same under another name.",
    message: (args) =>
      `${list(texts(args.others))} may be there: an earlier run sent a request whose answer was lost, and the document is gone`,
    hint: () =>
      "run apply, which looks for what was made and forgets it after ten minutes if nothing shows; if a new document means the same, name it there in `was:`",
  },
  "down-orphaned": {
    about:
      "An earlier run took an object down to replace it, such as a rule, could not put it up again, and its document is gone since. Nothing of it is live. What it was stands in the state, and the next apply puts it up.",
    message: (args) =>
      `${list(texts(args.others))} was taken down by an earlier run and is not up again, and the document is gone`,
    hint: () => "run apply, which puts it up as it was; if it is to stay down, write the document with state: absent",
  },
  "renamed-perhaps": {
    about:
      "A document that names no id is new to the state, which knows a resource of the same kind that lost its document. A rename looks just like that. Creating would make a second one, and going on in silence would leave behind what is remembered under the old name.",
    message: (args) =>
      `${text(args.address)} is new, and ${text(args.other)} (${idNames(args.id, "of unknown id", args.words)}) has lost its document`,
    hint: (args) => {
      const was = `was: ${text(args.other).split("/").at(-1) ?? ""}`;
      const id = has(args.id) ? " or its `id:`" : "";
      return `for a rename write ${was}${id}; for a new one give ${text(args.other)} its document back, as import writes one`;
    },
  },
} satisfies WordsOf<keyof typeof creatingProblems>;
