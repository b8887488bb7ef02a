/** The script for zsh 5 and newer: to be evaluated, or put as `_wxcards` into a folder of `fpath`. */
export const zshScript: string = `#compdef wxcards
# Completion of wxcards for zsh. In ~/.zshrc, after compinit:  source <(wxcards completion zsh)
compdef _wxcards wxcards
_wxcards() {
  local -a closed open
  local line word tab=$'\\t'
  while IFS= read -r line; do
    word="\${line%%$tab*}"
    case "$word" in
      :files)
        compset -P '*='
        _files
        return
        ;;
      *[=.]) open+=("\${line/$tab/:}") ;;
      *) closed+=("\${line/$tab/:}") ;;
    esac
  done < <(wxcards __complete -- "\${(@Q)words[2,CURRENT]}" 2>/dev/null)
  if (( $#closed )); then _describe wxcards closed; fi
  if (( $#open )); then _describe wxcards open -S ''; fi
}
# Read as a file of fpath, it is called at once; sourced, it is not.
if [ "$funcstack[1]" = "_wxcards" ]; then _wxcards; fi
`;
