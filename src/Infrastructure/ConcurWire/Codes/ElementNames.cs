using System.Collections.Frozen;
using GroundTransport.Domain;

namespace GroundTransport.Infrastructure.ConcurWire.Codes;

/// <summary>Concur's name of each field: the path of its element, as ErrorSource and ErrorDescription contain it.</summary>
public static class ElementNames
{
    private static readonly FrozenDictionary<Field, string> Elements = new Dictionary<Field, string>
    {
        [Field.None] = "",
        [Field.Reservation] = "ReservationID",
        [Field.Status] = "Status",
        // Concur sends neither; no refusal of its messages refers to them.
        [Field.Version] = "",
        [Field.IdempotencyKey] = "",
        [Field.ServiceType] = "ServiceType",
        [Field.ClassOfService] = "ClassOfService",
        [Field.Pickup] = "PickupLocation",
        [Field.Dropoff] = "DropoffLocation",
        [Field.Start] = "StartDateTime",
        [Field.End] = "EndDateTime",
        [Field.Passengers] = "NumPassengers",
        [Field.Passenger] = "PrimaryPassenger",
        [Field.FirstName] = "PrimaryPassenger/FirstName",
        [Field.LastName] = "PrimaryPassenger/LastName",
        [Field.Currency] = "Currency",
        [Field.Quote] = "RateInfo/CategoryCode",
        [Field.Rate] = "RateInfo",
        [Field.RateId] = "RateInfo/RateID",
        [Field.RateType] = "RateInfo/RateTypeCode",
        [Field.RateAmount] = "RateInfo/Rate",
        [Field.RateCurrency] = "RateInfo/Currency",
        [Field.WantedVehicleType] = "VehicleType",
        [Field.Vehicle] = "Vehicle",
        [Field.VehicleId] = "Vehicle/VehicleID",
        [Field.VehicleType] = "Vehicle/VehicleType",
        [Field.Vendor] = "Vendor",
        [Field.VendorCode] = "Vendor/VendorCode",
        [Field.Payment] = "FormOfPayment",
        [Field.CardType] = "FormOfPayment/CreditCard/Type",
        [Field.CardExpiration] = "FormOfPayment/CreditCard/Expiration",
        [Field.Cash] = "FormOfPayment/Cash",
        [Field.Check] = "FormOfPayment/Check",
        [Field.DirectBilling] = "FormOfPayment/DirectBilling",
        [Field.FinalFare] = "RateInfo",
    }.ToFrozenDictionary();

    /// <summary>Every field that has a name here: all that <see cref="Field"/> lists.</summary>
    public static IReadOnlyCollection<Field> Fields => Elements.Keys;

    /// <summary>A field that isn't listed is an element that the reader refused: its name is a path already.</summary>
    public static string Of(Field field) => Elements.GetValueOrDefault(field, field.Name);
}
