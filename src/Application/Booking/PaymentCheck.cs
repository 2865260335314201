using GroundTransport.Domain;
using GroundTransport.Domain.Pricing;

namespace GroundTransport.Application.Booking;

/// <summary>Refuses a form of payment that the plan doesn't accept for a ride.</summary>
internal static class PaymentCheck
{
    public static Refusal? Check(PaymentTerms terms, Payment payment, DateTime localPickup) => payment switch
    {
        CardPayment card => CheckCard(terms, card, localPickup),
        CashPayment => terms.Cash ? null : Refusal.Payment(Field.Cash, $"{Field.Cash} isn't accepted. Use another form of payment."),
        CheckPayment => terms.Check ? null : Refusal.Payment(Field.Check, $"{Field.Check} isn't accepted. Use another form of payment."),
        DirectBillingPayment billed => terms.DirectBilling.Contains(billed.CompanyCode, StringComparer.Ordinal)
            ? null
            : Refusal.Payment(Field.DirectBilling, $"{Field.DirectBilling} isn't agreed with this company. Use another form of payment."),
        _ => throw new ArgumentOutOfRangeException(nameof(payment), payment.GetType().Name, "Unknown form of payment"),
    };

    private static Refusal? CheckCard(PaymentTerms terms, CardPayment card, DateTime localPickup)
    {
        if (!terms.Cards.Contains(card.Type))
        {
            var accepted = terms.Cards.Count > 0 ? string.Join(", ", terms.Cards) : "another form of payment";
            return Refusal.Payment(Field.CardType, $"{Field.CardType} {card.Type} isn't accepted. Use {accepted}.");
        }
        return ExpiresBefore(card.Expiration, DateOnly.FromDateTime(localPickup))
            ? Refusal.Payment(Field.CardExpiration,
                $"{Field.CardExpiration} {card.Expiration:yyyy-MM} is before the ride: the card expires too soon. Use another card.")
            : null;
    }

    /// <summary>A card is valid through the last day of its expiration month.</summary>
    private static bool ExpiresBefore(DateOnly expiration, DateOnly ride) =>
        (expiration.Year, expiration.Month).CompareTo((ride.Year, ride.Month)) < 0;
}
