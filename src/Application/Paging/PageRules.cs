using FluentValidation;

namespace GroundTransport.Application.Paging;

/// <summary>Validation rules of every list.</summary>
internal static class PageRules
{
    public static IRuleBuilderOptions<T, int> PageLimit<T>(this IRuleBuilder<T, int> rule) =>
        rule.InclusiveBetween(1, Cursor.LongestPage).OverridePropertyName("limit").WithMessage($"From 1 to {Cursor.LongestPage}.");

    public static IRuleBuilderOptions<T, string?> PageCursor<T>(this IRuleBuilder<T, string?> rule, Func<string, object?> read) =>
        rule.PageCursor((_, cursor) => read(cursor));

    /// <summary>A cursor that depends on the list's order.</summary>
    public static IRuleBuilderOptions<T, string?> PageCursor<T>(this IRuleBuilder<T, string?> rule, Func<T, string, object?> read) =>
        rule.Must((list, cursor) => cursor is null || read(list, cursor) is not null)
            .OverridePropertyName("cursor").WithMessage("Invalid cursor for this list. Start without one.");
}
