/** How a process begins that runs the sources, and every bundle of them but `dist/`. */
import { start } from "./start.ts";

start(() => import("./main.ts"));
