# shellcheck shell=bash
# From sources to what can be started: the job jar by Maven, and Spark's jars under one folder. A release
# has both.

newest_source() {
    find "$home/pom.xml" "$home"/*/pom.xml "$home"/parsing-core/src/main "$home"/jobs/src/main \
        -type f -newer "$jar" -print 2>/dev/null | head -n 1
}

is_built() {
    [[ $is_release == true || -f $jar && -z $(newest_source) ]]
}

# Megabytes that Maven says in its log it fetched.
fetched() {
    awk '/ Downloaded from / {
        size = $(NF - 4)
        sub(/^\(/, "", size)
        unit = $(NF - 3)
        sum += size * (unit == "MB" ? 1 : unit == "kB" ? 1e-3 : 1e-6)
    }
    END { printf "%.0f", sum }' "$1"
}

# Says how far a build is that fetches much: now and then, and on a terminal in one line.
follow_build() {
    local pid=$1 log=$2 start=$SECONDS every=15 end='\n' megabytes told=0
    if [[ -t 2 ]]; then
        every=1
        end='\r'
    fi
    while kill -0 "$pid" 2>/dev/null; do
        sleep 1
        if (((SECONDS - start) % every == 0)); then
            megabytes=$(fetched "$log")
            if ((megabytes > told)); then
                printf "census: fetched %s of some 460 MB in %s s$end" "$megabytes" $((SECONDS - start)) >&2
                told=$megabytes
            fi
        fi
    done
}

build() {
    command -v mvn >/dev/null || fail "cannot build: there is no mvn (Debian: apt-get install maven)"
    echo "census: building; the first time that fetches Spark, which Maven keeps in its repository (~/.m2)" >&2
    local log=$work/build.log pid
    (cd "$home" && exec mvn -B -pl parsing-core,jobs -DskipTests -Dspotless.check.skip package) >"$log" 2>&1 &
    pid=$!
    trap 'kill "$pid" 2>/dev/null; exit 130' INT TERM # it would go on by itself
    follow_build "$pid" "$log"
    trap - INT TERM
    if ! wait "$pid"; then
        grep -m 10 '^\[ERROR\]' "$log" >&2 || tail -n 10 "$log" >&2
        fail "the build failed; all of it is in $log"
    fi
    touch "$jar"
}

# The jars that Spark brings, one a line.
jars_of_spark() {
    if [[ $is_release == true ]]; then
        printf '%s\n' "$spark"/jars/*.jar
    else
        # The list does not end with a newline, and read would leave its last word out.
        tr ':' '\n' <"$target/spark-classpath.txt" && echo
    fi
}

is_assembled() {
    [[ $is_release == true ||
        -f $runtime/java-options && $runtime/java-options -nt $target/spark-classpath.txt ]]
}

# Spark's jars under one folder, and the options that Spark wants Java to have.
assemble() {
    rm -rf "$runtime.new"
    mkdir -p "$runtime.new/jars"
    jars_of_spark | while read -r path; do
        case $path in
        */duckdb_jdbc-*) "$java" -cp "$jar" org.tlscensus.jobs.cli.UnpackedDuckDb "$path" "$runtime.new/jars" ;;
        *) ln -s "$path" "$runtime.new/jars/" ;;
        esac
    done
    "$java" -cp "$jar:$runtime.new/jars/*" org.tlscensus.jobs.cli.JavaOptions >"$runtime.new/java-options"
    rm -rf "$runtime"
    mv "$runtime.new" "$runtime"
}
