using GroundTransport.Api.Hosting;
using GroundTransport.Application;
using GroundTransport.Domain;

namespace GroundTransport.Api.AdminEndpoints;

/// <summary>Path and query of a call: a text that a database can't even be asked for (a NUL) is its sender's mistake, on every route.</summary>
public static class PlainAddress
{
    public static RouteGroupBuilder RefusesStrangeAddresses(this RouteGroupBuilder routes) => routes.AddEndpointFilter(async (call, next) =>
        StrangePart(call.HttpContext.Request) is { } part
            ? Problems.Result(call.HttpContext, Refusal.Request(part, "Without control characters."))
            : await next(call));

    private static string? StrangePart(HttpRequest request)
    {
        foreach (var (name, value) in request.RouteValues)
        {
            if (value is string text && !PlainText.Is(text))
                return name;
        }
        foreach (var (name, values) in request.Query)
        {
            if (values.Any(text => text is not null && !PlainText.Is(text)))
                return PlainText.Is(name) ? name : "query";
        }
        return null;
    }
}
