#!/usr/bin/env python3
"""A small pricing service: a sedan for 42.50 and a van for 70.00, whatever the ride.

It reads PRICING_SECRET, the secret that the gateway showed when the vendor's pricing was set.
"""

import argparse
import base64
import hashlib
import hmac
import json
import os
import time
import uuid
from datetime import datetime, timedelta, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

VEHICLES = (("sedan", "A sedan for three", 3, 35.00), ("van", "A van for eight", 8, 62.50))


def is_genuine(secret, headers, body):
    """Whether the gateway signed this request within the last five minutes."""
    sent = headers.get("webhook-timestamp", "")
    if not sent.isdigit() or abs(time.time() - int(sent)) > 300:
        return False
    signed = f"{headers.get('webhook-id', '')}.{sent}.".encode() + body
    key = base64.b64decode(secret.removeprefix("whsec_"))
    expected = "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    return any(hmac.compare_digest(expected, given) for given in headers.get("webhook-signature", "").split(" "))


def utc(time_of):
    return time_of.strftime("%Y-%m-%dT%H:%M:%SZ")


def offers(request):
    start = datetime.strptime(request["start"], "%Y-%m-%dT%H:%M:%SZ")
    for kind, description, seats, price in VEHICLES:
        fare = {"type": "flat", "currency": "USD", "basePrice": price, "serviceCharge": 5.00, "surCharge": 1.00,
                "surChargeDescription": "fuel", "tax": 1.50}
        yield {"offer": f"{kind}-{uuid.uuid4()}",
               "vehicle": {"id": kind, "type": kind, "description": description, "maxPassengers": seats},
               "fare": fare, "ends": utc(start + timedelta(minutes=30)),
               "validUntil": utc(datetime.now(timezone.utc) + timedelta(minutes=15))}


class Handler(BaseHTTPRequestHandler):
    """Answers requests for prices, and at /confirm confirms each booking."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if not is_genuine(os.environ["PRICING_SECRET"], self.headers, body):
            self.send_error(401)
            return
        request = json.loads(body)
        answer = {"confirmed": True} if self.path.endswith("/confirm") else {"offers": list(offers(request))}
        self.send_response(200)
        content = json.dumps(answer).encode()
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)
        if self.server.record:
            headers = {name.lower(): value for name, value in self.headers.items()}
            with open(self.server.record, "a", encoding="utf-8") as file:
                line = {"path": self.path, "headers": headers, "body": body.decode(), "answer": content.decode()}
                file.write(json.dumps(line) + "\n")


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--port", type=int, default=5095)
    options.add_argument("--record", help="a file to which each request is appended with its answer")
    chosen = options.parse_args()
    server = ThreadingHTTPServer(("127.0.0.1", chosen.port), Handler)
    server.record = chosen.record
    server.serve_forever()


if __name__ == "__main__":
    main()
