# How the program asyncffmpeg is started: read by bin/asyncffmpeg of a distribution and by the script of the source tree,
# which say where the jars are. POSIX sh, and no process on the way that is not needed: each costs a millisecond.
# shellcheck shell=sh

say() { printf 'asyncffmpeg: %s\n' "$*" >&2; }
give_up() {
  say "$*"
  exit 2
}

# Where a file really is: it may have been called through links, from any folder. In $real.
follow_links() {
  real=$1
  while [ -L "$real" ]; do
    link=$(readlink "$real") || give_up "the link $real cannot be read."
    case $link in
      /*) real=$link ;;
      *) real=${real%/*}/$link ;;
    esac
  done
}

# --- Java ---------------------------------------------------------------------------------------------------------
# Sets $java, $java_is (which build of Java, for the name of its archive) and $java_version (17, 25, …).
find_java() {
  if [ -n "${runtime:-}" ]; then
    java=$runtime/bin/java # a runtime of our own
  elif [ -n "${JAVA_HOME:-}" ]; then
    java=$JAVA_HOME/bin/java
    [ -x "$java" ] || give_up "JAVA_HOME is $JAVA_HOME, but there is no program bin/java in it."
  else
    java=$(command -v java) || give_up "Java 17 or newer is needed: install it, or set JAVA_HOME to it."
  fi
  follow_links "$java"
  java_is=
  release=${real%/bin/*}/release
  if [ -r "$release" ]; then
    while IFS='=' read -r key value; do
      case $key in
        JAVA_RUNTIME_VERSION) java_is=$value ;;
        JAVA_VERSION) java_version=$value java_is=${java_is:-$value} ;;
      esac
    done <"$release"
  fi
  # Not a JDK's folder, or a script that finds a JDK: it has to be asked, which takes 50 ms.
  [ -n "${java_version:-}" ] || java_version=$("$java" -XshowSettings:properties -version 2>&1 |
    sed -n 's/^ *java\.specification\.version = \(.*\)$/\1/p')
  java_version=${java_version#\"}
  java_version=${java_version%%[!0-9]*}
  [ "${java_version:-0}" -ge 17 ] ||
    give_up "Java 17 or newer is needed, but $java is Java ${java_version:-of an unknown version}."
}

# --- The archive ----------------------------------------------------------------------------------------------------
# Loaded and verified classes in one file (class-data sharing of Java 17, AOT cache of 25): the start takes half of the
# CPU. It is made once, in the background of the first run, for this Java, this build and this place of it. The JVM
# ignores what does not fit or is damaged; but Java 17 crashes on a file that was cut off, so its size is kept beside it.

# A name without slashes and spaces, in $name.
as_name() {
  name=$1
  case $name in
    *[!A-Za-z0-9._+-]*) name=$(printf %s "$name" | tr -c 'A-Za-z0-9._+-' _) ;;
  esac
}

# Sets $archives, the folder for them; empty if there is no place for one.
find_archives() {
  case ${ASYNCFFMPEG_CACHE:-}:${XDG_CACHE_HOME:-}:${HOME:-} in
    /*) archives=$ASYNCFFMPEG_CACHE ;;
    *:/*:*) archives=$XDG_CACHE_HOME/asyncffmpeg ;;
    *:/*)
      archives=$HOME/.cache/asyncffmpeg
      [ ! -d "$HOME/Library/Caches" ] || archives=$HOME/Library/Caches/asyncffmpeg
      ;;
    *) archives= ;;
  esac
  archives=${archives:+$archives/start}
}

# For Java, a colon ends a path of the class path, and nothing can quote it. So the folder gets another name, where nobody
# else can change what that is.
avoid_colon() {
  case $lib in
    *:*) ;;
    *) return ;;
  esac
  as_name "$lib"
  { [ -n "$archives" ] && mkdir -p "$archives" && [ -O "$archives" ] && chmod go-w "$archives" &&
    ln -sfn "$lib" "$archives/$name"; } 2>/dev/null ||
    give_up "Java cannot start a program in a folder with a colon in its name: $lib"
  lib=$archives/$name
}

# Sets $archive; empty when there is to be none.
choose_archive() {
  archive=
  case ${ASYNCFFMPEG_ARCHIVE:-on} in
    off | no | false | 0) return ;;
  esac
  [ -n "$archives" ] && [ -n "$java_is" ] && read -r build <"$lib/build-id" || return 0
  old_ifs=$IFS
  IFS=/
  # shellcheck disable=SC2086 # split at the slashes
  set -- ${real%/bin/*} at $lib
  IFS=_
  name=$*
  IFS=$old_ifs
  java_is=${java_is#\"}
  as_name "$build-${java_is%\"}$name"
  [ ${#name} -le 200 ] || return 0
  if [ "$java_version" -ge 25 ]; then archive=$archives/$name.aot; else archive=$archives/$name.jsa; fi
}

size_of() {
  size=$(wc -c <"$1") && size=$((size))
}

# Whether $archive is there, whole, and of this user: who can write it decides what runs.
is_whole() {
  [ -r "$archive" ] && [ -O "$archive" ] && [ ! -L "$archive" ] && read -r whole <"$archive.size" && size_of "$archive" && [ "$size" = "$whole" ]
} 2>/dev/null

# In the background, and by one process alone: who gets to write the lock. One that is left, because the training failed
# or was killed, keeps the next try away for ten minutes.
make_archive() {
  trap '' HUP INT QUIT
  umask 077
  # Where others may write, they could exchange what is written here.
  mkdir -p "$archives" && [ -O "$archives" ] && cd "$archives" && chmod go-w . || exit
  find . -maxdepth 1 \( -name '*.lock' -mmin +10 -o -name 'new.*' -mmin +60 \) -exec rm -rf {} +
  (set -C && echo $$ >"$archive.lock") || exit
  # Of old builds, and of Java's that are gone: the newest four are enough for anybody.
  # shellcheck disable=SC2010 # names of our own
  ls -t | grep '\.[aj][os][at]$' | tail -n +4 | while read -r old; do rm -f "$old" "$old.size"; done
  fresh=$archives/new.$$
  mkdir "$fresh" || exit
  case $archive in
    *.aot) output=-XX:AOTCacheOutput=$fresh/archive ;;
    *) output=-XX:ArchiveClassesAtExit=$fresh/archive ;;
  esac
  # The journals of the training are not the user's.
  if XDG_STATE_HOME=$fresh/state nice -n 19 "$java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xlog:disable "$output" \
    -Djava.io.tmpdir="$fresh" -cp "$lib/asyncffmpeg-cli.jar" io.github.asyncffmpeg.cli.StartTraining "$fresh"; then
    size_of "$fresh/archive" && echo "$size" >"$archive.size" && mv -f "$fresh/archive" "$archive" &&
      rm -f "$archive.lock"
  fi
  rm -rf "$fresh"
}

# --- Start ----------------------------------------------------------------------------------------------------------
# Becomes the program: Ctrl+C and SIGTERM reach Java itself, and its exit code is ours.
start() {
  # In the C locale Java could not open a file whose name is not ASCII. A locale that is not installed is the C locale.
  locale=${LC_ALL:-${LC_CTYPE:-${LANG:-C}}}
  case $locale in
    C | POSIX) export LC_ALL=C.UTF-8 ;;
    C.UTF-8 | C.utf8) ;;
    *) [ "$(locale charmap 2>/dev/null)" != ANSI_X3.4-1968 ] || export LC_ALL=C.UTF-8 ;;
  esac

  live=false
  columns=
  rows=
  if [ -t 2 ] && [ "${TERM:-dumb}" != dumb ]; then
    live=true
    if size=$(stty size <&2 2>/dev/null); then
      rows=${size% *}
      columns=${size#* }
    fi
  fi

  sharing=-Xshare:auto
  find_archives
  avoid_colon
  choose_archive
  if [ -n "$archive" ]; then
    if is_whole; then
      case $archive in
        *.aot) sharing=-XX:AOTCache=$archive ;;
        *) sharing=-XX:SharedArchiveFile=$archive ;;
      esac
    elif [ ! -e "$archive.lock" ] || [ -n "$(find "$archive.lock" -mmin +10 2>/dev/null)" ]; then
      (make_archive </dev/null >/dev/null 2>&1 &)
    fi
  fi

  # For a short life: one collector thread, the quick compiler, and that only for what runs often (a scaling of 3 saves 20
  # to 40 ms of a start); no file of counters for jstat (5 ms). -Xlog: the JVM's warnings would go to stdout, which is for
  # results.
  # shellcheck disable=SC2086 # several options
  exec "$java" -XX:+IgnoreUnrecognizedVMOptions -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \
    -XX:CompileThresholdScaling=3 -XX:-UsePerfData "$sharing" -Xlog:disable \
    -Dasyncffmpeg.cli.live="$live" -Dasyncffmpeg.cli.locale="$locale" \
    ${columns:+"-Dasyncffmpeg.cli.columns=$columns"} ${rows:+"-Dasyncffmpeg.cli.rows=$rows"} \
    ${ASYNCFFMPEG_JAVA_OPTS:-} -jar "$lib/asyncffmpeg-cli.jar" "$@"
}
