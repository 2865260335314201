using GroundTransport.Application.Booking;
using GroundTransport.Application.Callers;
using GroundTransport.Infrastructure.ConcurWire.Messages;

namespace GroundTransport.Infrastructure.ConcurWire.Codec;

/// <summary>CC_LimoUpdateRequest, in the order of its example. The only message where an empty end differs from an absent one.</summary>
internal static class UpdateRequest
{
    public static LimoUpdate Read(WireElement root, FieldReader fields, ConcurCall call)
    {
        var id = fields.ReservationId(root);
        var ride = fields.RideUpToDiscount(root) with { EndIsCleared = root.Child("EndDateTime") is { HasValue: false } };
        var command = new UpdateRide { Call = call, ReservationId = id, Ride = fields.RideFromPayment(root, ride) };
        return new LimoUpdate(command, fields.Wrong);
    }
}
