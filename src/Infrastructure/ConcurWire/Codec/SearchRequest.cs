using GroundTransport.Application.Callers;
using GroundTransport.Application.Search;
using GroundTransport.Infrastructure.ConcurWire.Messages;

namespace GroundTransport.Infrastructure.ConcurWire.Codec;

/// <summary>CC_LimoSearchRequest, in the order of its example.</summary>
internal static class SearchRequest
{
    public static LimoSearch Read(WireElement root, FieldReader fields, ConcurCall call)
    {
        var command = new SearchRides
        {
            Call = call,
            ServiceType = fields.ServiceType(root),
            ClassOfService = fields.ClassOfService(root),
            Pickup = fields.Pickup(root),
            Dropoff = fields.Dropoff(root),
            Start = fields.Moment(root, "StartDateTime"),
            End = fields.Moment(root, "EndDateTime"),
            PickupInstructions = fields.TextOrEmpty(root, "PickupInstructions"),
            DropoffInstructions = fields.TextOrEmpty(root, "DropoffInstructions"),
            Language = fields.Language(root) ?? "",
            Currency = fields.Currency(root, "Currency") ?? "",
            Passengers = fields.Count(root, "NumPassengers"),
            Discount = fields.Discount(root),
            VehicleType = fields.VehicleType(root),
        };
        return new LimoSearch(command, fields.Wrong);
    }
}
