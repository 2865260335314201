using System.Collections.Frozen;
using GroundTransport.Domain;

namespace GroundTransport.Api.Hosting;

/// <summary>REST's name of each field: its path in a body, a parameter or a header, as problem+json carries it.</summary>
public static class FieldNames
{
    private static readonly FrozenDictionary<Field, string> Paths = new Dictionary<Field, string>
    {
        [Field.None] = "",
        [Field.Reservation] = "id",
        [Field.Status] = "status",
        [Field.Version] = "If-Match",
        [Field.IdempotencyKey] = RestConventions.IdempotencyKeyHeader,
        [Field.ServiceType] = "serviceType",
        [Field.ClassOfService] = "classOfService",
        [Field.Pickup] = "pickup",
        [Field.Dropoff] = "dropoff",
        [Field.Start] = "start",
        [Field.End] = "end",
        [Field.Passengers] = "passengers",
        [Field.Passenger] = "passenger",
        [Field.FirstName] = "passenger.firstName",
        [Field.LastName] = "passenger.lastName",
        [Field.Currency] = "currency",
        [Field.Quote] = "quote",
        [Field.Rate] = "fare",
        [Field.RateId] = "rateId",
        [Field.RateType] = "fare.type",
        [Field.RateAmount] = "fare.rate",
        [Field.RateCurrency] = "fare.currency",
        [Field.WantedVehicleType] = "vehicleType",
        [Field.Vehicle] = "vehicle",
        [Field.VehicleId] = "vehicle.id",
        [Field.VehicleType] = "vehicle.type",
        [Field.Vendor] = "vendor",
        [Field.VendorCode] = "vendor",
        [Field.Payment] = "payment",
        [Field.CardType] = "payment.cardType",
        [Field.CardExpiration] = "payment.expiration",
        [Field.Cash] = "payment.cash",
        [Field.Check] = "payment.check",
        [Field.DirectBilling] = "payment.directBilling",
        [Field.FinalFare] = "finalFare",
    }.ToFrozenDictionary();

    /// <summary>Every field that has a name here: all that <see cref="Field"/> lists.</summary>
    public static IReadOnlyCollection<Field> Fields => Paths.Keys;

    /// <summary>A field that isn't listed is one that only REST has: its name is a path already.</summary>
    public static string Of(Field field) => Paths.GetValueOrDefault(field, field.Name);
}
