using GroundTransport.Infrastructure.ConcurWire.Codec;
using GroundTransport.Infrastructure.ConcurWire.Messages;

namespace GroundTransport.Infrastructure.ConcurWire;

/// <summary>Reads Concur's answer to a PostBack, whatever its root or namespace; never throws, whatever the bytes.</summary>
public static class PostBackResponseReader
{
    /// <param name="body">Bounded by the caller.</param>
    public static PostBackResponse Read(ReadOnlyMemory<byte> body)
    {
        if (WireReader.Read(body, out _) is not { } root)
            return new PostBackResponse.NotXml();
        var error = root.Name == "Error" ? root : root.Child("Error");
        // An empty Error beside a Success is the protocol's way of saying that there is none.
        if (error is { HasValue: true })
            return new PostBackResponse.Error(TextOf(error));
        if (root.Child("Success") is { } success)
            return new PostBackResponse.Success(TextOf(success));
        return error is null ? new PostBackResponse.NotXml() : new PostBackResponse.Error("");
    }

    private static string TextOf(WireElement element) =>
        string.Join(' ', element.Children.Select(TextOf).Prepend(element.Text).Where(text => text.Length > 0));
}
