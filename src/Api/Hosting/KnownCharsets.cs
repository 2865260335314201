using System.Text;
using Microsoft.Net.Http.Headers;

namespace GroundTransport.Api.Hosting;

/// <summary>Charsets of a request's body.</summary>
public static class KnownCharsets
{
    /// <summary>Refuses a charset that doesn't exist, which ASP.NET Core would report as a failure.</summary>
    public static IApplicationBuilder UseKnownCharsets(this IApplicationBuilder app) => app.Use((context, next) =>
        MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) && !IsKnown(type.Charset.Value)
            ? Problems.Result(context, 415, "unsupportedMediaType", "Unknown charset. Send UTF-8, as Content-Type: application/json.")
                .ExecuteAsync(context)
            : next(context));

    private static bool IsKnown(string? charset)
    {
        if (string.IsNullOrEmpty(charset))
            return true;
        try
        {
            return Encoding.GetEncoding(charset.Trim('"')) is not null;
        }
        catch (Exception unknown) when (unknown is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }
}
