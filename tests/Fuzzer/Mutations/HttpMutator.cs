using System.Globalization;
using System.Text;

namespace GroundTransport.Fuzzer.Mutations;

/// <summary>Changes a request below HTTP: its line, its headers, the framing of its body, its bytes.</summary>
internal static class HttpMutator
{
    private static readonly string[] Methods =
        ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "CONNECT", "post", "X", ""];
    private static readonly string[] Versions = ["HTTP/1.1", "HTTP/1.0", "HTTP/0.9", "HTTP/2.0", "HTTP/9.9", "http/1.1", "", "HTTP/1.1 x"];

    private static readonly string[] Targets =
    [
        "/", "*", "//", "/../", "/%00", "/%", "/%zz", "/?", "?", "/console/", "/console/rides?q=%ff", "/metrics", "/health/ready",
        "/openapi/v1.json",
        "http://other/concur/groundtransportation", "/concur/groundtransportation/", "/concur/groundtransportation?x=1",
        "/concur/connect?id=1",
        "/api/v1/events?wait=0&after=end", "/api/v1/reservations?limit=-1", "/system/v1.0/testconnection",
        "/api/v1/reservations?q=%F0%9F",
    ];

    private static readonly string[] Headers =
    [
        "Content-Length: 0", "Content-Length: -1", "Content-Length: +5", "Content-Length: 5, 5", "Content-Length: 99999999999999999999",
        "Content-Length: 0x5", "Transfer-Encoding: chunked", "Transfer-Encoding: gzip, chunked", "Transfer-Encoding: identity",
        "Transfer-Encoding : chunked", "Content-Encoding: gzip", "Content-Encoding: deflate", "Expect: 100-continue", "Expect: x",
        "Connection: close", "Connection: upgrade", "Upgrade: h2c", "Upgrade: websocket", "Host: ", "Host: a b", "Host: [::1",
        "Host: x:99999",
        "Content-Type: application/json; charset=x", "Content-Type: text/xml; charset=utf-16",
        "Content-Type: multipart/form-data; boundary=x",
        "Content-Type: application/x-www-form-urlencoded", "Content-Type: ;", "Content-Type: a/b/c", "Accept: ",
        "Accept: application/json;q=x",
        "Accept-Encoding: gzip;q=9", "Accept-Language: *", "If-Match: \"", "If-Match: *", "If-None-Match: W/\"", "If-Modified-Since: x",
        "Range: bytes=0-0", "Range: bytes=9-1,-", "Authorization: Basic", "Authorization: Basic !!!", "Authorization: Bearer",
        "Authorization: ",
        "Cookie: groundtransport-console=x", "Cookie: =;=;", "X-Forwarded-For: 1.2.3.4, x", "X-Forwarded-Proto: https",
        "Forwarded: for=\"_x\"",
        "concur-correlationid: \u00e9", "Idempotency-Key: a", "Idempotency-Key: a\tb", "traceparent: 00-0-0-0", "tracestate: =",
        "baggage: a=%zz",
        "Last-Event-ID: x", "X: a\0b", "X: a\nb", " X: folded", "X", ":", "Te: trailers", "Trailer: X", "Date: x",
        "Origin: https://a.example",
        "Access-Control-Request-Method: PUT", "Sec-WebSocket-Key: x", "HTTP2-Settings: AAAA", "Content-Range: bytes 0-1/2",
    ];

    /// <param name="request">A request that is right.</param>
    public static byte[] Mutate(HttpCall request, Random random)
    {
        var line = $"{request.Method} {request.Target} HTTP/1.1";
        var headers = new List<string>(request.Headers) { "Host: gateway" };
        var body = request.Body;
        var chunked = random.Next(4) == 0;
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            switch (random.Next(8))
            {
                case 0:
                    line = $"{Methods[random.Next(Methods.Length)]} {request.Target} HTTP/1.1";
                    break;
                case 1:
                    line = $"{request.Method} {Target(request, random)} {Versions[random.Next(Versions.Length)]}";
                    break;
                case < 5:
                    headers.Insert(random.Next(headers.Count + 1), Headers[random.Next(Headers.Length)]);
                    break;
                case 5:
                    headers.RemoveAt(random.Next(headers.Count));
                    headers.Add("X-Padding: " + new string('x', 1 << random.Next(4, 16)));
                    break;
                case 6:
                    body = Bytes.Break(body, random);
                    break;
                default:
                    headers.Add(new string(HostileValues.Any(random).Where(c => c is not ('\r' or '\n')).Take(3000).ToArray()));
                    break;
            }
        }
        var head = $"{line}\r\n{string.Join("\r\n", headers)}\r\n";
        byte[] sent = chunked
            ? [.. Encoding.UTF8.GetBytes(head + "Transfer-Encoding: chunked\r\n\r\n"), .. Chunks(body, random)]
            : [.. Encoding.UTF8.GetBytes(head + $"Content-Length: {body.Length}\r\n\r\n"), .. body];
        return random.Next(5) == 0 ? Bytes.Break(sent, random) : sent;
    }

    private static string Target(HttpCall request, Random random) => random.Next(3) switch
    {
        0 => Targets[random.Next(Targets.Length)],
        1 => $"{request.Target}?{Uri.EscapeDataString([.. HostileValues.Any(random).Where(c => !char.IsSurrogate(c))])}=1",
        _ => "/" + new string('a', 1 << random.Next(4, 15)),
    };

    private static byte[] Chunks(byte[] body, Random random)
    {
        var sent = new List<byte>();
        for (var at = 0; at < body.Length;)
        {
            var length = Math.Min(random.Next(1, 2000), body.Length - at);
            var size = random.Next(20) switch
            {
                0 => "x",
                1 => "FFFFFFFF",
                2 => $"{length:x};a=\"b",
                3 => $"0{length:X}",
                _ => length.ToString("x", CultureInfo.InvariantCulture),
            };
            sent.AddRange(Encoding.ASCII.GetBytes(size + "\r\n"));
            sent.AddRange(body.AsSpan(at, length));
            sent.AddRange("\r\n"u8);
            at += length;
        }
        sent.AddRange(random.Next(4) == 0 ? "0\r\nX: y\r\n\r\n"u8 : "0\r\n\r\n"u8);
        return [.. sent];
    }
}
