namespace GroundTransport.Domain;

/// <summary>
/// A field of a request, by a neutral name. The wire and REST each have a name of their own for every field listed here. A name
/// that isn't listed belongs to one of them alone (an element that the wire's reader refuses, a field of a REST body) and
/// appears there as it is.
/// </summary>
public readonly record struct Field(string Name)
{
    /// <summary>The refusal isn't about a single field.</summary>
    public static Field None { get; } = new("");

    public static Field Reservation { get; } = new("reservation");

    public static Field Status { get; } = new("status");

    /// <summary>The reservation's version that the caller has seen.</summary>
    public static Field Version { get; } = new("version");

    public static Field IdempotencyKey { get; } = new("idempotencyKey");

    public static Field ServiceType { get; } = new("serviceType");

    public static Field ClassOfService { get; } = new("classOfService");

    public static Field Pickup { get; } = new("pickup");

    public static Field Dropoff { get; } = new("dropoff");

    public static Field Start { get; } = new("start");

    public static Field End { get; } = new("end");

    /// <summary>How many ride.</summary>
    public static Field Passengers { get; } = new("passengers");

    /// <summary>Who rides.</summary>
    public static Field Passenger { get; } = new("passenger");

    public static Field FirstName { get; } = new("passenger.firstName");

    public static Field LastName { get; } = new("passenger.lastName");

    public static Field Currency { get; } = new("currency");

    /// <summary>The token of the quote that is sold.</summary>
    public static Field Quote { get; } = new("quote");

    public static Field Rate { get; } = new("rate");

    public static Field RateId { get; } = new("rate.id");

    public static Field RateType { get; } = new("rate.type");

    public static Field RateAmount { get; } = new("rate.amount");

    public static Field RateCurrency { get; } = new("rate.currency");

    /// <summary>The vehicle type that a search asks for.</summary>
    public static Field WantedVehicleType { get; } = new("vehicleType");

    public static Field Vehicle { get; } = new("vehicle");

    public static Field VehicleId { get; } = new("vehicle.id");

    public static Field VehicleType { get; } = new("vehicle.type");

    public static Field Vendor { get; } = new("vendor");

    public static Field VendorCode { get; } = new("vendor.code");

    public static Field Payment { get; } = new("payment");

    public static Field CardType { get; } = new("payment.card.type");

    public static Field CardExpiration { get; } = new("payment.card.expiration");

    public static Field Cash { get; } = new("payment.cash");

    public static Field Check { get; } = new("payment.check");

    public static Field DirectBilling { get; } = new("payment.directBilling");

    public static Field FinalFare { get; } = new("finalFare");

    public static implicit operator Field(string name) => new(name);
}
