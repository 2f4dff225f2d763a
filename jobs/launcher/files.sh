# shellcheck shell=bash
# Files, on any system: what GNU's, BSD's and BusyBox's programs have in common, for bash 3.2 and later.

# Follows links to the file itself; readlink -f is not everywhere.
resolve() {
    local path=$1 link
    while [[ -L $path ]]; do
        link=$(readlink "$path")
        case $link in
        /*) path=$link ;;
        *) path=$(dirname "$path")/$link ;;
        esac
    done
    (cd -P "$(dirname "$path")" && printf '%s/%s\n' "$(pwd -P)" "$(basename "$path")")
}

# A short name of what standard input holds.
sum_of() {
    cksum | tr ' \t' '--'
}

# Whether files and folders of this machine hold less than so many MiB.
hold_less() {
    local limit=$(($1 * 1024))
    shift
    du -skL "$@" 2>/dev/null | awk -v limit="$limit" '{sum += $1} END {exit (sum >= limit)}'
}

# Waits until nobody else holds the lock of an open file, and takes it; it goes with the shell. What has no
# flock (macOS) has Perl, and a lock belongs to the opened file, whichever program asks for it.
lock() {
    if command -v flock >/dev/null; then
        flock "$1"
    elif command -v perl >/dev/null; then
        perl -e 'open(my $file, ">&=", $ARGV[0]); flock($file, 2) or die "census: cannot lock: $!\n"' "$1"
    fi
}

# Does a step unless it is done, and lets no two calls do it at once: the first of several side by side
# does it, the others wait. Arguments: a function that tells whether it is done, and one that does it.
once() {
    if "$1"; then
        return
    fi
    mkdir -p "$work"
    exec 9>"$work/$2.lock"
    lock 9
    "$1" || "$2"
    exec 9>&-
}
