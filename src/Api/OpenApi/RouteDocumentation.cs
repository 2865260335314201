namespace GroundTransport.Api.OpenApi;

/// <summary>
/// What the OpenAPI document says of a route. Its parameters are described by <c>[Description]</c>, its bodies by the XML comments of
/// their types; what routes have in common (problems, headers, pages) <see cref="OperationTransformer"/> adds.
/// </summary>
public static class RouteDocumentation
{
    /// <inheritdoc cref="WithDocumentation(RouteHandlerBuilder, string, string, string)"/>
    /// <typeparam name="T">The body of the successful response.</typeparam>
    public static RouteHandlerBuilder WithDocumentation<T>(
        this RouteHandlerBuilder route, string operationId, string summary, string description, int status = 200) =>
        route.WithDocumentation(operationId, summary, description).Produces<T>(status);

    /// <param name="route">The route.</param>
    /// <param name="operationId">A plain verb and noun, such as <c>acceptReservation</c>: generated clients name their methods so.</param>
    /// <param name="summary">A few words, such as "Accept a reservation".</param>
    /// <param name="description">What it does, in a sentence or two.</param>
    public static RouteHandlerBuilder WithDocumentation(
        this RouteHandlerBuilder route, string operationId, string summary, string description) =>
        route.WithName(operationId).WithSummary(summary).WithDescription(description);

    /// <summary>The route calls Concur, and responds with 502 if Concur refuses the call or doesn't respond.</summary>
    public static RouteHandlerBuilder ProducesBadGateway(this RouteHandlerBuilder route) => route.MayRefuse(502);

    /// <summary>The route has a problem of its own, with this status.</summary>
    public static RouteHandlerBuilder MayRefuse(this RouteHandlerBuilder route, int status) =>
        route.WithMetadata(new ProblemMetadata(status));

    /// <summary>The route compares the <c>If-Match</c> header with the current version.</summary>
    public static RouteHandlerBuilder AcceptsIfMatch(this RouteHandlerBuilder route) =>
        route.WithMetadata(new IfMatchMetadata(IsRequired: false));

    /// <summary>The route refuses a call without an <c>If-Match</c> header.</summary>
    public static RouteHandlerBuilder RequiresIfMatch(this RouteHandlerBuilder route) =>
        route.WithMetadata(new IfMatchMetadata(IsRequired: true));

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
public sealed record IfMatchMetadata(bool IsRequired);

/// <summary>A problem that not every route has.</summary>
public sealed record ProblemMetadata(int Status);

/// <summary>An example of a route's request or response body, as JSON.</summary>
public sealed record ExampleMetadata(bool IsRequest, Func<string> Json);
