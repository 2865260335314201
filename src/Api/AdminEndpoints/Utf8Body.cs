using System.Text;

namespace GroundTransport.Api.AdminEndpoints;

/// <summary>A body that is text and not bound to a type.</summary>
internal static class Utf8Body
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Null if it isn't valid UTF-8.</summary>
    public static async Task<string?> Read(HttpRequest request, CancellationToken ct)
    {
        try
        {
            using var reader = new StreamReader(request.Body, Utf8);
            return await reader.ReadToEndAsync(ct);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
