using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using GroundTransport.Application.Callers;
using GroundTransport.Domain;

namespace GroundTransport.Api.Hosting;

/// <summary>What every call of the supplier's side carries: who, which version was seen, and whether it may happen once only.</summary>
public static class OperatorCalls
{
    public const string IdempotencyKeyHeader = "Idempotency-Key";
    private const int LongestIdempotencyKey = 100;

    /// <summary>Who calls; authentication has put it there.</summary>
    public static Operator Caller(HttpContext context) => (Operator)context.Items[typeof(Operator)]!;

    /// <summary>The version that the caller has seen; null where it says none, or <c>*</c>.</summary>
    public static Outcome<int?> IfMatch(HttpContext context)
    {
        var match = context.Request.Headers.IfMatch.ToString();
        if (match.Length == 0 || match == "*")
            return (int?)null;
        return int.TryParse(match.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var seen)
            ? seen
            : Refusal.Request("If-Match", "If-Match takes the ETag that a read gave, such as \"3\", or *.");
    }

    /// <summary>A word of a query, in any case; null where it is absent.</summary>
    public static Outcome<T?> Word<T>(string field, string? word)
        where T : struct, Enum
    {
        if (word is null)
            return (T?)null;
        foreach (var value in Enum.GetValues<T>())
        {
            if (string.Equals(value.ToString(), word, StringComparison.OrdinalIgnoreCase))
                return (T?)value;
        }
        return Refusal.Request(field, $"One of {string.Join(", ", Enum.GetNames<T>().Select(JsonNamingPolicy.CamelCase.ConvertName))}.");
    }

    public static void Tag(HttpContext context, int version) =>
        context.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>Notes an <c>Idempotency-Key</c> with a hash of the whole request: the same key for another request is a mistake.</summary>
    public static IApplicationBuilder UseIdempotencyKeys(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (!HttpMethods.IsPost(context.Request.Method) || context.Items[typeof(Operator)] is not Operator caller
            || context.Request.Headers[IdempotencyKeyHeader].ToString() is not { Length: > 0 } key)
        {
            await next(context);
        }
        else if (key.Length > LongestIdempotencyKey || key.Any(character => character is < '!' or > '~'))
        {
            await Problems.Result(context, Refusal.Request(IdempotencyKeyHeader, $"1 to {LongestIdempotencyKey} visible ASCII characters, new for each request.")).ExecuteAsync(context);
        }
        else
        {
            context.Items[typeof(Operator)] = caller with { IdempotencyKey = new IdempotencyKey(key, await HashOf(context.Request)) };
            await next(context);
        }
    });

    private static async Task<string> HashOf(HttpRequest request)
    {
        request.EnableBuffering();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Path}{request.QueryString}\n"));
        var buffer = new byte[8192];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted)) > 0)
            hash.AppendData(buffer, 0, read);
        request.Body.Position = 0;
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
