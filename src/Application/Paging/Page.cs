namespace GroundTransport.Application.Paging;

/// <summary>A page of a list, and the opaque cursor of the next; null on the last.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);
