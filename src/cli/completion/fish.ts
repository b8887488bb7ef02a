/** The script for fish 3 and newer. */
export const fishScript: string = `# Completion of wxcards for fish. Once:  wxcards completion fish > ~/.config/fish/completions/wxcards.fish
function __wxcards_complete
    set -l words (commandline -opc)
    set -e words[1]
    set -l current (commandline -ct)
    for line in (wxcards __complete -- $words "$current" 2>/dev/null)
        if test "$line" = ":files"
            set -l prefix (string match -r '^.*=' -- "$current")
            for path in (__fish_complete_path (string replace -r '^.*=' '' -- "$current"))
                echo "$prefix$path"
            end
        else
            echo $line
        end
    end
end
complete -c wxcards -f -a '(__wxcards_complete)'
`;
