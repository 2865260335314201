namespace GroundTransport.Application.Paging;

/// <summary>A page of a list, and the cursor of the next page; null: the last page.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);
