using GroundTransport.Application.Callers;
using GroundTransport.Infrastructure.ConcurWire.Codec;
using GroundTransport.Infrastructure.ConcurWire.Messages;

namespace GroundTransport.Infrastructure.ConcurWire;

/// <summary>Reads what Concur sends. Lenient: any order, any namespace, unknown elements ignored; never throws, whatever the bytes.</summary>
public static class LimoRequests
{
    /// <param name="body">At most 256 KB: the caller sees to that.</param>
    public static LimoRequest Read(ReadOnlyMemory<byte> body, ConcurCall call)
    {
        if (WireReader.Read(body, out var reason) is not { } root)
            return new MalformedRequest(reason);
        var fields = new FieldReader();
        return LimoMessage.OfRequest(root.Name) switch
        {
            { } message when message == LimoMessage.Search => SearchRequest.Read(root, fields, call),
            { } message when message == LimoMessage.Sell => SellRequest.Read(root, fields, call),
            { } message when message == LimoMessage.Detail => new LimoDetail(new(call, fields.ReservationId(root)), fields.Wrong),
            { } message when message == LimoMessage.Update => UpdateRequest.Read(root, fields, call),
            { } message when message == LimoMessage.Cancel => new LimoCancel(new(call, fields.ReservationId(root)), fields.Wrong),
            _ => new MalformedRequest($"The root element is none of {LimoMessage.RequestRoots}."),
        };
    }

    /// <summary>The root's name, reading no further than that; null where it is none of the five.</summary>
    public static string? RootOf(ReadOnlyMemory<byte> body) => LimoMessage.OfRequest(WireReader.RootOf(body))?.RequestRoot;
}
