using FluentValidation;

namespace GroundTransport.Application.Paging;

/// <summary>Validation rules of every list.</summary>
internal static class PageRules
{
    public static IRuleBuilderOptions<T, int> PageLimit<T>(this IRuleBuilder<T, int> rule) =>
        rule.InclusiveBetween(1, Cursor.LongestPage).OverridePropertyName("limit").WithMessage($"From 1 to {Cursor.LongestPage}.");

    public static IRuleBuilderOptions<T, string?> PageCursor<T>(this IRuleBuilder<T, string?> rule, Func<string, object?> read) =>
        rule.Must(cursor => cursor is null || read(cursor) is not null)
            .OverridePropertyName("cursor").WithMessage("Invalid cursor for this list. Start without one.");
}
