namespace GroundTransport.Api.OpenApi;

/// <summary>What the OpenAPI document says of a route.</summary>
public static class RouteDescriptions
{
    private static readonly int[] Problems = [400, 401, 403, 404, 409, 412, 413, 422];

    public static RouteHandlerBuilder Describes<T>(this RouteHandlerBuilder route, string summary, int status = 200) =>
        route.Describes(summary).Produces<T>(status);

    public static RouteHandlerBuilder Describes(this RouteHandlerBuilder route, string summary)
    {
        foreach (var status in Problems)
            route.ProducesProblem(status);
        return route.WithSummary(summary);
    }

    /// <summary>A call that asks Concur, and says so where Concur refuses or gives no answer.</summary>
    public static RouteHandlerBuilder AsksConcur(this RouteHandlerBuilder route) => route.ProducesProblem(502);

    public static RouteHandlerBuilder ComparesVersions(this RouteHandlerBuilder route) => route.WithMetadata(new TakesIfMatch());

    /// <summary>An example of the body that it takes.</summary>
    public static RouteHandlerBuilder Takes(this RouteHandlerBuilder route, string json) => route.WithMetadata(new Example(true, () => json));

    /// <inheritdoc cref="Takes(RouteHandlerBuilder, string)"/>
    public static RouteHandlerBuilder Takes(this RouteHandlerBuilder route, Func<string> json) => route.WithMetadata(new Example(true, json));

    /// <summary>An example of what it answers.</summary>
    public static RouteHandlerBuilder Gives(this RouteHandlerBuilder route, string json) => route.WithMetadata(new Example(false, () => json));

    /// <inheritdoc cref="Gives(RouteHandlerBuilder, string)"/>
    public static RouteHandlerBuilder Gives(this RouteHandlerBuilder route, Func<string> json) => route.WithMetadata(new Example(false, json));
}
