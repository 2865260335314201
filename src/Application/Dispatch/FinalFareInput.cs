using GroundTransport.Domain.Amounts;
using GroundTransport.Domain.Reservations;

namespace GroundTransport.Application.Dispatch;

/// <summary>The final fare by its parts, as the supplier sends it.</summary>
public sealed record FinalFareInput(decimal BasePrice, decimal ServiceCharge, decimal SurCharge, decimal Tax)
{
    internal decimal[] Parts => [BasePrice, ServiceCharge, SurCharge, Tax];

    public FinalFare In(Currency currency) => new(
        Money.Round(BasePrice, currency),
        Money.Round(ServiceCharge, currency),
        Money.Round(SurCharge, currency),
        Money.Round(Tax, currency));
}
