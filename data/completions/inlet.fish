# SPDX-License-Identifier: GPL-3.0-or-later
#
# What may come next is known by the program itself; see “inlet --help”.

function __inlet_complete
    set -l before (commandline -opc)
    inlet --complete $before[2..] "$(commandline -ct | string unescape)" 2>/dev/null
end

complete -c inlet -f -a '(__inlet_complete)'
complete -c inlet -n '__fish_seen_subcommand_from import' -F
