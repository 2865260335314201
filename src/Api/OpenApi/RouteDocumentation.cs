namespace GroundTransport.Api.OpenApi;

/// <summary>What the OpenAPI document contains for a route.</summary>
public static class RouteDocumentation
{
    private static readonly int[] CommonProblems = [400, 401, 403, 404, 409, 412, 413, 422];

    /// <summary>A summary, the type of the successful response, and the problems that every route may return.</summary>
    public static RouteHandlerBuilder WithDocumentation<T>(this RouteHandlerBuilder route, string summary, int status = 200) =>
        route.WithDocumentation(summary).Produces<T>(status);

    /// <summary>A summary, and the problems that every route may return.</summary>
    public static RouteHandlerBuilder WithDocumentation(this RouteHandlerBuilder route, string summary)
    {
        foreach (var status in CommonProblems)
            route.ProducesProblem(status);
        return route.WithSummary(summary);
    }

    /// <summary>The route calls Concur, and responds with 502 if Concur refuses the call or doesn't respond.</summary>
    public static RouteHandlerBuilder ProducesBadGateway(this RouteHandlerBuilder route) => route.ProducesProblem(502);

    /// <summary>The route compares the <c>If-Match</c> header with the current version.</summary>
    public static RouteHandlerBuilder AcceptsIfMatch(this RouteHandlerBuilder route) => route.WithMetadata(new IfMatchMetadata());

    public static RouteHandlerBuilder WithRequestExample(this RouteHandlerBuilder route, string json) =>
        route.WithRequestExample(() => json);

    public static RouteHandlerBuilder WithRequestExample(this RouteHandlerBuilder route, Func<string> json) =>
        route.WithMetadata(new ExampleMetadata(IsRequest: true, json));

    public static RouteHandlerBuilder WithResponseExample(this RouteHandlerBuilder route, string json) =>
        route.WithResponseExample(() => json);

    public static RouteHandlerBuilder WithResponseExample(this RouteHandlerBuilder route, Func<string> json) =>
        route.WithMetadata(new ExampleMetadata(IsRequest: false, json));
}

/// <summary>Marks a route that compares <c>If-Match</c>.</summary>
public sealed record IfMatchMetadata;

/// <summary>An example of a route's request or response body, as JSON.</summary>
public sealed record ExampleMetadata(bool IsRequest, Func<string> Json);
