# SPDX-License-Identifier: GPL-3.0-or-later
#
# What may come next is known by the program itself; see “inlet --help”.

_inlet() {
    local word=$2 line is_quoted=no

    # Bash gives the word as it is written: half a quotation, or with backslashes.
    case $word in
        [\'\"]*) word=${word:1} is_quoted=yes ;;
        *) word=${word//\\/} ;;
    esac

    COMPREPLY=()
    while IFS= read -r line; do
        [[ $is_quoted == yes ]] || printf -v line %q "$line"
        COMPREPLY+=("$line")
    done < <(inlet --complete "${COMP_WORDS[@]:1:COMP_CWORD-1}" "$word" 2>/dev/null)
}

# What is no word of its own may be a file.
complete -o default -F _inlet inlet
