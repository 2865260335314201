using System.Text;
using System.Xml.Linq;

namespace ConcurSimulator.PostBacks;

/// <summary>What Concur writes in answer to a PostBack.</summary>
internal static class Answers
{
    public static byte[] Success { get; } = Encode(new XElement("CC_LimoPostBackResponse", new XElement("Success", "Updated Trip Status successfully.")));

    /// <summary>Under HTTP 200: the message came through, but Concur wants nothing of it.</summary>
    public static byte[] Error(string text) =>
        Encode(new XElement("CC_LimoPostBackResponse", new XElement("Version", "1.0"), new XElement("Error", text)));

    /// <summary>Under a status of 400 and above.</summary>
    public static byte[] HttpError(string text, DateTimeOffset now) => Encode(new XElement("Error",
        new XElement("Message", text),
        new XElement("Server-Time", now.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss", System.Globalization.CultureInfo.InvariantCulture)),
        new XElement("Id", Guid.NewGuid())));

    public static byte[] Page { get; } = "<!DOCTYPE html><html><body><h1>Down for maintenance<br>Please try again later</h1></body></html>"u8.ToArray();

    public static async Task Write(HttpContext context, int status, byte[] body, string contentType = "application/xml")
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }

    private static byte[] Encode(XElement answer) => Encoding.UTF8.GetBytes(answer.ToString(SaveOptions.DisableFormatting));
}
