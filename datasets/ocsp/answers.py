"""Writes expected.jsonl: what was asked is in the plan, how it went over HTTP in nginx's log, what was
answered in the responses that the clients saved, as OpenSSL prints them.

Usage: answers.py WORK
"""

import hashlib
import json
import re
import subprocess
import sys
from datetime import datetime, timezone

work = sys.argv[1]
ca = work + "/ca"


def run(*command):
    return subprocess.run(command, capture_output=True, text=True).stdout


def time(text):
    moment = datetime.strptime(text.replace(" GMT", ""), "%b %d %H:%M:%S %Y")
    return moment.replace(tzinfo=timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def lines(name):
    with open(f"{work}/{name}") as file:
        return [json.loads(line) for line in file]


def serial_of(name):
    return run("openssl", "x509", "-in", f"{ca}/{name}.pem", "-noout", "-serial").split("=")[1].strip().lower().lstrip("0")


def sha256_of(name):
    der = subprocess.run(["openssl", "x509", "-in", f"{ca}/{name}.pem", "-outform", "DER"], capture_output=True).stdout
    return hashlib.sha256(der).hexdigest()


def response_rows(file):
    """The single responses of a saved response, or one row with the status of one that failed."""
    done = subprocess.run(["openssl", "ocsp", "-respin", file, "-resp_text", "-noverify"], capture_output=True, text=True)
    text = done.stdout + done.stderr
    status = re.search(r"(?:OCSP Response Status|Responder Error): (\w+) ", text)
    if not status:
        return [{"response_status": None, "parse_error": True}]
    words = {"successful": "successful", "malformedrequest": "malformed_request", "internalerror": "internal_error", "trylater": "try_later",
             "sigrequired": "sig_required", "unauthorized": "unauthorized"}
    head = {"response_status": words[status[1]]}
    if status[1] != "successful":
        return [head]
    head["produced_at"] = time(re.search(r"Produced At: (.*)", text)[1])
    head["nonce_in_response"] = "OCSP Nonce:" in text
    rows = []
    for position, part in enumerate(text.split("Certificate ID:")[1:]):
        row = dict(head, position=position)
        row["hash_algorithm"] = re.search(r"Hash Algorithm: (\w+)", part)[1]
        row["issuer_name_hash"] = re.search(r"Issuer Name Hash: (\w+)", part)[1].lower()
        row["issuer_key_hash"] = re.search(r"Issuer Key Hash: (\w+)", part)[1].lower()
        row["serial_number"] = re.search(r"Serial Number: (\w+)", part)[1].lower().lstrip("0")
        row["certificate_status"] = re.search(r"Cert Status: (\w+)", part)[1]
        row["this_update"] = time(re.search(r"This Update: (.*)", part)[1])
        following = re.search(r"Next Update: (.*)", part)
        row["next_update"] = time(following[1]) if following else None
        revoked = re.search(r"Revocation Time: (.*)", part)
        row["revocation_time"] = time(revoked[1]) if revoked else None
        reason = re.search(r"Revocation Reason: (\w+)", part)
        row["revocation_reason"] = reason[1] if reason else None
        rows.append(row)
    return rows


served = {sha256_of(name): name for name in lines("served.json")[0]}
by_serial = {serial_of(name): sha for sha, name in served.items()}
log = {}
for line in lines("http.log"):
    log.setdefault(int(line["client_port"]), []).append(line)

expected = []
for plan in lines("plan.jsonl"):
    port = plan["client_port"]
    common = {"client_port": port, "client_address": "10.20.0.5", "what": plan["what"], "client": plan["client"]}
    if plan["via"] == "stapled":
        for row in response_rows(plan["response"]):
            sha = by_serial.get(row.get("serial_number"))
            expected.append(dict(common, server_address=plan["server_address"], server_port=443, via="stapled", certificate_sha256=sha, **row))
        continue
    exchanges = log.get(port, [])
    # a client that goes its own way: each request it made was about this one certificate
    take = len(exchanges) if plan.get("all") else 1
    if not exchanges:
        sys.exit(f"no request from port {port}: {plan['what']}")
    log[port] = exchanges[take:]
    for http in exchanges[:take]:
        base = dict(common, server_address=http["server_address"], server_port=int(http["server_port"]), nth_on_connection=int(http["nth"]),
                    via="http_get" if http["request"].startswith("GET ") else "http_post", host=http["host"], url_path=http["path"],
                    user_agent=http["user_agent"] or None, http_status=int(http["status"]))
        if http["max_age"]:
            base["cache_control_max_age"] = int(http["max_age"])
        if http["cached"] == "HIT":
            base["from_cache"] = True
        if plan.get("waiting"):
            base["tls_server_address"] = plan["waiting"]
        if "nonce" in plan:
            base["nonce"] = plan["nonce"]
        if plan.get("response"):
            rows = response_rows(plan["response"])
        else:
            rows = [{"response_status": "successful", "position": 0, "serial_number": serial_of(plan["certificate"]), "certificate_status": plan["status"]}]
        for row in rows:
            row = dict(base, **row)
            if plan.get("certificate") and "serial_number" not in row:
                row["serial_number"] = serial_of(plan["certificate"])
            if row.get("serial_number") in by_serial:
                row["certificate_sha256"] = by_serial[row["serial_number"]]
            expected.append(row)

left = {port: len(rest) for port, rest in log.items() if rest}
if left:
    sys.exit(f"requests that no one planned: {left}")
for row in expected:
    print(json.dumps({"site": "lab", **row}))
