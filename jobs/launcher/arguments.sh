# shellcheck shell=bash
# What the user asked for: options of Spark's, which go to spark-submit, and the command with its own.

# Spark's options that this launcher knows; each has a value.
spark_options='--master --conf --properties-file --driver-memory --executor-memory --executor-cores
    --num-executors --total-executor-cores --deploy-mode --jars --packages --queue --name --driver-cores
    --driver-java-options'

is_spark_option() {
    local option
    for option in $spark_options; do
        if [[ $1 == "$option" ]]; then
            return
        fi
    done
    return 1
}

# What a command runs on: Spark; the embedded engine as long as that is enough; what of Spark's jars it
# needs, without Spark itself; the parsing core; or nothing but the program.
engine_of() {
    case $1 in
    ingest | watch | validate | consensus | merge-notary | serve-sql | extract | demo) echo spark ;;
    sql | tables | report | export | verify) echo embedded ;;
    serve-mcp | generate) echo jars ;;
    peek) echo core ;;
    *) echo none ;;
    esac
}

# Sorts the arguments: Spark's own, and those of the job.
sort_arguments() {
    spark_arguments=()
    job_arguments=()
    driver_memory=
    driver_java_options=
    is_local=true
    needs_submit=false
    while (($#)); do
        if [[ $1 == -- ]]; then
            job_arguments+=("$@")
            break
        elif [[ $1 == --*=* ]] && is_spark_option "${1%%=*}"; then
            spark_argument "${1%%=*}" "${1#*=}"
            shift
        elif is_spark_option "$1"; then
            (($# > 1)) || refuse "$1 wants a value"
            spark_argument "$1" "$2"
            shift 2
        else
            job_arguments+=("$1")
            shift
        fi
    done
    has_spark_arguments=false
    if ((${#spark_arguments[@]})); then
        has_spark_arguments=true
    fi
}

# Java's options need no Spark to be set.
spark_argument() {
    spark_arguments+=("$1" "$2")
    case $1 in
    --driver-memory | --driver-java-options) ;;
    *) needs_submit=true ;;
    esac
    case $1=$2 in
    --master=local*) ;;
    --master=*) is_local=false ;;
    --driver-memory=*) driver_memory=$2 ;;
    --driver-java-options=*) driver_java_options=$2 ;;
    --conf=spark.driver.memory=*) driver_memory=${2#*=} ;;
    --conf=spark.driver.extraJavaOptions=*) driver_java_options=${2#*=} ;;
    esac
}

# The command: the first word that is no option. Whoever wants help wants nothing run.
find_command() {
    command=
    tables=
    local word before='' wants_help=false
    for word in ${job_arguments[@]+"${job_arguments[@]}"}; do
        case $word in
        --tables=*) tables=${word#*=} ;;
        --help | -h | --version | -V) wants_help=true ;;
        -*) ;;
        *) command=${command:-$word} ;;
        esac
        if [[ $before == --tables ]]; then
            tables=$word
        fi
        before=$word
    done
    engine=none
    if [[ $wants_help == false ]]; then
        engine=$(engine_of "$command")
    fi
}

# Whether the captures that the arguments name are little, as far as that is known before the run.
are_captures_little() {
    local word files
    files=(/dev/null) # given none, du would look into the working folder
    for word in ${job_arguments[@]+"${job_arguments[@]}"}; do
        case $word in
        --dataset* | *://* | *[*?[{]*) return 1 ;;
        -*) ;;
        *) if [[ -e $word ]]; then files+=("$word"); fi ;;
        esac
    done
    hold_less 2048 "${files[@]}"
}

# Whether there is so little to do that most of it would be Java's compiling.
is_little() {
    case $command in
    demo | serve-mcp) true ;;
    ingest) are_captures_little ;;
    sql | tables | report | export | extract | verify) [[ -d $tables ]] && hold_less 256 "$tables" ;;
    validate | consensus) [[ -d $tables ]] && hold_less 16 "$tables" ;;
    *) false ;;
    esac
}
