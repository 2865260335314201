using GroundTransport.Application.PostBacks;
using GroundTransport.Infrastructure.ConcurWire.Xml;

namespace GroundTransport.Infrastructure.ConcurWire.PostBacks;

/// <summary>Reads Concur's response to a PostBack, whatever its root or namespace; never throws, whatever the bytes.</summary>
public static class PostBackResponseReader
{
    /// <param name="body">Bounded by the caller.</param>
    /// <returns>
    /// Success, Error, or Unreadable for anything else (a proxy's page, a truncated response), with Concur's own text. That
    /// text is for people: it differs between versions, so nothing may match on it.
    /// </returns>
    public static (PostBackAnswerKind Kind, string Text) Read(ReadOnlyMemory<byte> body)
    {
        if (WireReader.Read(body, out _) is not { } root)
            return (PostBackAnswerKind.Unreadable, "");
        var error = root.Name == "Error" ? root : root.Child("Error");
        // The protocol writes an empty Error beside a Success.
        if (error is { HasValue: true })
            return (PostBackAnswerKind.Error, TextOf(error));
        if (root.Child("Success") is { } success)
            return (PostBackAnswerKind.Success, TextOf(success));
        return (error is null ? PostBackAnswerKind.Unreadable : PostBackAnswerKind.Error, "");
    }

    private static string TextOf(WireElement element) =>
        string.Join(' ', element.Children.Select(TextOf).Prepend(element.Text).Where(text => text.Length > 0));
}
