import { type Problem, problem } from "../../model/problem.ts";

/** How often a memory is read again that somebody writes meanwhile. */
const mostReadings = 3;

/** Reads and changes a memory, anew where somebody has written it in between; a problem where that goes on and on. */
export async function whileMoved<Done>(change: () => Promise<Done | "moved">): Promise<Done | Problem> {
  for (let left = mostReadings; left >= 0; left -= 1) {
    const done = await change();
    if (done !== "moved") return done;
  }
  return problem("state-moves", {});
}
