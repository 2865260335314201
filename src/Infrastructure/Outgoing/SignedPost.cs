using System.Globalization;
using System.Net.Http.Headers;
using GroundTransport.Application.Signing;

namespace GroundTransport.Infrastructure.Outgoing;

/// <summary>A JSON message to the supplier, signed by the Standard Webhooks specification.</summary>
internal static class SignedPost
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private static readonly ProductInfoHeaderValue Product = new("GroundTransport", null);

    /// <param name="id">Unique for each message, the same if it is sent again.</param>
    public static HttpRequestMessage Create(Uri url, string id, byte[] body, IReadOnlyList<string> secrets, DateTimeOffset now)
    {
        // The length of ByteArrayContent is known: the request has a Content-Length and isn't chunked.
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = Json;
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = content };
        request.Headers.UserAgent.Add(Product);
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", MessageSignature.Of(secrets, id, now, body));
        return request;
    }
}
