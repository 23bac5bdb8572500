# Completion of muster for bash.  What there is to complete is asked of muster itself.
# SPDX-License-Identifier: MIT

_muster_options() {
	command muster "$1" --help 2>/dev/null |
		sed -n 's/^  \(-., \|    \)\(--[a-z-]*\).*/\2/p'
}

_muster() {
	local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
	local choices='' IFS=$' \t\n'

	COMPREPLY=()
	if [ "$COMP_CWORD" -eq 1 ]; then
		choices=$(command muster --help 2>/dev/null |
			sed -n 's/^  \([a-z]\{2,\}\) .*/\1/p')
	else
		case $before in
		-f | --format) choices='text xlsx json' ;;
		--encoding) choices='UTF-8 UTF-16LE UTF-16BE WINDOWS-1252' ;;
		--delimiter) choices='tab' ;;
		--quote) choices='none' ;;
		*) case $word in
			-*) choices=$(_muster_options "${COMP_WORDS[1]}") ;;
			*) ;;
			esac ;;
		esac
	fi
	if [ -n "$choices" ]; then
		COMPREPLY=($(compgen -W "$choices" -- "$word"))
	else
		COMPREPLY=($(compgen -f -- "$word"))
	fi
}

complete -o filenames -F _muster muster
