/** How a process begins that runs the files of `dist/`: `wxcards.cjs`. */
import { codeInFolder } from "./own-code.ts";
import { start } from "./start.ts";

start(async () => codeInFolder(require, __dirname)("./main.cjs"));
