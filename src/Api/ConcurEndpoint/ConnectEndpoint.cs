using System.Net;
using System.Threading.RateLimiting;
using GroundTransport.Api.Limits;
using GroundTransport.Application.ConcurApps;
using GroundTransport.Domain;
using MediatR;

namespace GroundTransport.Api.ConcurEndpoint;

/// <summary>
/// The page to which the App Center redirects a customer's administrator after Connect, with a request token in the URL. The
/// request has no state and no credentials, so it connects nothing: it is stored until an operator assigns it.
/// </summary>
public sealed class ConnectEndpoint : IDisposable
{
    public const string Path = "/concur/connect";

    /// <summary>More than anyone sends by hand. It slows down guessing from one network without affecting others.</summary>
    public const int MaxPerMinute = 20;

    private readonly PartitionedRateLimiter<IPAddress> limiter =
        PartitionedRateLimiter.Create<IPAddress, string>(address => RateLimitPartition.GetFixedWindowLimiter(
            CallerNetwork.Of(address),
            _ => new FixedWindowRateLimiterOptions { PermitLimit = MaxPerMinute, Window = TimeSpan.FromMinutes(1) }));

    public async Task<IResult> Answer(HttpContext context, IMediator mediator, CancellationToken ct)
    {
        // The URL contains the token: no cache may store the page, and no link may send its URL as the referrer.
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        using var permit = limiter.AttemptAcquire(context.Connection.RemoteIpAddress ?? IPAddress.None);
        if (!permit.IsAcquired)
        {
            context.Response.Headers.RetryAfter = "60";
            return Page(429, "Too many requests", "Wait a minute, then click Connect in the App Center again.");
        }
        // Query keys match in any case: userID too.
        var query = context.Request.Query;
        var connection = new ReceiveConnection(query["id"].ToString(), query["userId"].ToString(), query["requestToken"].ToString(),
            CallerNetwork.Of(context.Connection.RemoteIpAddress));
        var received = await mediator.Send(connection, ct);
        return received.Match(
            _ => Page(200, "Your request was received",
                "The ride supplier now connects your company to its service. This is done by hand within twelve hours; "
                + "if it takes longer, you have to connect again. There is nothing else to do: you can close this page."),
            refusal => refusal.Kind is RefusalKind.Request
                ? Page(400, "This address is incomplete",
                    "It must come from SAP Concur's App Center. Open the App Center, select the supplier's listing, and click Connect.")
                : Page(503, "Your request couldn't be stored",
                    "Please inform the ride supplier, and connect again from the App Center in an hour."));
    }

    public void Dispose() => limiter.Dispose();

    private static IResult Page(int status, string title, string text) => Results.Text($"""
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title></head>
        <body><h1>{title}</h1><p>{text}</p></body></html>
        """, "text/html; charset=utf-8", statusCode: status);
}

/// <summary>Maps the App Center's redirect.</summary>
public static class ConnectEndpointRoutes
{
    public static void MapConnect(this IEndpointRouteBuilder routes) => routes.MapGet(ConnectEndpoint.Path,
        (HttpContext context, ConnectEndpoint endpoint, IMediator mediator, CancellationToken ct) =>
            endpoint.Answer(context, mediator, ct));
}
