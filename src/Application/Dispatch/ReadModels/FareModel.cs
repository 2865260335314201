using GroundTransport.Domain.Pricing;
using GroundTransport.Domain.Reservations;

namespace GroundTransport.Application.Dispatch.ReadModels;

/// <summary>A price by its parts, in the currency's own digits.</summary>
public sealed class FareModel
{
    /// <summary>The kind of rate.</summary>
    public RateType Type { get; set; }

    /// <summary>ISO 4217.</summary>
    public string Currency { get; set; } = "";

    /// <summary>The sum of the parts.</summary>
    public decimal Rate { get; set; }

    /// <summary>The price of the ride alone.</summary>
    public decimal BasePrice { get; set; }

    /// <summary>The service charge.</summary>
    public decimal ServiceCharge { get; set; }

    /// <summary>The surcharges.</summary>
    public decimal SurCharge { get; set; }

    /// <summary>What the surcharges are for; empty: there are none.</summary>
    public string SurChargeDescription { get; set; } = "";

    /// <summary>The taxes.</summary>
    public decimal Tax { get; set; }
}

/// <summary>What the ride cost in the end, by its parts.</summary>
public sealed class FinalFareModel
{
    /// <summary>ISO 4217.</summary>
    public string Currency { get; set; } = "";

    /// <summary>The sum of the parts.</summary>
    public decimal Rate { get; set; }

    /// <summary>The price of the ride alone.</summary>
    public decimal BasePrice { get; set; }

    /// <summary>The service charge.</summary>
    public decimal ServiceCharge { get; set; }

    /// <summary>The surcharges.</summary>
    public decimal SurCharge { get; set; }

    /// <summary>The taxes.</summary>
    public decimal Tax { get; set; }

    /// <summary>Tolls, parking, a tip: included in the rate.</summary>
    public IReadOnlyList<ExtraChargeModel> Extras { get; set; } = [];
}

/// <summary>What the passenger paid beside the ride.</summary>
public sealed class ExtraChargeModel
{
    /// <summary>What it is for.</summary>
    public ExtraKind Kind { get; set; }

    /// <summary>In the fare's currency.</summary>
    public decimal Amount { get; set; }

    /// <summary>In a few words; empty: the kind says it.</summary>
    public string Description { get; set; } = "";
}
