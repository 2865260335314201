using GroundTransport.Domain.Amounts;
using GroundTransport.Domain.Reservations;

namespace GroundTransport.Application.Dispatch;

/// <summary>The final fare by its parts, as the supplier sends it; a part that is left out is 0.</summary>
/// <param name="BasePrice">The price of the ride alone.</param>
/// <param name="ServiceCharge">The service charge.</param>
/// <param name="SurCharge">The surcharges.</param>
/// <param name="Tax">The taxes.</param>
public sealed record FinalFareInput(decimal BasePrice, decimal ServiceCharge, decimal SurCharge, decimal Tax)
{
    internal decimal[] Parts => [BasePrice, ServiceCharge, SurCharge, Tax];

    public FinalFare In(Currency currency) => new(
        Money.Round(BasePrice, currency),
        Money.Round(ServiceCharge, currency),
        Money.Round(SurCharge, currency),
        Money.Round(Tax, currency));
}
