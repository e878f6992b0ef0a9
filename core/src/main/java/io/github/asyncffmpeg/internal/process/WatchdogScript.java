package io.github.asyncffmpeg.internal.process;

/**
 * What the {@link Watchdog} runs, for a POSIX shell. It is in a class and not in a resource, because to open a resource of a
 * jar costs the first job of a JVM as much as half a process; and a native image has nothing to be told of.
 */
final class WatchdogScript {

    private WatchdogScript() {}

    /** The script. */
    static String text() {
        return """
            # Watches over the children of one JVM, and ends them when the JVM is gone, however it went.
            #
            # $1 the JVM's process id; $2 1 if it has a terminal, else 0; $3 what marks the environment of its children; $4 the folder
            # of its temporary files.
            # The JVM writes lines to our standard input, and its end is ours:
            #
            #   a PID SECONDS START
            #                   add: watch this process, started then; given so long to finish once the JVM is gone
            #   s PID           signalled: it has had its one signal from the JVM
            #   d PID           del: it has ended
            #   p PID, r PID    pause it, resume it
            #   b               bye: nothing is watched any more, end
            #   z, w            from our own ear, not from the JVM: the JVM was suspended (Ctrl+Z), and runs again
            #
            # For every few lines that were read a dot comes back, so that the JVM never writes into a full pipe.
            # SIGTERM is not ignored: who ends all processes of a service ends this one too, and has signalled the children too.

            PATH=/usr/bin:/bin:$PATH
            trap '' HUP INT QUIT PIPE TSTP

            jvm=$1 terminal=$2 mark=$3 folder=$4
            all= gone=0 read=0

            # The state and the start time of a process (proc(5): fields 3 and 22); false when there is none.
            look() {
                { read -r stat < "/proc/$1/stat"; } 2> /dev/null || return 1
                # The second field, the name, is in brackets and may hold anything.
                set -- ${stat##*) }
                state=$1 started=${20}
            }

            # Whether the process that was added as $1 still runs.
            watched() {
                eval "added=\\${a_$1-}"
                [ -n "$added" ] && look "$1" && [ "$added" = "$started" ] && [ "$state" != Z ]
            }

            add() {
                look "$1" || return 0
                [ "${3:-$started}" = "$started" ] || return 0 # another process has its number by now
                eval "a_$1=$started t_$1=$2 s_$1= p_$1="
                all="$all $1"
            }

            forget() {
                unset "a_$1" "t_$1" "s_$1" "p_$1"
                gone=$((gone + 1))
                [ $gone -lt 500 ] && return
                gone=0 kept=
                for pid in $all; do
                    eval "added=\\${a_$pid-}"
                    [ -n "$added" ] && kept="$kept $pid"
                done
                all=$kept
            }

            # Pauses ($1 is STOP) or resumes (CONT) all but those that are paused by themselves.
            everyone() {
                for pid in $all; do
                    eval "paused=\\${p_$pid-}"
                    [ -z "$paused" ] && watched "$pid" && kill -s "$1" "$pid" 2> /dev/null
                done
            }

            # Ctrl+Z stops the JVM, which cannot tell us. Looks once a second, and speaks to the loop below through its own pipe.
            ear() {
                was=
                look "$$" && mine=$started
                # Killed, the loop below leaves us behind, and another one has an ear of its own.
                while sleep 1 && look "$$" && [ "$started" = "$mine" ] && look "$jvm"; do
                    if [ "$state" = T ]; then
                        [ -z "$was" ] && was=T && echo z > "/proc/$$/fd/0"
                    elif [ -n "$was" ]; then
                        was= && echo w > "/proc/$$/fd/0"
                    fi
                done
            }

            ear=
            if [ "$terminal" = 1 ]; then
                ear > /dev/null &
                ear=$!
            fi

            while read -r verb pid seconds start; do
                case $verb in
                    a) add "$pid" "$seconds" "$start" ;;
                    s) eval "s_$pid=1" ;;
                    d) forget "$pid" ;;
                    p) watched "$pid" && eval "p_$pid=1" && kill -s STOP "$pid" ;;
                    r) watched "$pid" && eval "p_$pid=" && kill -s CONT "$pid" ;;
                    z) everyone STOP ;;
                    w) everyone CONT ;;
                    b) kill "$ear"; exit 0 ;;
                esac 2> /dev/null
                read=$((read + 1))
                [ $((read % 8)) -eq 0 ] && echo .
            done

            # Asks each to finish that had no signal yet, and wakes those that are paused.
            longest=0
            finish() {
                for pid in $all; do
                    watched "$pid" || continue
                    eval "signalled=\\$s_$pid seconds=\\$t_$pid s_$pid=1"
                    [ -z "$signalled" ] && kill -s TERM "$pid"
                    kill -s CONT "$pid"
                    [ "$seconds" -gt "$longest" ] && longest=$seconds
                done
            }

            # The JVM is gone. A service manager that now ends all that is left of it ends us within this moment.
            for pid in $all; do
                watched "$pid" || continue
                sleep 0.2 || sleep 1
                break
            done
            trap '' TERM
            [ -n "$ear" ] && kill "$ear"
            finish

            # Was one started in the JVM's very last moment, before it was added? While a process becomes another program it has
            # no environment for a moment, and on a busy machine one that was begun comes late: so it is looked for three times.
            strays() {
                for file in $(grep -lsF "$mark" /proc/[0-9]*/environ); do
                    pid=${file#/proc/} pid=${pid%/environ}
                    watched "$pid" || add "$pid" 8
                done
                finish
            }

            # Hundredths of a second by the clock: on a busy machine a sleep takes longer than it says.
            clock() {
                if read -r up rest < /proc/uptime; then
                    now=$((${up%.*} * 100 + 1${up#*.} - 100))
                else
                    now=$((now + 10))
                fi
            }

            passed=0 now=0 looks=0
            clock 2> /dev/null
            # Two seconds more than the longest: a step may be that long, and who has not ended by then is killed within it.
            while [ $passed -le $((longest * 100 + 200)) ]; do
                if [ $looks -lt 3 ] && [ $passed -ge $((looks * looks * 40)) ]; then
                    looks=$((looks + 1)) # at once, after 0.4 s and after 1.6 s
                    strays
                fi
                left=
                for pid in $all; do
                    watched "$pid" || continue
                    left=1
                    eval "seconds=\\$t_$pid"
                    [ $passed -ge $((seconds * 100)) ] && kill -s KILL "$pid"
                done
                [ -z "$left" ] && [ $looks -ge 3 ] && break
                sleep 0.1 || sleep 1
                before=$now
                clock 2> /dev/null
                spent=$((now - before))
                [ $spent -gt 200 ] && spent=200 # the machine was suspended
                passed=$((passed + spent))
            done

            [ -n "$folder" ] && rm -rf -- "$folder"
            """;
    }
}
