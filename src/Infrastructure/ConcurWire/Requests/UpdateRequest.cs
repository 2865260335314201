using GroundTransport.Application.Booking;
using GroundTransport.Application.Callers;
using GroundTransport.Infrastructure.ConcurWire.Xml;

namespace GroundTransport.Infrastructure.ConcurWire.Requests;

/// <summary>
/// CC_LimoUpdateRequest, in the order of its example. The only message where an empty EndDateTime differs from an absent one.
/// </summary>
internal static class UpdateRequest
{
    public static UpdateRide Read(WireElement root, FieldReader fields, ConcurCall call)
    {
        var id = fields.ReservationId(root);
        var ride = fields.RideUpToDiscount(root) with { EndIsCleared = root.Child("EndDateTime") is { HasValue: false } };
        return new UpdateRide { Call = call, ReservationId = id, Ride = fields.RideFromPayment(root, ride, mayListEmptyForms: true) };
    }
}
