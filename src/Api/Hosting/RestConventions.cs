using System.Globalization;
using GroundTransport.Application;
using GroundTransport.Application.Callers;
using GroundTransport.Domain;

namespace GroundTransport.Api.Hosting;

/// <summary>What all REST endpoints have in common: the caller, <c>If-Match</c>, <c>ETag</c> and words in the query.</summary>
public static class RestConventions
{
    public const string IdempotencyKeyHeader = "Idempotency-Key";

    /// <summary>The authenticated caller.</summary>
    public static Operator Caller(HttpContext context) => (Operator)context.Items[typeof(Operator)]!;

    /// <summary>The address that a call came from; empty: unknown.</summary>
    public static string AddressOf(HttpContext context) => context.Connection.RemoteIpAddress switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } mapped => mapped.MapToIPv4().ToString(),
        var address => address.ToString(),
    };

    /// <summary>The version that the caller has read; null if the header is absent or <c>*</c>.</summary>
    public static Outcome<int?> IfMatch(HttpContext context)
    {
        var match = context.Request.Headers.IfMatch.ToString();
        if (match.Length == 0 || match == "*")
            return (int?)null;
        // A GET's tag has the content's hash after the version; a proxy that compresses makes it a weak one.
        var tag = (match.StartsWith("W/", StringComparison.Ordinal) ? match[2..] : match).Trim('"');
        return int.TryParse(tag.Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : Refusal.Request("If-Match", "Invalid If-Match. Send the ETag of the last read, such as \"3\", or *.");
    }

    public static void SetETag(HttpContext context, int version) =>
        context.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>The value that a word in the query names, in any case; null if it is absent.</summary>
    public static Outcome<T?> ParseEnum<T>(string field, string? word)
        where T : struct, Enum
    {
        if (word is null)
            return (T?)null;
        return EnumWords.Parse<T>(word) is { } value ? value : Refusal.Request(field, $"Unknown {field}. {EnumWords.Choices(typeof(T))}");
    }

    /// <summary>The values of a parameter that is sent several times, or once with commas; null if it is absent.</summary>
    public static Outcome<IReadOnlyList<T>?> ParseEnums<T>(string field, string[]? words)
        where T : struct, Enum
    {
        if (words is null or [])
            return Outcome<IReadOnlyList<T>?>.Of(null);
        var values = new List<T>();
        foreach (var word in words.SelectMany(text => text.Split(',', StringSplitOptions.TrimEntries)))
        {
            if (ParseEnum<T>(field, word) is var parsed && parsed.IsRefused)
                return parsed.Refusal;
            values.Add(parsed.Value!.Value);
        }
        return Outcome<IReadOnlyList<T>?>.Of(values);
    }
}
