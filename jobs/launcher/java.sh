# shellcheck shell=bash
# Java: which one, its options by the work to be done, and archives of loaded classes, which halve its start.

find_java() {
    java=java
    if [[ -n ${JAVA_HOME:-} && -x $JAVA_HOME/bin/java ]]; then
        java=$JAVA_HOME/bin/java
    fi
    command -v "$java" >/dev/null || fail "there is no Java; 17 or later is needed"
}

# The archive of classes is for one Java: where it lies and what it says of itself tell which, without
# starting it.
name_archive() {
    local program
    program=$(resolve "$(command -v "$java")")
    archive=$runtime/$1-$({
        echo "$program"
        cat "${program%/bin/java}/release" 2>/dev/null || true
    } | sum_of).jsa
}

has_archive() {
    [[ -f $archive && ! $jar -nt $archive ]]
}

# Makes an archive of the classes that a run loads, once for each Java and build. It comes to its place when
# it is whole, so that a call that is stopped meanwhile leaves none. Arguments: which, and what to run.
make_archive() {
    local kind=$1
    shift
    rm -f "$runtime/$kind"-*.jsa
    if "$java" -XX:TieredStopAtLevel=1 -XX:ArchiveClassesAtExit="$archive.new" "$@" >/dev/null 2>&1; then
        mv "$archive.new" "$archive"
    else
        rm -f "$archive.new"
    fi
}

make_core_archive() {
    make_archive core -cp "$class_path" org.tlscensus.jobs.Main peek "$home/datasets/demo/campus"
}

make_classes_archive() {
    echo "census: preparing a faster start, once after a build" >&2
    make_archive classes "${java_options[@]}" -cp "$class_path" org.apache.spark.deploy.SparkSubmit \
        --class org.tlscensus.jobs.cli.WarmUp spark-internal
}

# Which archive: of the classes of Spark and the job, or of the core.
use_archive() {
    name_archive "$1"
    if [[ -z ${CENSUS_NO_ARCHIVE:-} ]] && mkdir -p "$runtime" 2>/dev/null && [[ -w $runtime ]]; then
        once has_archive "make_$1_archive"
    fi
    if has_archive; then
        java_options+=(-XX:SharedArchiveFile="$archive" -Xlog:cds=off -Xlog:cds+dynamic=off -Xshare:auto)
    fi
}

# The quick compiler does little work in half the time, and much in twice of it; there the other compiler
# had better wait until code is really hot, for it takes a core for itself. Nobody waits for an answer in
# the midst, so that the collector may stop all.
choose_compiler() {
    local collector=-XX:+UseParallelGC
    if is_little; then
        java_options+=(-XX:TieredStopAtLevel=1)
        collector=-XX:+UseSerialGC
    else
        java_options+=(-XX:Tier4InvocationThreshold=50000 -XX:Tier4MinInvocationThreshold=6000
            -XX:Tier4CompileThreshold=150000 -XX:Tier4BackEdgeThreshold=400000)
    fi
    if [[ $driver_java_options != *-XX:+Use*GC* ]]; then
        java_options+=("$collector")
    fi
}

# What Spark wants of Java, what the program must know, and what the user says.
choose_options() {
    local option words
    java_options=()
    while read -r option; do
        java_options+=("$option")
    done <"$spark/java-options"
    java_options+=(-Dcensus.home="$home" -Dcensus.spark="$has_spark_arguments"
        -Dlog4j2.configurationFile="$home/conf/log4j2.properties")
    if [[ $command == serve-mcp ]]; then
        driver_memory=${driver_memory:-512m} # answers are short, and the engine has memory of its own
    fi
    if [[ -n $driver_memory ]]; then
        java_options+=(-Xmx"$driver_memory")
    fi
    if [[ -n $driver_java_options ]]; then
        read -r -a words <<<"$driver_java_options"
        java_options+=("${words[@]}")
    fi
}
