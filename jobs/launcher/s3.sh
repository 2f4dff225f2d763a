# shellcheck shell=bash
# Object stores: what s3a:// needs beside Spark's jars. It is not in the download; CENSUS_S3=1 fetches it once,
# and CENSUS_S3=FOLDER has it already.

find_s3() {
    s3=$work/s3
    if [[ $CENSUS_S3 == 1 ]]; then
        once has_s3 fetch_s3
    else
        s3=$CENSUS_S3
    fi
    s3_jars=("$s3"/*.jar)
    [[ -e ${s3_jars[0]} ]] || refuse "CENSUS_S3 is 1, or a folder with jars: there are none in $s3"
}

has_s3() {
    [[ -f $s3/hadoop-aws.xml ]] && cmp -s "$launcher/s3.xml" "$s3/hadoop-aws.xml"
}

fetch_s3() {
    command -v mvn >/dev/null ||
        fail "there is no mvn to fetch what object stores need: let CENSUS_S3 name a folder that has it"
    echo "census: fetching what object stores need, once" >&2
    local log=$work/s3.log
    rm -rf "$s3.new"
    mkdir -p "$s3.new"
    if ! mvn -B -f "$launcher/s3.xml" dependency:copy-dependencies -DoutputDirectory="$s3.new" >"$log" 2>&1; then
        grep -m 10 '^\[ERROR\]' "$log" >&2 || tail -n 10 "$log" >&2
        fail "it could not be fetched; all is in $log"
    fi
    cp "$launcher/s3.xml" "$s3.new/hadoop-aws.xml"
    rm -rf "$s3"
    mv "$s3.new" "$s3"
}

# Gives a Spark that is elsewhere the jars, with those that the user gives it.
send_s3() {
    local joined i
    joined=$(IFS=, && echo "${s3_jars[*]}")
    for ((i = 0; i + 1 < ${#spark_arguments[@]}; i += 2)); do
        if [[ ${spark_arguments[i]} == --jars ]]; then
            spark_arguments[i + 1]+=,$joined
            return
        fi
    done
    spark_arguments+=(--jars "$joined")
}
