# shellcheck shell=bash
# Starts the program on what its command runs on. None of these comes back.

# Nothing but the program's own jar: help, and what reads no tables.
run_alone() {
    exec "$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto -cp "$jar" org.tlscensus.jobs.Main \
        ${job_arguments[@]+"${job_arguments[@]}"}
}

# A look into captures: the core with what it needs of the jars that Spark brings, and an archive of its own
# classes.
run_core() {
    class_path=$jar
    local path
    while read -r path; do
        class_path+=:$path
    done < <(jars_of_spark | grep -E '/(zstd-jni|commons-compress|commons-io|commons-lang3)-[0-9][^/]*$')
    java_options=(-XX:+UseSerialGC)
    if are_captures_little; then
        java_options+=(-XX:TieredStopAtLevel=1)
    fi
    use_archive core
    exec "$java" "${java_options[@]}" -cp "$class_path" org.tlscensus.jobs.Main "${job_arguments[@]}"
}

# A Spark that the user has.
run_on_users_spark() {
    exec "$CENSUS_SPARK_HOME/bin/spark-submit" --class org.tlscensus.jobs.Main \
        --driver-java-options "-Dcensus.home=$home -Dcensus.spark=$has_spark_arguments $driver_java_options" \
        ${spark_arguments[@]+"${spark_arguments[@]}"} "$jar" "${job_arguments[@]}"
}

# What needs no more of Spark than that the program starts it by itself: that spares SparkSubmit's half second.
run_without_submit() {
    exec "$java" "${java_options[@]}" -cp "$class_path" org.tlscensus.jobs.Main "${job_arguments[@]}"
}

# Spark's own SparkSubmit, from Maven's jars.
run_on_spark() {
    exec "$java" "${java_options[@]}" -cp "$class_path" org.apache.spark.deploy.SparkSubmit \
        --class org.tlscensus.jobs.Main ${spark_arguments[@]+"${spark_arguments[@]}"} "$jar" "${job_arguments[@]}"
}
