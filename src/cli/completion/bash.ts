/**
 * The script for bash 3.2 and newer.
 *
 * Bash breaks words at `=`; the script puts them together again before it asks, and gives back only the part after the
 * break.
 */
export const bashScript: string = `# Completion of wxcards for bash. In ~/.bashrc:  source <(wxcards completion bash)
_wxcards() {
  local words=() count=0 glued="" current=$2 word line prefix i
  for ((i = 1; i <= COMP_CWORD; i++)); do
    word=\${COMP_WORDS[i]}
    if ((count > 0)) && [[ $word == "=" || -n $glued ]]; then
      words[count - 1]+=$word
      if [[ $word == "=" ]]; then glued=yes; else glued=""; fi
    else
      words[count]=$word
      count=$((count + 1))
    fi
  done
  prefix=\${words[count - 1]%"$current"}
  COMPREPLY=()
  while IFS= read -r line; do
    if [[ $line == ":files" ]]; then
      compopt -o filenames 2>/dev/null
      while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -f -- "$current")
    else
      line=\${line%%$'\\t'*}
      COMPREPLY+=("\${line#"$prefix"}")
    fi
  done < <(wxcards __complete -- "\${words[@]}" 2>/dev/null)
  if [[ \${#COMPREPLY[@]} == 1 && \${COMPREPLY[0]} == *[=.] ]]; then compopt -o nospace 2>/dev/null; fi
}
complete -F _wxcards wxcards
`;
