using GroundTransport.Domain.Amounts;
using GroundTransport.Domain.Reservations;

namespace GroundTransport.Domain.Receipts;

/// <summary>What is charged, line by line. <see cref="Total"/> is always exactly the sum of the lines and the tax.</summary>
public sealed record ReceiptAmounts(IReadOnlyList<ReceiptLine> Lines, Money Tax)
{
    public Currency Currency => Tax.Currency;

    /// <summary>Without tax.</summary>
    public Money Subtotal => Lines.Aggregate(Money.Zero(Currency), (sum, line) => sum + line.Amount);

    public Money Total => Subtotal + Tax;

    /// <summary>Nothing to receipt. A tax that changes while the total stays is something.</summary>
    public bool AreZero => Total.IsZero && Tax.IsZero;

    public static ReceiptAmounts Nothing(Currency currency) => new([], Money.Zero(currency));

    /// <summary>
    /// What a ride that has ended costs: the final fare, else the fare of the booking; of a no-show or a cancellation the fee. Nothing
    /// while it hasn't ended.
    /// </summary>
    public static ReceiptAmounts Of(Reservation reservation)
    {
        var currency = reservation.Ride.Fare.Currency;
        return (reservation.Status, reservation.Service) switch
        {
            (ReservationStatus.RC, { Outcome: RideOutcome.NoShow, FinalFare: { } final }) => Fee("No-show fee", final.Rate, final.Tax),
            (ReservationStatus.RC, { Outcome: RideOutcome.NoShow }) => Fee(
                "No-show fee", reservation.Ride.Terms?.NoShowFee(reservation.Ride.Fare.Rate) ?? Money.Zero(currency), Money.Zero(currency)),
            (ReservationStatus.RC, { FinalFare: { } final }) => OfFinal(final),
            (ReservationStatus.RC, _) => OfBooked(reservation.Ride),
            (ReservationStatus.XA, { CancellationFee: { } fee }) => Fee("Cancellation fee", fee, Money.Zero(currency)),
            _ => Nothing(currency),
        };
    }

    /// <summary>What is charged beyond amounts that have been receipted before: one line, since only their sums are compared.</summary>
    public ReceiptAmounts Beyond(Money total, Money tax)
    {
        var (newTax, difference) = (Tax - tax, Total - total);
        return new ReceiptAmounts([new ReceiptLine("Adjustment of the fare", difference - newTax)], newTax);
    }

    private static ReceiptAmounts OfFinal(FinalFare fare) => Of(
        fare.Tax,
        [
            new("Fare", fare.BasePrice), new("Service charge", fare.ServiceCharge), new("Surcharge", fare.SurCharge),
            .. fare.Extras.Select(extra => new ReceiptLine(extra.ToString(), extra.Amount)),
        ]);

    private static ReceiptAmounts OfBooked(Ride ride)
    {
        var fare = ride.Fare;
        return Of(
            fare.Tax, [new("Fare", fare.BasePrice), new("Service charge", fare.ServiceCharge), new("Surcharge", fare.SurCharge)]);
    }

    private static ReceiptAmounts Fee(string description, Money total, Money tax) =>
        new([new ReceiptLine(description, total - tax)], tax);

    /// <summary>Without lines of zero; the first line is the ride itself and stays.</summary>
    private static ReceiptAmounts Of(Money tax, IReadOnlyList<ReceiptLine> lines) =>
        new([lines[0], .. lines.Skip(1).Where(line => !line.Amount.IsZero)], tax);
}
