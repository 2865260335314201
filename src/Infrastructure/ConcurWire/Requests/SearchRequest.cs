using GroundTransport.Application.Callers;
using GroundTransport.Application.Search;
using GroundTransport.Infrastructure.ConcurWire.Xml;

namespace GroundTransport.Infrastructure.ConcurWire.Requests;

/// <summary>CC_LimoSearchRequest, in the order of its example.</summary>
internal static class SearchRequest
{
    public static SearchRides Read(WireElement root, FieldReader fields, ConcurCall call) => new()
    {
        Call = call,
        ServiceType = fields.ServiceType(root),
        ClassOfService = fields.ClassOfService(root),
        Pickup = fields.Pickup(root),
        Dropoff = fields.SearchedDropoff(root),
        Start = fields.Time(root, "StartDateTime"),
        End = fields.Time(root, "EndDateTime"),
        PickupInstructions = fields.TextOrEmpty(root, "PickupInstructions"),
        DropoffInstructions = fields.TextOrEmpty(root, "DropoffInstructions"),
        Language = fields.Language(root) ?? "",
        Currency = fields.Currency(root, "Currency") ?? "",
        Passengers = fields.Count(root, "NumPassengers"),
        Discount = fields.Discount(root),
        VehicleType = fields.VehicleType(root),
    };
}
