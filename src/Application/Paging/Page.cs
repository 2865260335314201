namespace GroundTransport.Application.Paging;

/// <summary>A page of a list, and the cursor of the next page; null: the last page.</summary>
/// <param name="Items">The items.</param>
/// <param name="Next">The next page's cursor; null: this is the last page.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);
