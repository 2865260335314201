using FsCheck;
using FsCheck.Fluent;
using GroundTransport.Domain.Amounts;
using GroundTransport.Domain.Receipts;
using GroundTransport.Domain.Reservations;
using GroundTransport.TestKit;

namespace GroundTransport.Domain.Tests.Receipts;

/// <summary>Sums of every receipt, for any fare in any currency.</summary>
public class ReceiptPropertyTests
{
    private static readonly Gen<Currency> AnyCurrency = Gen.Elements("USD", "EUR", "JPY", "CLP", "KWD", "TND").Select(Currency.Of);

    [Fact]
    public void Lines_and_tax_of_any_receipt_are_exactly_what_is_charged() => Check.One(
        Config.QuickThrowOnFailure, Prop.ForAll(Arb.From(AnyCurrency.SelectMany(FareIn)), fare =>
        {
            var amounts = ReceiptAmounts.Of(Closed(fare, RideOutcome.Completed));

            Assert.Equal(fare.Rate.MinorUnits, amounts.Lines.Sum(line => line.Amount.MinorUnits) + amounts.Tax.MinorUnits);
            Assert.Equal(fare.Rate, amounts.Total);
            Assert.Equal(fare.Tax, amounts.Tax);
            Assert.Equal(amounts.Total - amounts.Tax, amounts.Subtotal);
            Assert.All(amounts.Lines.Skip(1), line => Assert.False(line.Amount.IsZero));
            Assert.All(amounts.Lines, line => Assert.Equal(line.Amount, Money.FromMinorUnits(line.Amount.MinorUnits, fare.Rate.Currency)));
        }));

    [Fact]
    public void Receipt_and_adjustments_add_up_to_the_last_fare() => Check.One(
        Config.QuickThrowOnFailure,
        Prop.ForAll(Arb.From(AnyCurrency.SelectMany(currency => FareIn(currency).ArrayOf(4))), fares =>
        {
            var (total, tax) = (Money.Zero(fares[0].Rate.Currency), Money.Zero(fares[0].Rate.Currency));
            foreach (var fare in fares)
            {
                var adjustment = ReceiptAmounts.Of(Closed(fare, RideOutcome.Completed)).Beyond(total, tax);
                Assert.Equal(adjustment.Total, adjustment.Subtotal + adjustment.Tax);
                (total, tax) = (total + adjustment.Total, tax + adjustment.Tax);
            }

            Assert.Equal((fares[^1].Rate, fares[^1].Tax), (total, tax));
        }));

    [Fact]
    public void No_show_that_is_charged_is_one_line() => Check.One(
        Config.QuickThrowOnFailure, Prop.ForAll(Arb.From(AnyCurrency.SelectMany(FareIn)), fare =>
        {
            var amounts = ReceiptAmounts.Of(Closed(fare, RideOutcome.NoShow));

            Assert.Equal(("No-show fee", fare.Rate - fare.Tax), (Assert.Single(amounts.Lines).Description, amounts.Subtotal));
            Assert.Equal(fare.Rate, amounts.Total);
        }));

    private static Gen<FinalFare> FareIn(Currency currency) =>
        from parts in Gen.Frequency((1, Gen.Constant(0)), (4, Gen.Choose(0, 2_000_000))).ArrayOf(4)
        from extras in Gen.Choose(0, 500_000).ArrayOf().Where(amounts => amounts.Length <= 20)
        from kinds in Gen.Elements(Enum.GetValues<ExtraKind>()).ArrayOf(extras.Length)
        let money = parts.Select(part => Money.FromMinorUnits(part, currency)).ToArray()
        select new FinalFare(money[0], money[1], money[2], money[3])
        {
            Extras = [.. extras.Zip(kinds, (amount, kind) => new ExtraCharge(kind, Money.FromMinorUnits(amount + 1, currency)))],
        };

    private static Reservation Closed(FinalFare fare, RideOutcome outcome)
    {
        var booked = TestRides.Booked;
        var zero = Money.Zero(fare.Rate.Currency);
        var ride = booked with { Fare = booked.Fare with { BasePrice = zero, ServiceCharge = zero, SurCharge = zero, Tax = zero } };
        var reservation = TestReservations.Sold(ride);
        reservation.Do(new Accept(null, "CONF1", ""), TestClock.Now);
        reservation.Do(new Close(outcome, fare), TestClock.AfterPickup);
        return reservation;
    }
}
