namespace GroundTransport.Api.AdminEndpoints;

/// <summary>Examples for the OpenAPI document. A test sends each request and deserializes each response.</summary>
public static class Examples
{
    public const string Vendor = """
        { "code": "OTL", "name": "Old Town Limousines", "phone": "703 555 0142", "currency": "USD", "timeZone": "America/New_York",
          "decisions": { "bookings": "manual", "changes": "manual", "cancellations": "automatic", "decideWithinMinutes": 30,
                         "onTimeout": { "bookings": "decline", "changes": "decline", "cancellations": "accept" } },
          "closeAfterHours": 24,
          "receipts": { "enabled": true, "legalName": "Old Town Limousines Inc.", "taxId": "54-1234567", "phone": "703 555 0142",
                        "webAddress": "https://www.example.com", "taxInvoice": false, "sendAfterMinutes": 30,
                        "address": { "street": "400 King Street", "city": "Alexandria", "state": "VA", "country": "US",
                                     "postalCode": "22314" } } }
        """;

    public const string VendorAnswer = """
        { "code": "OTL", "name": "Old Town Limousines", "phone": "703 555 0142", "currency": "USD", "timeZone": "America/New_York",
          "decisions": { "bookings": "manual", "changes": "manual", "cancellations": "automatic", "decideWithinMinutes": 30,
                         "onTimeout": { "bookings": "decline", "changes": "decline", "cancellations": "accept" } },
          "closeAfterHours": 24,
          "receipts": { "enabled": true, "legalName": "Old Town Limousines Inc.", "taxId": "54-1234567", "phone": "703 555 0142",
                        "webAddress": "https://www.example.com", "taxInvoice": false, "sendAfterMinutes": 30,
                        "address": { "street": "400 King Street", "city": "Alexandria", "state": "VA", "country": "US",
                                     "postalCode": "22314" } },
          "planVersion": 0, "version": 1 }
        """;

    public const string Pricing = """
        { "mode": "service", "url": "https://prices.example/groundtransport", "timeoutMs": 1500, "onFailure": "none", "confirm": false }
        """;

    public const string DirectConnect = """
        { "name": "Concur production", "vendorCodes": ["OTL"], "timesAre": "gmt", "postBack": { "enabled": true } }
        """;

    public const string IssuedCredentials = """
        { "id": "k3v9q2m7x4ab", "name": "Concur production", "userName": "concur-k3v9q2m7x4ab", "vendorCodes": ["OTL"], "timesAre": "gmt",
          "previousSecretsUntil": null, "postBack": { "enabled": true }, "version": 1,
          "password": "(32 characters, shown only once)", "token": "(32 characters, shown only once)" }
        """;

    public const string Rotation = """
        { "overlapHours": 48 }
        """;

    public const string ConcurApp = """
        { "clientId": "5c2f63d1-1d31-44a5-9d3c-7c1a2f0a9b11", "clientSecret": "as-SAP-Concur-issued-it",
          "geolocation": "https://us.api.concursolutions.com" }
        """;

    public const string ConcurAppAnswer = """
        { "clientId": "5c2f63d1-1d31-44a5-9d3c-7c1a2f0a9b11", "geolocation": "https://us.api.concursolutions.com",
          "state": "connected", "whatToDo": "",
          "lastAnswer": "Granted until 2030-03-04 13:00:00Z by us.api.concursolutions.com",
          "correlationId": "2803b8f8-a42b-43c2-a739-b8768e4759b8",
          "tokenGeolocation": "https://us.api.concursolutions.com",
          "refreshTokenExpiresAt": "2030-09-04T12:00:00+00:00", "accessTokenUntil": "2030-03-04T12:54:00+00:00",
          "renewedAt": "2030-03-04T12:00:00+00:00", "askAgainAt": null,
          "scopes": ["receipts.write"], "receipts": "granted", "version": 2 }
        """;

    public const string Authorization = """
        { "pendingConnection": "9f3b0c64d2a7e81f5c3d6b20" }
        """;

    public const string PendingConnections = """
        { "items": [ { "id": "9f3b0c64d2a7e81f5c3d6b20", "principal": "08bcca1e-0d4f-4261-9f1b-f778d96617d6",
                       "userId": "4f6a7f0e-55aa-4a58-8f6e-3f1f1f0f2a10",
                       "arrivedAt": "2030-03-04T12:00:00+00:00", "expiresAt": "2030-03-05T00:00:00+00:00" } ] }
        """;

    public const string ApiKey = """
        { "name": "dispatch desk", "role": "dispatch", "vendorCodes": ["OTL"] }
        """;

    public const string IssuedApiKey = """
        { "id": "p8r2c6h9w3de", "name": "dispatch desk", "role": "dispatch", "vendorCodes": ["OTL"],
          "createdAt": "2030-03-04T12:00:00+00:00", "createdBy": "owner", "expiresAt": null, "lastUsedAt": null,
          "key": "(32 characters, shown only once)" }
        """;

    public const string Explain = """
        { "serviceType": "toAirport",
          "pickup": { "kind": "address", "street": "400 King Street", "city": "Alexandria", "state": "VA", "country": "US",
                      "postalCode": "22314" },
          "dropoff": { "kind": "airport", "code": "DCA" }, "start": "2030-03-06T10:00", "passengers": 2 }
        """;

    public const string PriceCalendar = """
        { "month": "2030-03", "serviceType": "toAirport",
          "pickup": { "kind": "address", "street": "400 King Street", "city": "Alexandria", "state": "VA", "country": "US",
                      "postalCode": "22314" },
          "dropoff": { "kind": "airport", "code": "DCA" }, "passengers": 2 }
        """;

    public const string Accept = """
        { "confirmationNumber": "OTL4711", "feedback": "Your driver waits at the main entrance.", "externalReference": "job-20417" }
        """;

    public const string ReceiptRecipient = """
        { "concurUserId": "08bdda1e-0d4f-4261-9f1b-f9b8d9f817d6" }
        """;

    public const string Reason = """
        { "reason": "No vehicle is free at that time." }
        """;

    public const string Backup = """
        { "file": "/app/data/backups/groundtransport-20270105T030000Z.db", "bytes": 421888, "madeAt": "2027-01-05T03:00:00+00:00" }
        """;

    public const string Progress = """
        { "state": "onTheWay", "driver": { "name": "Driver 7", "phone": "703 555 0177" },
          "vehicle": { "plate": "L-204", "make": "Lincoln", "model": "Navigator", "colour": "black" } }
        """;

    public const string Close = """
        { "outcome": "completed", "finalFare": { "basePrice": 40.00, "serviceCharge": 5.00, "surCharge": 1.00, "tax": 1.69,
                                                  "extras": [{ "kind": "toll", "amount": 3.50 }, { "kind": "tip", "amount": 6.00 }] } }
        """;

    public const string Amend = """
        { "driver": { "name": "Driver 7", "phone": "703 555 0177", "number": "DFE154" }, "pickupInstructions": "Door 4, arrivals level" }
        """;

    public const string Webhook = """
        { "url": "https://dispatch.example/groundtransport", "description": "Dispatch system",
          "types": ["reservation.requested", "reservation.cancellationRequested"] }
        """;
}
