using System.Security.Cryptography;
using System.Text;
using GroundTransport.Application;
using GroundTransport.Application.Callers;
using GroundTransport.Domain;

namespace GroundTransport.Api.Hosting;

/// <summary>Reads <c>Idempotency-Key</c> and hashes the request, so that the key can't be used again for another request.</summary>
public static class IdempotencyKeyMiddleware
{
    private const int MaxLength = 100;

    public static IApplicationBuilder UseIdempotencyKeys(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (!HttpMethods.IsPost(context.Request.Method) || context.Items[typeof(Operator)] is not Operator caller
            || context.Request.Headers[RestConventions.IdempotencyKeyHeader].ToString() is not { Length: > 0 } key)
        {
            await next(context);
        }
        else if (CardNumbers.AreIn(key))
            await Problems.Result(context, CardNumberGuard.Refusal(RestConventions.IdempotencyKeyHeader)).ExecuteAsync(context);
        else if (key.Length > MaxLength || key.Any(character => character is < '!' or > '~'))
        {
            var invalid = Refusal.Request(RestConventions.IdempotencyKeyHeader,
                $"Invalid Idempotency-Key. Use 1 to {MaxLength} visible ASCII characters, new for each request.");
            await Problems.Result(context, invalid).ExecuteAsync(context);
        }
        else
        {
            context.Items[typeof(Operator)] = caller with { IdempotencyKey = new IdempotencyKey(Hash(key), await Hash(context.Request)) };
            await next(context);
        }
    });

    /// <summary>The key may be anything that the caller chose: only its hash is stored.</summary>
    private static string Hash(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    private static async Task<string> Hash(HttpRequest request)
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
