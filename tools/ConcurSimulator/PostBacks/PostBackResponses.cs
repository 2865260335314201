using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace ConcurSimulator.PostBacks;

/// <summary>Concur's responses to a PostBack.</summary>
internal static class PostBackResponses
{
    public static byte[] Success { get; } =
        Encode(new XElement("CC_LimoPostBackResponse", new XElement("Success", "Updated Trip Status successfully.")));

    public static byte[] MaintenancePage { get; } =
        "<!DOCTYPE html><html><body><h1>Down for maintenance<br>Please try again later</h1></body></html>"u8.ToArray();

    /// <summary>Sent with status 200: the message was read, but Concur rejects it.</summary>
    public static byte[] Error(string text) =>
        Encode(new XElement("CC_LimoPostBackResponse", new XElement("Version", "1.0"), new XElement("Error", text)));

    /// <summary>Sent with a status of 400 or above.</summary>
    public static byte[] HttpError(string text, DateTimeOffset now) => Encode(new XElement("Error",
        new XElement("Message", text),
        new XElement("Server-Time", now.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture)),
        new XElement("Id", Guid.NewGuid())));

    public static async Task Write(HttpContext context, int status, byte[] body, string contentType = "application/xml")
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }

    private static byte[] Encode(XElement response) => Encoding.UTF8.GetBytes(response.ToString(SaveOptions.DisableFormatting));
}
