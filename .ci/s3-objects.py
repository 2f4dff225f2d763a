#!/usr/bin/env python3
"""What .ci/s3-test does with an object store itself. The endpoint and the credentials are in the environment, as boto3 wants
them. Arguments, one of:

make BUCKET…                   makes buckets, as soon as the server answers
put FOLDER BUCKET PREFIX       puts the files of a folder
get BUCKET KEY FILE
copy BUCKET PREFIX FOLDER      makes the folder anew with all objects below the prefix
rows BUCKET PREFIX             how many objects there are
wait BUCKET PREFIX END         until there is an object with such a beginning and end of its name, or a minute
occupy BUCKET PREFIX           while a run stages its snapshot, puts another one under its number
"""

import json
import pathlib
import shutil
import sys
import time

import boto3
import botocore.exceptions

S3 = boto3.client("s3", config=boto3.session.Config(s3={"addressing_style": "path"}, retries={"max_attempts": 1}))


def keys(bucket, prefix):
    for page in S3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix):
        for entry in page.get("Contents", []):
            yield entry["Key"]


def make(*buckets):
    for bucket in buckets:
        for _ in range(120):
            try:
                S3.create_bucket(Bucket=bucket)
                break
            except (botocore.exceptions.EndpointConnectionError, botocore.exceptions.ConnectionClosedError):
                time.sleep(0.5)
        else:
            raise SystemExit("the server does not come up")


def put(folder, bucket, prefix):
    for file in sorted(pathlib.Path(folder).iterdir()):
        S3.put_object(Bucket=bucket, Key=prefix + "/" + file.name, Body=file.read_bytes())


def get(bucket, key, file):
    pathlib.Path(file).write_bytes(S3.get_object(Bucket=bucket, Key=key)["Body"].read())


def copy(bucket, prefix, folder):
    shutil.rmtree(folder, ignore_errors=True)
    for key in keys(bucket, prefix + "/"):
        file = pathlib.Path(folder, key[len(prefix) + 1 :])
        file.parent.mkdir(parents=True, exist_ok=True)
        if not key.endswith("/"):
            get(bucket, key, file)


def rows(bucket, prefix):
    print(sum(1 for _ in keys(bucket, prefix)))


def wait(bucket, prefix, end):
    """The name of the object; exit code 1 when none comes."""
    for _ in range(1200):
        found = [key for key in keys(bucket, prefix) if key.endswith(end)]
        if found:
            return found[0]
        time.sleep(0.05)
    raise SystemExit(1)


def occupy(bucket, prefix):
    draft = wait(bucket, prefix, "_snapshot.json")
    body = S3.get_object(Bucket=bucket, Key=draft)["Body"].read()
    number = json.loads(body)["number"]
    S3.put_object(Bucket=bucket, Key="%s/_state/snapshots/%06d.json" % (prefix, number), Body=body)


if __name__ == "__main__":
    {"make": make, "put": put, "get": get, "copy": copy, "rows": rows, "wait": wait, "occupy": occupy}[sys.argv[1]](*sys.argv[2:])
