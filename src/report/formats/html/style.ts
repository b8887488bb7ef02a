/**
 * The looks of a page: fonts of the machine, light and dark, and on paper without what only a screen needs. Nothing is
 * loaded from anywhere.
 */
export const style = `
:root { color-scheme: light dark; --ink: #1f2328; --faint: #59636e; --paper: #fff; --panel: #f6f8fa; --line: #d1d9e0; --bad: #b42318; --grave: #9a6700; --good: #1a7f37; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6edf3; --faint: #9198a1; --paper: #0d1117; --panel: #161b22; --line: #3d444d; --bad: #ff7b72; --grave: #e3b341; --good: #56d364; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.6 system-ui, -apple-system, "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
main { max-width: 64rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.6rem; margin: 0 0 .5rem; }
h2 { font-size: 1.2rem; margin: 2rem 0 .75rem; padding-bottom: .25rem; border-bottom: 1px solid var(--line); }
h3 { font-size: 1rem; margin: 0 0 .5rem; }
code, pre { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "Noto Sans Mono CJK SC", monospace; font-size: .875em; overflow-wrap: anywhere; }
code { background: var(--panel); border-radius: .25rem; padding: .1em .3em; }
pre { background: var(--panel); border: 1px solid var(--line); border-radius: .375rem; padding: .75rem; margin: .25rem 0 .75rem; white-space: pre-wrap; }
pre code { background: none; padding: 0; font-size: 1em; }
ins, del { text-decoration: none; }
ins { color: var(--good); }
del { color: var(--bad); }
article { border: 1px solid var(--line); border-left: .25rem solid var(--line); border-radius: .375rem; padding: .75rem 1rem; margin: 0 0 1rem; }
.trouble > article, .delete > article, .replace > article { border-left-color: var(--bad); }
.grave > article, .review > article { border-left-color: var(--grave); }
.other > article { border-left-color: var(--good); }
.where { color: var(--faint); margin: 0 0 .5rem; }
table { border-collapse: collapse; width: 100%; margin: .25rem 0 .75rem; }
th, td { border: 1px solid var(--line); padding: .3rem .5rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
th { background: var(--panel); }
ul { margin: .25rem 0 .5rem; padding-left: 1.4rem; }
p { margin: .25rem 0 .75rem; }
.errors strong, .alert { color: var(--bad); }
@media print {
  body { font-size: 11pt; background: #fff; color: #000; }
  main { max-width: none; padding: 0; }
  article, tr, pre { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
}
`;
