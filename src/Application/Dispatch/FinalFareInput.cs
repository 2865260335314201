using System.ComponentModel.DataAnnotations;
using GroundTransport.Domain.Amounts;
using GroundTransport.Domain.Reservations;

namespace GroundTransport.Application.Dispatch;

/// <summary>The final fare by its parts, as the supplier sends it; a part that is left out is 0.</summary>
/// <param name="BasePrice">The price of the ride alone.</param>
/// <param name="ServiceCharge">The service charge.</param>
/// <param name="SurCharge">The surcharges.</param>
/// <param name="Tax">The taxes.</param>
/// <param name="Extras">Tolls, parking, a tip: part of what is charged, and a line each on the receipt; at most 20.</param>
public sealed record FinalFareInput(
    decimal BasePrice, decimal ServiceCharge, decimal SurCharge, decimal Tax, IReadOnlyList<ExtraChargeInput>? Extras = null)
{
    internal IEnumerable<decimal> Parts =>
        [BasePrice, ServiceCharge, SurCharge, Tax, .. ExtrasOrNone.OfType<ExtraChargeInput>().Select(extra => extra.Amount)];

    internal IReadOnlyList<ExtraChargeInput> ExtrasOrNone => Extras ?? [];

    public FinalFare In(Currency currency) => new(
        Money.Round(BasePrice, currency),
        Money.Round(ServiceCharge, currency),
        Money.Round(SurCharge, currency),
        Money.Round(Tax, currency))
    {
        Extras = [.. ExtrasOrNone.Select(extra => extra.In(currency)).Where(extra => !extra.Amount.IsZero)],
    };
}

/// <summary>What the passenger pays beside the ride.</summary>
/// <param name="Kind">What it is for.</param>
/// <param name="Amount">In the booking's currency.</param>
/// <param name="Description">In a few words, at most 100 characters; without it the receipt names the kind.</param>
public sealed record ExtraChargeInput([property: Required] ExtraKind? Kind, decimal Amount, string? Description = null)
{
    internal ExtraCharge In(Currency currency) => new(Kind ?? ExtraKind.Other, Money.Round(Amount, currency), Description?.Trim() ?? "");
}
