using System.Net.Http.Headers;
using System.Text;
using GroundTransport.Application.ConcurApps;
using GroundTransport.Application.Outbox;
using GroundTransport.Infrastructure.ConcurWire.Receipts;

namespace GroundTransport.Infrastructure.ConcurClient.Receipts;

/// <summary>The requests to Concur's receipt service (receipts-v4: Endpoints).</summary>
internal static class ReceiptRequests
{
    private static readonly MediaTypeWithQualityHeaderValue Json = new("application/json");

    public static Uri UsersReceipts(Uri geolocation, string userId) => new(geolocation, $"/receipts/v4/users/{userId}");

    public static Uri StatusOf(Uri geolocation, string receiptId) => new(geolocation, $"/receipts/v4/status/{receiptId}");

    public static HttpRequestMessage Get(Uri url, AccessToken.Available token) => new(HttpMethod.Get, url)
    {
        Headers = { Authorization = Authorization(token), Accept = { Json } },
    };

    /// <summary>With a picture as a form of two parts, without one as plain JSON.</summary>
    public static HttpRequestMessage Post(ReceiptDelivery row, AccessToken.Available token)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, UsersReceipts(token.Geolocation, row.UserId))
        {
            Content = row.Image is { } image ? Form(row, image) : Receipt(row),
            Headers = { Authorization = Authorization(token), Accept = { Json } },
        };
        message.Headers.TryAddWithoutValidation("Link", $"<{ReceiptEncoder.Schema}>;rel=describedBy");
        return message;
    }

    private static ByteArrayContent Receipt(ReceiptDelivery row)
    {
        // The length of ByteArrayContent is known: the request has a Content-Length and isn't chunked.
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(row.Payload));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }

    private static MultipartFormDataContent Form(ReceiptDelivery row, ReceiptImage image)
    {
        var boundary = Guid.NewGuid().ToString("N");
        var picture = new ByteArrayContent(image.Content);
        picture.Headers.ContentType = new MediaTypeHeaderValue(image.ContentType);
        // Names in quotes and a boundary without them, as browsers and curl write a form.
        var form = new MultipartFormDataContent(boundary)
        {
            { Receipt(row), "\"receipt\"" },
            { picture, "\"image\"", $"\"receipt.{image.ContentType.Split('/')[1]}\"" },
        };
        form.Headers.ContentType = MediaTypeHeaderValue.Parse($"multipart/form-data; boundary={boundary}");
        return form;
    }

    private static AuthenticationHeaderValue Authorization(AccessToken.Available token) => new("Bearer", token.Value);
}
