namespace GroundTransport.Api.Hosting;

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
}
