import type { Program, ProgramEnd, Programs } from "../../src/model/program.ts";

/** Programs that are played: they end when a test says so, and no clock on the wall has to pass. */
export interface PlayedPrograms {
  readonly programs: Programs;
  /** Everything that was run, in order. */
  readonly ran: Program[];
  /** The most that ran at once. */
  mostAtOnce(): number;
}

/** What a program does; by its name. */
export type Play = (program: Program) => Partial<ProgramEnd> | Promise<Partial<ProgramEnd>>;

/** Plays programs by their names; any other one is not there. */
export function playedPrograms(plays: Readonly<Record<string, Play>>): PlayedPrograms {
  const ran: Program[] = [];
  let now = 0;
  let most = 0;
  return {
    ran,
    mostAtOnce: () => most,
    programs: async (program) => {
      ran.push(program);
      now += 1;
      most = Math.max(most, now);
      const play = plays[program.file];
      // Others begin before it ends.
      await new Promise((resolve) => setImmediate(resolve));
      const end = play === undefined ? ({ code: null, failure: "missing" } as const) : await play(program);
      now -= 1;
      return { code: 0, stdout: new Uint8Array(), stderr: "", ...end };
    },
  };
}

/** What a program prints on stdout, as bytes. */
export function printed(text: unknown): Pick<ProgramEnd, "stdout"> {
  return { stdout: new TextEncoder().encode(typeof text === "string" ? text : JSON.stringify(text)) };
}
