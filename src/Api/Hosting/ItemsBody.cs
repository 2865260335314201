namespace GroundTransport.Api.Hosting;

/// <summary>A list without pages.</summary>
/// <param name="Items">The items.</param>
public sealed record ItemsBody<T>(IReadOnlyList<T> Items);
