#!/usr/bin/env python3
"""A small dispatch system: follows the gateway's event feed and accepts every ride that is requested.

It reads GROUNDTRANSPORT_URL, such as http://localhost:5080, and GROUNDTRANSPORT_KEY, an API key with the role dispatch.
"""

import argparse
import http.client
import json
import os
import sys
import time
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

# A pending booking that the traveller changes is replaced, and needs a decision again.
NEEDS_DECISION = ("reservation.requested", "reservation.replaced")


class Refused(Exception):
    """The gateway answered with a 4xx: the same call would be refused again."""

    def __init__(self, status, body):
        super().__init__(f"HTTP {status}: {body}")
        self.status = status


class Gateway:
    """The gateway's REST API."""

    def __init__(self, url, key):
        self.url = url.rstrip("/")
        self.key = key

    def call(self, method, path, headers=None, timeout=60):
        """The answer's JSON. The call is repeated until it is answered: each one here may be sent more than once."""
        failures = 0
        while True:
            request = Request(self.url + path, method=method, headers={"Authorization": f"Bearer {self.key}", **(headers or {})})
            try:
                with urlopen(request, timeout=timeout) as response:
                    return json.load(response)
            except HTTPError as error:
                if error.code < 500 and error.code != 429:
                    raise Refused(error.code, error.read().decode()) from None
                reason, retry_after = f"HTTP {error.code}", error.headers.get("Retry-After", "")
            except (OSError, http.client.HTTPException) as error:
                reason, retry_after = f"connection lost: {error}", ""
            pause = int(retry_after) if retry_after.isdigit() else min(2**failures, 30)
            failures += 1
            print(f"{method} {path}: {reason}; again in {pause} s", file=sys.stderr)
            time.sleep(pause)

    def events(self, after, wait):
        """One page of the feed; without events after `wait` seconds it is empty."""
        return self.call("GET", "/api/v1/events?" + urlencode({"after": after, "wait": wait}), timeout=wait + 30)

    def requested(self):
        """Every reservation whose booking waits for a decision."""
        query = {"state": "requested", "limit": 200}
        while True:
            page = self.call("GET", "/api/v1/reservations?" + urlencode(query))
            yield from page["items"]
            if page["next"] is None:
                return
            query["cursor"] = page["next"]

    def accept(self, reservation, version, idempotency_key):
        self.call("POST", f"/api/v1/reservations/{reservation}/accept", {"If-Match": f'"{version}"', "Idempotency-Key": idempotency_key})


def accept(gateway, reservation, version, idempotency_key):
    try:
        gateway.accept(reservation, version, idempotency_key)
        print(f"{reservation} version {version}: accepted", flush=True)
    except Refused as refused:
        if refused.status not in (404, 409, 412):
            raise
        # Changed or decided meanwhile. If it still needs a decision, a later event says so.
        print(f"{reservation} version {version}: no longer pending", flush=True)


def catch_up(gateway):
    """Accepts what is pending now and returns the cursor for what comes: at the first start, and when the cursor has expired."""
    # First the cursor, then the list: what happens between the two is in both, and the other order would miss it.
    cursor = gateway.events("end", wait=0)["next"]
    for row in gateway.requested():
        accept(gateway, row["id"], row["version"], f"catch-up-{row['id']}-{row['version']}")
    return cursor


def save(file, cursor):
    # Replaced as a whole: a crash leaves either cursor, never half of one.
    new = file.with_suffix(".new")
    new.write_text(cursor)
    new.replace(file)


def follow(gateway, file, wait, until_idle):
    cursor = file.read_text() if file.exists() else None
    while True:
        if cursor is None:
            cursor = catch_up(gateway)
            save(file, cursor)
        asked = time.monotonic()
        try:
            page = gateway.events(cursor, wait)
        except Refused as refused:
            if refused.status != 410:
                raise
            print("The cursor has expired: reading the reservations again", flush=True)
            cursor = None
            continue
        for event in page["items"]:
            print(f"{event['id']} {event['type']} {event['reservation'] or ''}", flush=True)
            if event["type"] in NEEDS_DECISION:
                accept(gateway, event["reservation"], event["version"], event["id"])
        # Only now: after a crash the page is read again, and its idempotency keys make the repeated accepts harmless.
        cursor = page["next"]
        save(file, cursor)
        if not page["items"]:
            if until_idle:
                return
            # A node that is stopping ends the wait early.
            time.sleep(max(0, 1 - (time.monotonic() - asked)))


def main():
    arguments = argparse.ArgumentParser(description="Follows the gateway's event feed and accepts every ride that is requested.")
    arguments.add_argument("--cursor", type=Path, default=Path("cursor.txt"), help="the file that keeps the place in the feed")
    arguments.add_argument("--until-idle", action="store_true", help="end at the first second without an event")
    options = arguments.parse_args()
    gateway = Gateway(os.environ["GROUNDTRANSPORT_URL"], os.environ["GROUNDTRANSPORT_KEY"])
    follow(gateway, options.cursor, wait=1 if options.until_idle else 30, until_idle=options.until_idle)


if __name__ == "__main__":
    try:
        main()
    except Refused as refused:
        sys.exit(str(refused))
    except KeyboardInterrupt:
        pass
