import { credentialVariables } from "../model/credential.ts";
import { people } from "../model/people.ts";
import type { Project } from "../model/project.ts";
import type { OfflineWorld, PersonalVariables } from "../model/world.ts";
import { question } from "../state/branch/discover.ts";
import type { DeskCredentials } from "./env-file.ts";
import type { Git } from "./git.ts";
import type { Io } from "./io.ts";
import type { Redactor } from "./redact.ts";

/** What people of a run are found with. */
export interface PeopleEffects {
  readonly io: Pick<Io, "env">;
  readonly git?: Pick<Git, "run">;
  readonly redactor: Pick<Redactor, "learnPersonal">;
}

/** What a run needs to know of people: whom the environment names, and who has copies of the repository. */
export function peopleOfRun(
  { io, git, redactor }: PeopleEffects,
  deskCredentials: (project: Project) => Promise<DeskCredentials>,
): Pick<OfflineWorld, "people" | "variables" | "isShared"> {
  return {
    // What a document says stands in its file, which `pull` may write again.
    people: people((text, source) => redactor.learnPersonal([text], source === "file" ? "output" : "anywhere")),
    variables: async (project) => {
      const kept = await deskCredentials(project);
      return "nobody" in kept ? kept : variablesIn([io.env, kept.values]);
    },
    isShared: async (folder) => {
      const remotes = await git?.run(question(["remote"], folder));
      return remotes?.code === 0 && remotes.stdout.length > 0;
    },
  };
}

/** The first environment that says anything of an account and word counts, as for credentials. */
function variablesIn(environments: readonly Io["env"][]): PersonalVariables {
  return (account, word) =>
    environments
      .flatMap((env) => credentialVariables(account, word).map((variable) => ({ variable, text: env[variable] })))
      .flatMap(({ variable, text }) => (text === undefined || text.trim() === "" ? [] : [{ variable, text }]))[0];
}
