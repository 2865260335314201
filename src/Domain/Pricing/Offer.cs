using GroundTransport.Domain.Amounts;
using GroundTransport.Domain.Journeys;

namespace GroundTransport.Domain.Pricing;

/// <summary>A ride that can be sold for a journey: by a vendor's rate plan, or by its pricing service.</summary>
public abstract record Offer(Journey Journey, TimeZoneInfo PickupTimeZone, FleetVehicle Vehicle, Fare Fare)
{
    public abstract string VendorCode { get; }

    /// <summary>Concur's RateID.</summary>
    public abstract string RateId { get; }

    public abstract PaymentTerms Payment { get; }

    /// <summary>The terms of a cancellation; null: it is free.</summary>
    public abstract CancellationTerms? Terms { get; }

    /// <summary>The pickup zone's GDS city; empty: none is known.</summary>
    public abstract string GdsCity { get; }

    /// <summary>The pickup's, if no zone covers the drop-off.</summary>
    public abstract TimeZoneInfo DropoffTimeZone { get; }

    public abstract DateTimeOffset Ends { get; }

    /// <summary>The hold of the ride on its vehicle, turnaround included; null: the gateway doesn't count these vehicles.</summary>
    public virtual Hold? Hold => null;

    /// <summary>The pickup in local time.</summary>
    public DateTime LocalPickup => TimeZoneInfo.ConvertTime(Journey.Start, PickupTimeZone).DateTime;

    /// <summary>What a traveller must know about the price: each charge beside Rate, and whether to show the card to the driver.</summary>
    public string Disclaimer()
    {
        var sentences = new List<string>();
        void AddCharge(Money? charge, string what)
        {
            if (charge is { IsZero: false } amount)
                sentences.Add($"Not included: {what} {amount}.");
        }
        AddCharge(Fare.ExtraPickupCharge, "pickup charge");
        AddCharge(Fare.ExtraDropoffCharge, "drop-off charge");
        AddCharge(Fare.ExtraStop, "each extra stop");
        AddCharge(Fare.ExtraTimePerHour, "each extra hour");
        if (Payment.CardPresentedAtRide)
            sentences.Add("Present your card to the driver.");
        return string.Join(' ', sentences);
    }
}

/// <summary>An offer by a rate plan.</summary>
public sealed record PlanOffer(RatePlan Plan, PricedJourney Ride, FleetVehicle Vehicle, Rate Rate, Fare Fare)
    : Offer(Ride.Journey, Ride.PickupTimeZone, Vehicle, Fare)
{
    public override string VendorCode => Plan.VendorCode;

    public override string RateId => Rate.Id;

    public override PaymentTerms Payment => Plan.Payment;

    public override CancellationTerms? Terms => CancellationTerms.Of(this);

    public override string GdsCity => Ride.PickupZone.GdsCity;

    public override TimeZoneInfo DropoffTimeZone => Ride.DropoffTimeZone;

    public override DateTimeOffset Ends => FareCalculator.EndOf(Rate, Ride.Journey);

    public override Hold? Hold => new Hold(Vehicle.VehicleId, Ride.Journey.Start, Ends.AddMinutes(Vehicle.TurnaroundMinutes));
}
