# Sourced by the other scripts: one line a step with the time since the start, and commands that cannot hang for ever.

cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
started_at=${started_at:-$(date +%s)}
export started_at PYTHONDONTWRITEBYTECODE=1

elapsed() { echo $(($(date +%s) - started_at)); }

step() { printf '\n[%4d s] %s\n' "$(elapsed)" "$*" >&2; }

fail() {
    printf '\n%s: %s\n' "${0##*/}" "$1" >&2
    shift
    for line in "$@"; do printf '  %s\n' "$line" >&2; done
    exit 1
}

# bounded SECONDS COMMAND…: runs it, ends it after that time, and ends it with this script.
bounded_child=
bounded() {
    local seconds=$1 code=0
    shift
    timeout --kill-after=20 "$seconds" "$@" &
    bounded_child=$!
    wait "$bounded_child" || code=$?
    bounded_child=
    if [ "$code" = 124 ]; then echo "Ended after $seconds seconds: $*" >&2; fi
    return "$code"
}

end_bounded() {
    if [ -n "$bounded_child" ]; then
        kill "$bounded_child" 2>/dev/null
        wait "$bounded_child" 2>/dev/null
    fi
    return 0
}
