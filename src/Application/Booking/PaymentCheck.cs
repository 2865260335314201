using GroundTransport.Domain;
using GroundTransport.Domain.Pricing;

namespace GroundTransport.Application.Booking;

/// <summary>Whether the plan accepts a form of payment for a ride.</summary>
internal static class PaymentCheck
{
    public static Refusal? Refuses(PaymentTerms terms, Payment payment, DateTime localPickup) => payment switch
    {
        CardPayment card when !terms.Cards.Contains(card.Type) => Refusal.Payment(Field.CardType,
            $"{card.Type} cards aren't accepted. Use {(terms.Cards.Count > 0 ? string.Join(", ", terms.Cards) : "another form of payment")}."),
        CardPayment card when ExpiresBefore(card.Expiration, DateOnly.FromDateTime(localPickup)) => Refusal.Payment(Field.CardExpiration,
            $"The card expires {card.Expiration:yyyy-MM}, before the ride. Use another card."),
        CashPayment when !terms.Cash => Refusal.Payment(Field.Cash, "Cash isn't accepted. Use another form of payment."),
        CheckPayment when !terms.Check => Refusal.Payment(Field.Check, "Checks aren't accepted. Use another form of payment."),
        DirectBillingPayment billed when !terms.DirectBilling.Contains(billed.CompanyCode, StringComparer.Ordinal) =>
            Refusal.Payment(Field.DirectBilling, "Direct billing isn't agreed with this company. Use another form of payment."),
        _ => null,
    };

    /// <summary>A card is good to the end of the month that it names.</summary>
    private static bool ExpiresBefore(DateOnly expiration, DateOnly ride) =>
        (expiration.Year, expiration.Month).CompareTo((ride.Year, ride.Month)) < 0;
}
