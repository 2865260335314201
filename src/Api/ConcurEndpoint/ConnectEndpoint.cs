using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using GroundTransport.Application.ConcurApps;
using GroundTransport.Domain;
using MediatR;

namespace GroundTransport.Api.ConcurEndpoint;

/// <summary>
/// Where the App Center sends a customer's administrator after Connect, with a request token in the address. It carries no
/// state and no credentials, so nothing is connected by it: it waits until an operator assigns it.
/// </summary>
public sealed class ConnectEndpoint : IDisposable
{
    public const string Path = "/concur/connect";

    /// <summary>Nobody connects by hand so often; who guesses is slowed, and no others with him.</summary>
    public const int MostPerMinute = 20;

    private readonly PartitionedRateLimiter<IPAddress> limiter = PartitionedRateLimiter.Create<IPAddress, string>(address => RateLimitPartition.GetFixedWindowLimiter(
        Network(address), _ => new FixedWindowRateLimiterOptions { PermitLimit = MostPerMinute, Window = TimeSpan.FromMinutes(1) }));

    public async Task<IResult> Answer(HttpContext context, IMediator mediator, CancellationToken ct)
    {
        // The address holds the token: no cache keeps the page, and no link on it would tell where it was.
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        using var permit = limiter.AttemptAcquire(context.Connection.RemoteIpAddress ?? IPAddress.None);
        if (!permit.IsAcquired)
        {
            context.Response.Headers.RetryAfter = "60";
            return Page(429, "Too many at once", "Wait a minute, then open Connect in the App Center again.");
        }
        // Keys of a query are found in any case: userID too.
        var query = context.Request.Query;
        var received = await mediator.Send(new ReceiveConnection(query["id"].ToString(), query["userId"].ToString(), query["requestToken"].ToString()), ct);
        return received.Match(
            _ => Page(200, "Your request has arrived",
                "The ride supplier now links your company to its service. That is done by hand and within twelve hours; after that you would have to connect once more. There is nothing else to do here: you can close this page."),
            refusal => refusal.Kind is RefusalKind.Request
                ? Page(400, "This address isn't complete", "It must come from SAP Concur's App Center. Open the App Center, choose the supplier's listing, and click Connect.")
                : Page(503, "Your request couldn't be kept", "Please tell the ride supplier, and connect again from the App Center in an hour."));
    }

    public void Dispose() => limiter.Dispose();

    /// <summary>Whoever has one IPv6 address has all of its network.</summary>
    private static string Network(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)) : address.ToString();
    }

    private static IResult Page(int status, string title, string text) => Results.Text($"""
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title></head>
        <body><h1>{title}</h1><p>{text}</p></body></html>
        """, "text/html; charset=utf-8", statusCode: status);
}

/// <summary>Maps the App Center's landing.</summary>
public static class ConnectEndpointRoutes
{
    public static void MapConnect(this IEndpointRouteBuilder routes) => routes.MapGet(ConnectEndpoint.Path,
        (HttpContext context, ConnectEndpoint endpoint, IMediator mediator, CancellationToken ct) => endpoint.Answer(context, mediator, ct));
}
