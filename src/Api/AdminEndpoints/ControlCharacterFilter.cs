using GroundTransport.Api.Hosting;
using GroundTransport.Application;
using GroundTransport.Domain;

namespace GroundTransport.Api.AdminEndpoints;

/// <summary>
/// Rejects control characters in the path and the query on every route: some of them (NUL) can't be sent to a database,
/// and would end in a 500.
/// </summary>
public static class ControlCharacterFilter
{
    public static RouteGroupBuilder RejectControlCharacters(this RouteGroupBuilder routes) => routes.AddEndpointFilter(async (call, next) =>
        FindInvalidParameter(call.HttpContext.Request) is { } name
            ? Problems.Result(call.HttpContext, Refusal.Request(name, "Control characters aren't allowed."))
            : await next(call));

    private static string? FindInvalidParameter(HttpRequest request)
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
